package io.parley.internal.sync;

import io.parley.WaitStrategy;
import io.parley.internal.crash.Failpoint;
import io.parley.internal.live.Liveness;
import io.parley.internal.memory.Memory;
import io.parley.internal.os.Clock;
import io.parley.internal.wait.Futex;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Permits leased to processes. The table of leases is the truth, the word only repeats it: available = all − the leases
 * of the living. Both change under a guard, lease first; if the guard's holder dies in between, the next one computes
 * the word anew. So is a dead process's lease returned: by whoever finds too few permits, and by each waiter after each
 * slice.
 */
public final class LeasedPermits extends Permits {
    private static final Logger LOG = LoggerFactory.getLogger("io.parley.semaphore");
    private static final long SLICE_NS = 10_000_000;

    private final LockCore guard;
    private final SlotTable leases;
    private final Liveness liveness;
    private final int all;

    /** The permits in a leased semaphore's file; the guard is this process's only one for it. */
    public LeasedPermits(Memory memory, LockCore guard, Liveness liveness, Clock clock, WaitStrategy strategy) {
        super(memory, clock, strategy, SLICE_NS);
        this.guard = guard;
        this.leases = new SlotTable(memory, PermitWord.LEASES, liveness);
        this.liveness = liveness;
        this.all = PermitWord.initial(memory);
    }

    /** Permits by process. */
    public SlotTable leases() {
        return leases;
    }

    @Override
    public boolean tryAcquire(int n) {
        return n == 0 || take(n) || reclaim() && take(n);
    }

    private boolean take(int n) {
        if (inWord() < n) {
            return false;
        }
        enter();
        try {
            if (inWord() < n) {
                return false;
            }
            leases.setOwn(leases.own() + n);
            Failpoint.LEASE_TAKEN_BEFORE_WORD.hit();
            memory.getAndAddInt(PermitWord.WORD, -n);
        } finally {
            guard.release();
        }
        Failpoint.SEMAPHORE_ACQUIRED.hit();
        return true;
    }

    @Override
    public void release(int n) {
        enter();
        try {
            int held = leases.own();
            if (n > held) {
                throw new IllegalStateException("permits are not this process's to release: " + memory.name()
                        + " released=" + n + ", held=" + held + ". Release what this process acquired, once");
            }
            leases.setOwn(held - n);
            Failpoint.LEASE_RETURNED_BEFORE_WORD.hit();
            memory.getAndAddInt(PermitWord.WORD, n);
        } finally {
            guard.release();
        }
        wake(n);
    }

    @Override
    public int drain() {
        reclaim();
        while (true) {
            int available = inWord();
            if (tryAcquire(available)) {
                return available;
            }
        }
    }

    @Override
    public int available() {
        reclaim();
        return inWord();
    }

    @Override
    void returnLost() {
        reclaim();
    }

    /** Returns what the dead had leased, if there is any of it; false if there is not. */
    public boolean reclaim() {
        if (!guard.isAbandoned() && !leases.hasDead()) {
            return false;
        }
        int before = inWord();
        guard.acquire();
        int returned;
        try {
            recompute();
            returned = inWord() - before;
        } finally {
            guard.release();
        }
        wake(Math.max(1, returned));
        return true;
    }

    /** Takes the guard and puts right what its dead holder, or a dead process in this one's slot, left. */
    private void enter() {
        guard.acquire();
        if (guard.isRecovered() || leases.isOwnCellForeign()) {
            try {
                recompute();
            } catch (RuntimeException | Error e) {
                guard.release();
                throw e;
            }
        }
    }

    /** Drops the leases of the dead and makes the word say what the others leave. */
    private void recompute() {
        for (int slot = leases.next(SlotTable.NONE); slot != SlotTable.NONE; slot = leases.next(slot)) {
            int owner = leases.owner(slot);
            int returned = leases.clearIfDead(slot);
            if (returned > 0) {
                LOG.warn(
                        "PLY-0019 permits of a dead process returned: {} process={} permits={}",
                        memory.name(),
                        liveness.describe(owner),
                        returned);
            }
        }
        Failpoint.LEASE_RECLAIMED_BEFORE_WORD.hit();
        int available = Math.toIntExact(all - leases.sum());
        int word;
        do {
            word = memory.getIntVolatile(PermitWord.WORD);
        } while (!memory.compareAndSetInt(PermitWord.WORD, word, available | word & Futex.WAITERS));
        Failpoint.LEASE_RECOMPUTED.hit();
        if (guard.isRecovered()) {
            guard.markConsistent();
        }
    }
}
