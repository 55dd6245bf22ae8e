package io.parley.manager.internal.net;

import io.netty.channel.EventLoop;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * The thread that a client's connections share with those of others: for what has to happen later, as long as the
 * client is not closed. Never waits.
 */
public final class ClientThread implements Executor {
    private final EventLoop loop;
    private final Set<io.netty.util.concurrent.Future<?>> later = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    ClientThread(EventLoop loop) {
        this.loop = loop;
    }

    EventLoop loop() {
        return loop;
    }

    @Override
    public void execute(Runnable task) {
        requireOpen();
        loop.execute(task);
    }

    /** Runs it once, later; nothing happens if the client is closed by then. */
    public java.util.concurrent.ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
        return remember(loop.schedule(task, delay, unit));
    }

    /** Runs it again and again, until the client is closed. */
    public java.util.concurrent.ScheduledFuture<?> scheduleAtFixedRate(
            Runnable task, long delay, long period, TimeUnit unit) {
        return remember(loop.scheduleAtFixedRate(task, delay, period, unit));
    }

    private io.netty.util.concurrent.ScheduledFuture<?> remember(io.netty.util.concurrent.ScheduledFuture<?> task) {
        later.add(task);
        task.addListener(later::remove);
        if (closed) {
            task.cancel(false);
        }
        return task;
    }

    private void requireOpen() {
        if (closed) {
            throw new RejectedExecutionException("the client is closed");
        }
    }

    void close() {
        closed = true;
        later.forEach(task -> task.cancel(false));
    }
}
