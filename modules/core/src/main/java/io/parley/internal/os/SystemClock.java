package io.parley.internal.os;

import java.time.Instant;

/**
 * The only place that reads the machine's clocks. Epoch time is the kernel's monotonic clock plus an offset that all
 * processes of a domain share, so that a message's time stamps compare to the nanosecond between processes.
 */
public final class SystemClock implements Clock {
    /** A clock with this process's own offset, for use outside a domain. */
    public static final SystemClock LOCAL = new SystemClock(currentOffsetNs());

    private final long offsetNs;

    /** A clock with a shared offset. */
    public SystemClock(long offsetNs) {
        this.offsetNs = offsetNs;
    }

    /** Wall-clock time minus monotonic time, now. */
    public static long currentOffsetNs() {
        Instant now = Instant.now();
        return now.getEpochSecond() * 1_000_000_000L + now.getNano() - System.nanoTime();
    }

    @Override
    public long epochNs() {
        return System.nanoTime() + offsetNs;
    }

    @Override
    public long monotonicNs() {
        return System.nanoTime();
    }
}
