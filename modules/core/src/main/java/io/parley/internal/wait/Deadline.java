package io.parley.internal.wait;

import io.parley.internal.os.Clock;

/** Monotonic deadlines that cannot overflow. */
public final class Deadline {
    /** Later than everything. */
    public static final long NEVER = Long.MAX_VALUE;

    private static final long ALL_BUT_FOR_EVER = Long.MAX_VALUE / 2;

    private Deadline() {}

    /** The deadline that many ns from now; zero and less are now, a hundred years and more never. */
    public static long after(Clock clock, long timeoutNs) {
        return timeoutNs > ALL_BUT_FOR_EVER ? NEVER : clock.monotonicNs() + Math.max(0, timeoutNs);
    }

    /** How long until the deadline; zero or less when it has passed. */
    public static long remainingNs(long deadlineNs, long nowNs) {
        return deadlineNs == NEVER ? NEVER : deadlineNs - nowNs;
    }
}
