package io.parley.internal.queue;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;

/**
 * The one daemon thread of this JVM that puts messages on disk when their time is up. It is there while a handle is
 * open that wants to have it so, and sleeps while nothing was put.
 */
final class FlushThread extends Thread {
    private static final List<Flusher> FLUSHERS = new CopyOnWriteArrayList<>();
    private static volatile FlushThread running;

    private FlushThread() {
        super(null, null, "parley-flush", 0, false);
        setDaemon(true);
        setContextClassLoader(FlushThread.class.getClassLoader());
    }

    static void add(Flusher flusher) {
        synchronized (FLUSHERS) {
            FLUSHERS.add(flusher);
            if (running == null) {
                running = new FlushThread();
                running.start();
            }
        }
    }

    static void remove(Flusher flusher) {
        synchronized (FLUSHERS) {
            if (FLUSHERS.remove(flusher) && FLUSHERS.isEmpty()) {
                FlushThread ending = running;
                running = null;
                LockSupport.unpark(ending);
            }
        }
    }

    /** Something was put that has to be on disk in a while. */
    static void wake() {
        LockSupport.unpark(running);
    }

    @Override
    public void run() {
        while (running == this) {
            long due = Long.MAX_VALUE;
            for (Flusher flusher : FLUSHERS) {
                if (flusher.due() <= 0) {
                    flusher.flushQuietly();
                }
                due = Math.min(due, flusher.due());
            }
            if (due == Long.MAX_VALUE) {
                LockSupport.park(this);
            } else if (due > 0) {
                LockSupport.parkNanos(this, due);
            }
            Thread.interrupted();
        }
    }
}
