package io.parley.process;

import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** The threads of a pool in this process: daemons, which never keep a program from ending. */
final class PoolThreads {
    private final String prefix;
    private final AtomicLong started = new AtomicLong();
    private final ScheduledThreadPoolExecutor timer;

    PoolThreads(String prefix) {
        this.prefix = prefix;
        this.timer = new ScheduledThreadPoolExecutor(
                1, work -> thread("timer", work), new ThreadPoolExecutor.DiscardPolicy());
        timer.setRemoveOnCancelPolicy(true);
        timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    private Thread thread(String purpose, Runnable work) {
        Thread thread = new Thread(work, prefix + "-" + purpose);
        thread.setDaemon(true);
        return thread;
    }

    /** Runs what may take long. */
    void start(String purpose, Runnable work) {
        thread(purpose + "-" + started.incrementAndGet(), work).start();
    }

    /** Runs what does not take long, later; never, if the pool is over by then. */
    ScheduledFuture<?> later(long delayNs, Runnable work) {
        return timer.schedule(work, delayNs, TimeUnit.NANOSECONDS);
    }

    /** Nothing is run later any more. */
    void close() {
        timer.shutdownNow();
    }
}
