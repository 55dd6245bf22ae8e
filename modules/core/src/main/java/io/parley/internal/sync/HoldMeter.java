package io.parley.internal.sync;

import io.parley.internal.observe.LatencyMeter;
import io.parley.internal.observe.Measure;

/**
 * How long threads of this process wait for a lock and hold it, where that is recorded. One for each lock and process.
 *
 * <p><b>Threading:</b> called by who holds the lock. A lock without an owner may be released by another thread in
 * between; that hold then goes uncounted, or counts as begun a moment later, and nothing else.
 */
final class HoldMeter {
    /** No hold has that length. */
    static final long UNMEASURED = -1;

    /** Of the object that the lock is, or lies in; a lock in the works of another object has none. */
    private LatencyMeter latency = LatencyMeter.OFF;
    /** When the hold with {@link #token} began; 0 if that is not measured, or it has ended. */
    private long sinceNs;

    private long token;

    void setLatency(LatencyMeter meter) {
        latency = meter;
    }

    /** The time, if it is to be measured; or 0. */
    long start() {
        return latency.start();
    }

    /** The lock was acquired, with that token, by a thread that wanted it since then. */
    void began(long wantedNs, long heldToken) {
        long waitedNs = latency.elapsedNs(wantedNs);
        token = heldToken;
        sinceNs = wantedNs + waitedNs;
        latency.recordNs(Measure.WAIT, waitedNs);
    }

    /** Whether the hold that is about to end may be a measured one. */
    boolean isHeld() {
        return sinceNs != 0;
    }

    /**
     * How long the hold was that is about to end, the one with that token; {@link #UNMEASURED} if another one was
     * measured, which somebody else ended.
     */
    long endNs(long heldToken) {
        long from = sinceNs;
        sinceNs = 0;
        return from != 0 && token == heldToken ? latency.elapsedNs(from) : UNMEASURED;
    }

    /** A hold of that length has ended. */
    void ended(long heldNs) {
        latency.recordNs(Measure.HOLD, heldNs);
    }
}
