package io.parley.manager.internal.server;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads for what may take long: users' code, the disk, much data. Sessions take turns, and none has more than
 * half of the threads at once. What waits is bounded in bytes; beyond that a request is refused.
 *
 * <p><b>Threading:</b> thread-safe.
 */
public final class Workers implements AutoCloseable {
    /** How much may wait for one session. */
    static final long MAX_BYTES_OF_ONE = 32L << 20;

    /** How much may wait in all. */
    static final long MAX_BYTES = 256L << 20;

    private static final long BYTES_OF_A_CALL = 1024;
    private static final int KEEP_THREADS_SECONDS = 10;

    private final int threads;
    private final ThreadPoolExecutor executor;
    private final Map<Session, Backlog> backlogs = new HashMap<>();
    private final Queue<Backlog> turns = new ArrayDeque<>();
    private long bytes;

    /** So many threads at most, which are started when needed. */
    public Workers(int threads) {
        this.threads = threads;
        AtomicInteger number = new AtomicInteger();
        executor = new ThreadPoolExecutor(
                threads, threads, KEEP_THREADS_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                    Thread made = new Thread(task, "parley-manager-worker-" + number.incrementAndGet());
                    made.setDaemon(true);
                    return made;
                });
        executor.allowCoreThreadTimeOut(true);
    }

    /** As many threads as usual: twice the processors, eight at least. */
    public Workers() {
        this(Math.max(8, 2 * Runtime.getRuntime().availableProcessors()));
    }

    private record Job(Backlog backlog, Call call, Work work, long bytes) {}

    /** What waits for one session. */
    private static final class Backlog {
        private final Session session;
        private final Queue<Job> jobs = new ArrayDeque<>();
        private long bytes;
        private int running;
        private boolean hasTurn;

        Backlog(Session session) {
            this.session = session;
        }
    }

    void add(Call call, Work work) {
        long size = BYTES_OF_A_CALL + call.args().remaining();
        synchronized (this) {
            Backlog backlog = backlogs.computeIfAbsent(call.session(), Backlog::new);
            if (backlog.bytes + size > MAX_BYTES_OF_ONE || bytes + size > MAX_BYTES) {
                forgetIfIdle(backlog);
                throw new IllegalStateException("the server has too much to do: " + call + ", bytes that wait for the"
                        + " session=" + backlog.bytes + ", in all=" + bytes + ". Wait for answers before sending more");
            }
            backlog.jobs.add(new Job(backlog, call, work, size));
            backlog.bytes += size;
            bytes += size;
            giveTurn(backlog);
        }
        executor.execute(this::work);
    }

    private void giveTurn(Backlog backlog) {
        if (!backlog.hasTurn && !backlog.jobs.isEmpty() && backlog.running < Math.max(1, threads / 2)) {
            backlog.hasTurn = true;
            turns.add(backlog);
        }
    }

    private void work() {
        for (Job job = next(); job != null; job = next()) {
            try {
                job.call.runNow(job.work);
            } finally {
                over(job);
            }
        }
    }

    private synchronized Job next() {
        Backlog backlog = turns.poll();
        if (backlog == null) {
            return null;
        }
        backlog.hasTurn = false;
        backlog.running++;
        Job job = backlog.jobs.remove();
        giveTurn(backlog);
        return job;
    }

    private synchronized void over(Job job) {
        Backlog backlog = job.backlog;
        backlog.running--;
        backlog.bytes -= job.bytes;
        bytes -= job.bytes;
        giveTurn(backlog);
        forgetIfIdle(backlog);
    }

    private void forgetIfIdle(Backlog backlog) {
        if (backlog.jobs.isEmpty() && backlog.running == 0) {
            backlogs.remove(backlog.session);
        }
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
