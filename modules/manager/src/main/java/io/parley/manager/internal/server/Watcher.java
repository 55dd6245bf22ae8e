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
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that sleeps for all requests that wait: on the words of the objects they wait for. Lines stay with it
 * for a while after they are empty, so that waiting on the same thing again costs nothing.
 */
public final class Watcher implements AutoCloseable, Runnable {
    private static final Logger LOG = LoggerFactory.getLogger("io.parley.manager");
    private static final long ROUND_NS = TimeUnit.SECONDS.toNanos(1);
    private static final long AFTER_FAILURE_NS = TimeUnit.MILLISECONDS.toNanos(20);

    private final Map<Line, WatchedLine> lines = new ConcurrentHashMap<>();
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
        return new Line(this, source, ordered);
    }

    /** For what happens later, and is short. */
    public ScheduledExecutorService timer() {
        return timer;
    }

    /** Somebody waits in it. */
    void watch(Line line) {
        boolean isNew = !lines.containsKey(line) && lines.putIfAbsent(line, new WatchedLine(line)) == null;
        // nobody rings for a line without a source: its looks begin when somebody comes
        if (isNew || line.source() == null && line.length() == 1) {
            changed = true;
            bell.ringAll();
            LockSupport.unpark(thread);
        }
    }

    @Override
    public void run() {
        long pruneAtNs = SystemClock.LOCAL.monotonicNs() + ROUND_NS;
        while (!closed) {
            try {
                changed = false;
                if (SystemClock.LOCAL.monotonicNs() - pruneAtNs >= 0) {
                    prune();
                    pruneAtNs = SystemClock.LOCAL.monotonicNs() + ROUND_NS;
                }
                if (lines.isEmpty()) {
                    rest();
                } else {
                    watch(List.copyOf(lines.values()));
                }
            } catch (InterruptedException e) {
                // closed, or meant for somebody else
            } catch (RuntimeException | Error e) {
                LOG.warn("watching what requests wait for failed; goes on", e);
                LockSupport.parkNanos(AFTER_FAILURE_NS);
            }
        }
    }

    /** Until somebody waits. */
    private void rest() {
        while (!changed && !closed && !Thread.interrupted()) {
            LockSupport.park(this);
        }
    }

    /** A line that is joined at this very moment is found to be there still, or is added again. */
    private void prune() {
        lines.keySet().forEach(this::forgetIfEmpty);
    }

    private void forgetIfEmpty(Line line) {
        if (line.isEmpty()) {
            lines.remove(line);
            changed = true;
            if (!line.isEmpty()) {
                watch(line);
            }
        }
    }

    private void watch(List<WatchedLine> watched) throws InterruptedException {
        List<WaitSource> sources = new ArrayList<>(watched.size() + 1);
        sources.add(new BellSource(bell, () -> changed));
        sources.addAll(watched);
        // a line without a source says itself when it has to be looked at, while somebody is in it
        MultiWait wait = new MultiWait(sources, WaitStrategy.block(), MultiWait.SLICE_NS);
        long untilNs = Deadline.after(SystemClock.LOCAL, ROUND_NS);
        long nowNs = SystemClock.LOCAL.monotonicNs();
        while (!changed && Deadline.remainingNs(untilNs, nowNs) > 0) {
            long leftNs = Deadline.remainingNs(untilNs, nowNs);
            for (WatchedLine each : watched) {
                leftNs = Math.min(leftNs, each.restNs(nowNs));
            }
            if (wait.await(nowNs + leftNs, () -> changed)) {
                retry(watched);
            }
            nowNs = SystemClock.LOCAL.monotonicNs();
        }
    }

    private void retry(List<WatchedLine> watched) {
        for (WatchedLine each : watched) {
            if (each.isTrue() && each.line().isEmpty()) {
                forgetIfEmpty(each.line());
            } else if (each.isTrue()) {
                each.retry();
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        timer.shutdownNow();
        thread.interrupt();
    }
}
