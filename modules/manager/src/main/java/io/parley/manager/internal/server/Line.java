package io.parley.manager.internal.server;

import io.parley.internal.wait.WaitSource;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Requests that wait for the same thing, first come, first served. No thread waits: {@link #retry()} is called by who
 * changed something, by the {@link Watcher} when another process did, and when a connection came back.
 *
 * <p><b>Threading:</b> any thread. One thread at a time goes through the line; who comes meanwhile lets that one go
 * through it once more. So an attempt may move other lines, and those this one.
 */
public final class Line {
    private final Watcher watcher;
    private final WaitSource source;
    private final boolean ordered;
    private final Queue<Waiter> waiters = new ConcurrentLinkedQueue<>();
    private final AtomicInteger rounds = new AtomicInteger();

    Line(Watcher watcher, WaitSource source, boolean ordered) {
        this.watcher = watcher;
        this.source = source;
        this.ordered = ordered;
    }

    /** What another process does when the line may move. */
    WaitSource source() {
        return source;
    }

    boolean isEmpty() {
        return waiters.isEmpty();
    }

    void await(Waiter waiter, long timeoutNs) {
        if (waiters.isEmpty() && waiter.tryIt()) {
            return;
        }
        if (timeoutNs <= 0) {
            waiter.expire();
            return;
        }
        waiters.add(waiter);
        waiter.call().session().waits(waiter);
        if (timeoutNs < Long.MAX_VALUE) {
            waiter.timer(watcher.timer().schedule(() -> expire(waiter), timeoutNs, TimeUnit.NANOSECONDS));
        }
        watcher.watch(this);
        retry();
    }

    private void expire(Waiter waiter) {
        waiter.expire();
        retry();
    }

    /** Lets those who wait try again. */
    public void retry() {
        if (rounds.getAndIncrement() != 0) {
            return;
        }
        int seen = 1;
        do {
            goThrough();
            seen = rounds.addAndGet(-seen);
        } while (seen != 0);
    }

    private void goThrough() {
        if (source instanceof Rounds rounds) {
            rounds.roundBegins();
        }
        for (var each = waiters.iterator(); each.hasNext(); ) {
            Waiter waiter = each.next();
            if (waiter.tryIt()) {
                each.remove();
            } else if (ordered && waiter.call().session().isConnected()) {
                return;
            }
        }
    }
}
