package io.parley.manager.internal.server;

import io.parley.WaitStrategy;
import io.parley.internal.os.SystemClock;
import io.parley.internal.wait.BellSource;
import io.parley.internal.wait.Deadline;
import io.parley.internal.wait.Doorbell;
import io.parley.internal.wait.MultiWait;
import io.parley.internal.wait.PrivateBell;
import io.parley.internal.wait.WaitSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The one thread that sleeps for all requests that wait: on the words of the objects they wait for. Lines stay with it
 * for a while after they are empty, so that waiting on the same thing again costs nothing.
 */
public final class Watcher implements AutoCloseable, Runnable {
    private static final long ROUND_NS = TimeUnit.SECONDS.toNanos(1);
    private static final long NO_PROGRESS_NS = TimeUnit.MILLISECONDS.toNanos(1);

    private final Set<Line> lines = ConcurrentHashMap.newKeySet();
    private final Doorbell bell = PrivateBell.create("manager");
    private final ScheduledThreadPoolExecutor timer;
    private final Thread thread = new Thread(this, "parley-manager-watcher");
    private volatile boolean changed;
    private volatile boolean closed;

    /** Starts the thread. */
    public Watcher() {
        timer = new ScheduledThreadPoolExecutor(1, task -> {
            Thread made = new Thread(task, "parley-manager-timer");
            made.setDaemon(true);
            return made;
        });
        timer.setRemoveOnCancelPolicy(true);
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * A line of requests.
     *
     * @param source how to notice what other processes do; null to look every millisecond
     * @param ordered whether who came first must be served first; otherwise each waits for something of its own
     */
    public Line line(WaitSource source, boolean ordered) {
        return new Line(this, source == null ? BellSource.silent(() -> true) : source, ordered);
    }

    /** For what happens later. */
    public ScheduledExecutorService timer() {
        return timer;
    }

    void watch(Line line) {
        if (lines.add(line)) {
            changed = true;
            bell.ringAll();
        }
    }

    @Override
    public void run() {
        try {
            while (!closed) {
                changed = false;
                lines.removeIf(Line::isEmpty);
                watch(List.copyOf(lines));
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private void watch(List<Line> watched) throws InterruptedException {
        List<WaitSource> sources = new ArrayList<>(watched.size() + 1);
        sources.add(new BellSource(bell, () -> changed));
        watched.forEach(line -> sources.add(new LineSource(line)));
        MultiWait wait = new MultiWait(sources, WaitStrategy.block(), BellSource.SILENT_LOOK_NS);
        long untilNs = Deadline.after(SystemClock.LOCAL, ROUND_NS);
        while (!changed && Deadline.remainingNs(untilNs, SystemClock.LOCAL.monotonicNs()) > 0) {
            if (!wait.await(untilNs, () -> changed)) {
                continue;
            }
            boolean stuck = false;
            for (int i = 0; i < watched.size(); i++) {
                if (wait.isTrue(i + 1)) {
                    watched.get(i).retry();
                    stuck |= wait.isTrue(i + 1);
                }
            }
            if (stuck) {
                LockSupport.parkNanos(NO_PROGRESS_NS);
            }
        }
    }

    /** The line's source, which is of no interest while nobody waits. */
    private record LineSource(Line line) implements WaitSource {
        @Override
        public Doorbell bell() {
            return line.source().bell();
        }

        @Override
        public boolean isTrue() {
            return !line.isEmpty() && line.source().isTrue();
        }

        @Override
        public void sliceExpired() {
            line.source().sliceExpired();
        }

        @Override
        public void beforeSleep() {
            line.source().beforeSleep();
        }

        @Override
        public long firstSleepNs() {
            return line.source().firstSleepNs();
        }
    }

    @Override
    public void close() {
        closed = true;
        timer.shutdownNow();
        thread.interrupt();
    }
}
