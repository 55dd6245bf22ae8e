package io.parley.manager.internal.server;

import io.parley.internal.os.SystemClock;
import io.parley.internal.wait.BellSource;
import io.parley.internal.wait.Doorbell;
import io.parley.internal.wait.WaitSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a line waits for, as its {@link Watcher} sees it: of no interest for a moment after those who wait could not do
 * anything with it, as when the one whose turn it is wants more than there is. True also when nobody waits here any
 * more: then the ring was for somebody else, who gets it, and the watcher forgets the line.
 */
final class WatchedLine implements WaitSource {
    private static final Logger LOG = LoggerFactory.getLogger("io.parley.manager");
    private static final long FIRST_REST_NS = 1_000_000;
    private static final long MAX_REST_NS = 16_000_000;

    private final Line line;
    private final WaitSource source;
    private long restNs;
    private long restsUntilNs;

    WatchedLine(Line line) {
        this.line = line;
        this.source = line.source() == null ? BellSource.silent(() -> true) : line.source();
    }

    /** Whether nothing rings when it changes. */
    boolean isSilent() {
        return line.source() == null;
    }

    void retry() {
        int before = line.length();
        line.retry();
        long nowNs = SystemClock.LOCAL.monotonicNs();
        if (isSilent()) {
            restNs = FIRST_REST_NS;
        } else if (line.length() < before) {
            restNs = 0;
        } else if (nowNs - restsUntilNs > MAX_REST_NS) {
            restNs = FIRST_REST_NS;
        } else {
            restNs = Math.min(MAX_REST_NS, Math.max(FIRST_REST_NS, 2 * restNs));
        }
        restsUntilNs = nowNs + restNs;
    }

    /** After how long it has to be looked at although nothing rang. */
    long restNs(long nowNs) {
        long leftNs = restsUntilNs - nowNs;
        return restNs == 0 || leftNs <= 0 || line.isEmpty() ? Long.MAX_VALUE : leftNs;
    }

    @Override
    public Doorbell bell() {
        return source.bell();
    }

    @Override
    public boolean isTrue() {
        if (line.isEmpty()) {
            return !isSilent() && isSourceTrue();
        }
        return (restNs == 0 || SystemClock.LOCAL.monotonicNs() - restsUntilNs >= 0) && isSourceTrue();
    }

    Line line() {
        return line;
    }

    /** A source that fails, as that of an object that is gone: those who wait hear why when they try. */
    private boolean isSourceTrue() {
        try {
            return source.isTrue();
        } catch (RuntimeException e) {
            return true;
        }
    }

    /** Looks for dead processes. One source that fails does not keep the others from it. */
    @Override
    public void sliceExpired() {
        try {
            source.sliceExpired();
        } catch (RuntimeException e) {
            LOG.debug("an object that requests wait for cannot be looked at: {}", source, e);
        }
    }

    @Override
    public void beforeSleep() {
        source.beforeSleep();
    }

    @Override
    public long firstSleepNs() {
        return source.firstSleepNs();
    }
}
