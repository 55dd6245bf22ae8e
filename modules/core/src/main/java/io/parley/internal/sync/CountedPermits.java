package io.parley.internal.sync;

import io.parley.WaitStrategy;
import io.parley.internal.crash.Failpoint;
import io.parley.internal.memory.Memory;
import io.parley.internal.os.Clock;

/**
 * Permits without an owner: one CAS takes, one CAS gives back, whoever does it. Nothing else is written, so whoever
 * dies leaves the count as it was before or after his step.
 */
public final class CountedPermits extends Permits {
    private static final long SLICE_NS = 50_000_000;

    private final int most;

    /** The permits in a semaphore's file, of which there may be {@code most}. */
    public CountedPermits(Memory memory, Clock clock, WaitStrategy strategy, int most) {
        super(memory, clock, strategy, SLICE_NS);
        this.most = most;
    }

    @Override
    public boolean tryAcquire(int n) {
        while (true) {
            int word = memory.getIntVolatile(PermitWord.WORD);
            if (PermitWord.permits(word) < n) {
                return false;
            }
            if (memory.compareAndSetInt(PermitWord.WORD, word, word - n)) {
                Failpoint.SEMAPHORE_ACQUIRED.hit();
                return true;
            }
        }
    }

    @Override
    public void release(int n) {
        int word;
        do {
            word = memory.getIntVolatile(PermitWord.WORD);
            if (n > most - PermitWord.permits(word)) {
                throw tooMany(memory, n, PermitWord.permits(word), most);
            }
        } while (!memory.compareAndSetInt(PermitWord.WORD, word, word + n));
        if (word < 0) {
            wake(n);
        }
    }

    @Override
    public int drain() {
        while (true) {
            int available = inWord();
            if (tryAcquire(available)) {
                return available;
            }
        }
    }
}
