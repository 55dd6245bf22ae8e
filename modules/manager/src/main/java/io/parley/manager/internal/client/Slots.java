package io.parley.manager.internal.client;

import io.parley.manager.internal.wire.RequestNumber;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The slots of a session that no request is in. The one that became free last is taken first, so that a client that
 * asks one thing at a time uses one slot and the server knows at once that an answer arrived.
 *
 * <p><b>Threading:</b> any thread; no locks. <b>Allocation:</b> none.
 */
final class Slots {
    private static final int NONE = 0xffff;
    private static final long CHANGE = 0x10000;

    private final Semaphore free;
    private final int[] below;
    private final long[] counts;
    /** {@code {changes | slot on top}}: the changes tell a top that was taken and came back from one that stayed. */
    private final AtomicLong top = new AtomicLong(0);

    Slots(int count) {
        free = new Semaphore(count);
        below = new int[count];
        counts = new long[count];
        for (int i = 0; i < count; i++) {
            below[i] = i + 1 < count ? i + 1 : NONE;
        }
    }

    /** Waits until a slot is free. */
    void acquire() {
        free.acquireUninterruptibly();
    }

    /** Waits until a slot is free. */
    void acquireInterruptibly() throws InterruptedException {
        free.acquire();
    }

    /** Whether a slot is free; then it is for the caller to take. */
    boolean tryAcquire() {
        return free.tryAcquire();
    }

    /** Without a request after all. */
    void giveUp() {
        free.release();
    }

    /** The number of the next request, after a slot was acquired. */
    long next() {
        while (true) {
            long word = top.get();
            int slot = (int) word & NONE;
            if (top.compareAndSet(word, (word & -CHANGE) + CHANGE | below[slot])) {
                return RequestNumber.of(++counts[slot], slot);
            }
        }
    }

    /** The server never had a request of that number, which is given away again. */
    void undo(long seq) {
        counts[RequestNumber.slot(seq)]--;
        done(seq);
    }

    /** The request is over. */
    void done(long seq) {
        int slot = RequestNumber.slot(seq);
        while (true) {
            long word = top.get();
            below[slot] = (int) word & NONE;
            if (top.compareAndSet(word, (word & -CHANGE) + CHANGE | slot)) {
                free.release();
                return;
            }
        }
    }
}
