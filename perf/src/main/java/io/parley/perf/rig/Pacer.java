package io.parley.perf.rig;

import java.util.concurrent.locks.LockSupport;

/** A schedule: event n belongs at start + n ÷ rate, whatever became of the events before. */
public final class Pacer {
    private static final long NS_PER_SECOND = 1_000_000_000L;
    /** A sleep may end that late. */
    private static final long SLEEP_MARGIN_NS = 200_000;

    private final long startNs;
    private final long perSecond;

    Pacer(long perSecond) {
        this(System.nanoTime(), perSecond);
    }

    /** A schedule that several processes share: they read one clock, that of {@link System#nanoTime}. */
    public Pacer(long startNs, long perSecond) {
        this.startNs = startNs;
        this.perSecond = perSecond;
    }

    /** When event {@code n} should happen. */
    public long intendedNs(long n) {
        return startNs + n / perSecond * NS_PER_SECOND + n % perSecond * NS_PER_SECOND / perSecond;
    }

    /** Waits for the time of event {@code n}, if it is not past already, and returns it. */
    public long await(long n) {
        long intendedNs = intendedNs(n);
        long leftNs;
        while ((leftNs = intendedNs - System.nanoTime()) > 0) {
            if (leftNs > SLEEP_MARGIN_NS) {
                LockSupport.parkNanos(leftNs - SLEEP_MARGIN_NS);
            } else {
                Thread.onSpinWait();
            }
        }
        return intendedNs;
    }
}
