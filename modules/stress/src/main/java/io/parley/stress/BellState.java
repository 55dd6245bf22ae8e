package io.parley.stress;

import io.parley.WaitStrategy;
import io.parley.internal.memory.Memory;
import io.parley.internal.os.SystemClock;
import io.parley.internal.wait.Doorbell;

/** A doorbell, as two processes see it, and the number whose changes it tells of. */
class BellState {
    /** A waiter that was not woken sleeps for so long, and says so. */
    private static final long LOST_NS = 30_000_000_000L;

    private static final long NO_SLICES_NS = Long.MAX_VALUE / 4;

    final Memory memory = Cells.MEMORY;
    final int bell = Cells.next();
    final int number = bell + Cells.DATA;
    final Doorbell waiting = new Doorbell(memory, bell, SystemClock.LOCAL);
    final Doorbell ringing = new Doorbell(memory, bell, SystemClock.LOCAL);

    /** Whether the news came before a sleep without it was over. */
    final boolean await(int value) {
        long deadlineNs = SystemClock.LOCAL.monotonicNs() + LOST_NS;
        try {
            waiting.await(() -> memory.getIntVolatile(number) >= value, deadlineNs, NO_SLICES_NS, WaitStrategy.block());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return SystemClock.LOCAL.monotonicNs() - deadlineNs < 0;
    }

    final void tell(int value) {
        memory.putIntVolatile(number, value);
        ringing.ring();
    }
}
