package io.parley.manager.internal.server;

import io.parley.internal.wait.WaitSource;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Requests that wait for the same thing, first come, first served. No thread waits: {@link #retry()} is called by who
 * changed something, by the {@link Watcher} when another process did, and when a connection came back.
 *
 * <p><b>Threading:</b> any thread. One thread at a time goes through the line; who comes meanwhile lets that one go
 * through it once more. An attempt may move other lines, and those this one: that happens after the attempt.
 */
public final class Line {
    private static final Logger LOG = LoggerFactory.getLogger("io.parley.manager");

    /** So often a thread goes through the line at a stretch; then another thread does, as this one has other work. */
    private static final int ROUNDS = 32;

    private final Watcher watcher;
    private final WaitSource source;
    private final boolean ordered;
    private final ConcurrentSkipListMap<Long, Waiter> waiters = new ConcurrentSkipListMap<>();
    private final AtomicLong lastPlace = new AtomicLong();
    private final AtomicInteger rounds = new AtomicInteger();
    private final AtomicInteger length = new AtomicInteger();

    Line(Watcher watcher, WaitSource source, boolean ordered) {
        this.watcher = watcher;
        this.source = source;
        this.ordered = ordered;
    }

    /** What another process does when the line may move; null if it has to be looked at now and then. */
    WaitSource source() {
        return source;
    }

    boolean isEmpty() {
        return length.get() == 0;
    }

    /** How many wait. */
    public int length() {
        return length.get();
    }

    void await(Waiter waiter, long timeoutNs) {
        waiter.call().session().inTurn(() -> awaitInTurn(waiter, timeoutNs));
    }

    private void awaitInTurn(Waiter waiter, long timeoutNs) {
        boolean first = isEmpty() || !ordered;
        if (first && waiter.tryIt()) {
            return;
        }
        if (timeoutNs <= 0) {
            waiter.expire(!first);
            return;
        }
        if (!waiter.call().session().waits(waiter)) {
            waiter.takeBack();
            return;
        }
        waiter.call().waits();
        waiter.place(lastPlace.incrementAndGet());
        length.incrementAndGet();
        waiters.put(waiter.place(), waiter);
        if (timeoutNs < Long.MAX_VALUE) {
            waiter.timer(watcher.timer().schedule(() -> expire(waiter), timeoutNs, TimeUnit.NANOSECONDS));
        }
        watcher.watch(this);
        retry();
    }

    void remove(Waiter waiter) {
        if (waiters.remove(waiter.place(), waiter)) {
            length.decrementAndGet();
        }
    }

    private void expire(Waiter waiter) {
        waiter.call().session().inTurn(() -> waiter.expire(!ordered || isFirst(waiter)));
        retry();
    }

    private boolean isFirst(Waiter waiter) {
        for (Waiter other : waiters.values()) {
            if (other == waiter) {
                return true;
            }
            if (other.call().session().isConnected()) {
                return false;
            }
        }
        return false;
    }

    /** Lets those who wait try again. */
    public void retry() {
        if (isEmpty() || Later.ofThread().add(this) || rounds.getAndIncrement() != 0) {
            return;
        }
        goThrough(1);
    }

    private void goThrough(int asked) {
        int seen = asked;
        for (int round = 0; round < ROUNDS; round++) {
            goThrough();
            seen = rounds.addAndGet(-seen);
            if (seen == 0) {
                return;
            }
        }
        int left = seen;
        watcher.timer().execute(() -> goThrough(left));
    }

    /** Never fails: what it is about has to be looked at again by the next one who goes through. */
    private void goThrough() {
        try {
            if (source instanceof Rounds counted) {
                counted.roundBegins();
            }
            tryAll();
        } catch (Throwable e) {
            LOG.warn("a line of requests was not gone through to its end; will be again", e);
        }
    }

    private void tryAll() {
        for (Waiter waiter : waiters.values()) {
            Session session = waiter.call().session();
            boolean over;
            session.enter();
            try {
                over = waiter.tryIt();
            } finally {
                session.leave();
            }
            if (!over && ordered && session.isConnected()) {
                return;
            }
        }
    }
}
