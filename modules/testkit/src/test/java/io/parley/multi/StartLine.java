package io.parley.multi;

import io.parley.Parley;
import io.parley.value.SharedLong;

/**
 * Where several processes wait, spinning, until all of them are there: what they do next, they do at the same moment.
 */
final class StartLine {
    private static final int SPINS = 500;

    private final SharedLong arrived;
    private final int parties;
    private long expected;

    StartLine(Parley parley, int parties) {
        this.arrived = parley.longValue("start-line");
        this.parties = parties;
    }

    void await() {
        expected += parties;
        arrived.incrementAndGet();
        for (int look = 1; arrived.get() < expected; look++) {
            if (look % SPINS == 0) {
                Thread.yield();
            } else {
                Thread.onSpinWait();
            }
        }
    }
}
