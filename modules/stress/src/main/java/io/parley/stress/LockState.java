package io.parley.stress;

import io.parley.WaitStrategy;
import io.parley.internal.memory.Memory;
import io.parley.internal.os.SystemClock;
import io.parley.internal.sync.LockCore;

/** One lock cell, as two processes see it, and a number that it guards. */
class LockState {
    final Memory memory = Cells.MEMORY;
    final int cell = Cells.next();
    final LockCore first = core(Incarnation.FIRST);
    final LockCore second = core(Incarnation.SECOND);

    /** A free lock. */
    LockState() {}

    /** A lock that {@code holder} holds. */
    LockState(Incarnation holder) {
        core(holder).acquire();
    }

    private LockCore core(Incarnation process) {
        return new LockCore(memory, cell, process, SystemClock.LOCAL, WaitStrategy.adaptive());
    }

    /** Adds one to the guarded number, by plain accesses, under the lock. */
    final int increment(LockCore lock) {
        lock.acquire();
        int value = memory.getInt(cell + Cells.DATA) + 1;
        memory.putInt(cell + Cells.DATA, value);
        lock.release();
        return value;
    }
}
