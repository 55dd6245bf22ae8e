package io.parley.crash;

import io.parley.Parley;
import io.parley.ParleyConfig;
import io.parley.value.SharedLong;
import io.parley.value.SharedLongArray;
import java.nio.file.Path;

/** How a crash test leads its actors: plain words in the domain of the object under test. */
final class Control implements AutoCloseable {
    /** Actors 0 and 1 survive; the victims are all actor 2, one after the other. */
    static final int SURVIVORS = 2;

    static final int VICTIM = SURVIVORS;
    static final long WORK = 0;
    /** Survivors stay away from the object until it is WORK again. */
    static final long REST = 1;

    static final long STOP = 2;

    /** Between two operations of a survivor while the next victim's JVM comes up, which it needs the processor for. */
    static final long STROLL_NS = 3_000_000;

    /** The same while a victim is about to die. */
    static final long HURRY_NS = 200_000;

    final Parley parley;
    final SharedLong mode;
    /** How long survivors pause between two operations. */
    final SharedLong pauseNs;
    /** Monotonic time of the latest death, once the test knows. */
    final SharedLong deathNs;
    /** Operations done, by actor. */
    final SharedLongArray operations;
    /** 1 while the actor rests. */
    final SharedLongArray resting;
    /** How long after the latest death the actor finished its next operation; -1 until it has. */
    final SharedLongArray recoveryNs;

    Control(Path domain, String processName) {
        parley =
                Parley.open(ParleyConfig.at(domain).withProcessName(processName).withDurable(false));
        mode = parley.longValue("control-mode");
        pauseNs = parley.longValue("control-pause");
        deathNs = parley.longValue("control-death");
        operations = parley.longArray("control-operations", SURVIVORS + 1);
        resting = parley.longArray("control-resting", SURVIVORS + 1);
        recoveryNs = parley.longArray("control-recovery", SURVIVORS + 1);
    }

    @Override
    public void close() {
        parley.close();
    }
}
