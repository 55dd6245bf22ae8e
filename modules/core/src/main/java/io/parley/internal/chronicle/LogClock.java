package io.parley.internal.chronicle;

import io.parley.internal.os.Clock;
import net.openhft.chronicle.core.time.TimeProvider;
import net.openhft.chronicle.queue.RollCycle;

/**
 * The time by which a log rolls: Parley's clock, but never before the newest cycle file (Chronicle cannot append to an
 * older one), and standing still during one append, so that a message never straddles a roll.
 */
final class LogClock implements TimeProvider {
    private static final long NS_PER_MS = 1_000_000;

    private final Clock clock;
    private long floorMs;
    /* Other threads' cursors may see this a moment late: it was the time a moment ago. */
    private long heldMs;

    LogClock(Clock clock) {
        this.clock = clock;
    }

    @Override
    public long currentTimeMillis() {
        long held = heldMs;
        return held != 0 ? held : now();
    }

    private long now() {
        return Math.max(floorMs, clock.epochNs() / NS_PER_MS);
    }

    /** Stops the time; returns it. */
    long hold() {
        return hold(clock.epochNs());
    }

    /** Stops the time at what the caller just read; returns it. */
    long hold(long epochNs) {
        long now = Math.max(floorMs, epochNs / NS_PER_MS);
        heldMs = now;
        return now;
    }

    /** Whether a moment is before another one, as milliseconds go. */
    static boolean isBefore(long epochNs, long epochMs) {
        return epochNs / NS_PER_MS < epochMs;
    }

    void release() {
        heldMs = 0;
    }

    /** Never again before the start of this cycle. */
    void notBefore(RollCycle rollCycle, long epoch, int cycle) {
        floorMs = Math.max(floorMs, startOf(rollCycle, epoch, cycle));
    }

    static long startOf(RollCycle rollCycle, long epoch, long cycle) {
        return cycle * rollCycle.lengthInMillis() + epoch;
    }
}
