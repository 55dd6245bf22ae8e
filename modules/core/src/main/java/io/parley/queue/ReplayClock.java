package io.parley.queue;

import io.parley.internal.os.Clock;
import java.time.Instant;

/**
 * The time in a replay: what a clock would have read when the messages came.
 *
 * <p>While a handler has a message, the time stands still at that message's: two replays of the same messages show
 * their handlers the same times. Between messages, it runs at the replay's speed up to the next message's time, or
 * jumps there if the replay goes as fast as it can. It never goes back, not even where the message times do, except
 * when the replay is moved to another place.
 *
 * <p><b>Threading:</b> any thread may read it. <b>Allocation:</b> none in {@link #nowNs()}.
 */
public final class ReplayClock {
    private final Clock real;
    private volatile Pace pace = standing(Long.MIN_VALUE);

    /** So many virtual ns at so many real ns, and that fast, between two bounds. */
    private record Pace(long virtualNs, long realNs, double speed, long leastNs, long mostNs) {
        long at(long nowNs) {
            long reached = virtualNs + (long) ((nowNs - realNs) * speed);
            return Math.max(leastNs, Math.min(mostNs, reached));
        }
    }

    private static Pace standing(long virtualNs) {
        return new Pace(virtualNs, 0, 0, virtualNs, virtualNs);
    }

    ReplayClock(Clock real) {
        this.real = real;
    }

    /**
     * The time in the replay.
     *
     * @return epoch ns; {@link Long#MIN_VALUE} before the first message
     */
    public long nowNs() {
        Pace current = pace;
        return current.speed == 0 ? current.virtualNs : current.at(real.monotonicNs());
    }

    /**
     * The time in the replay.
     *
     * @return the same as {@link #nowNs()}, as an instant
     */
    public Instant now() {
        return Instant.ofEpochSecond(0, nowNs());
    }

    /** The time for an entry: its own, or the present one if that is later. */
    long timeOf(long timestampNs) {
        return Math.max(timestampNs, pace.virtualNs);
    }

    /** Stands still at this time. */
    void stand(long virtualNs) {
        if (pace.speed != 0 || pace.virtualNs != virtualNs) {
            pace = standing(virtualNs);
        }
    }

    /** Stands still where it is. */
    void stop() {
        stand(nowNs());
    }

    /** Runs at a speed, from a virtual time at a real time, until it reads {@code mostNs}. */
    void run(long virtualNs, long realNs, double speed, long mostNs) {
        pace = new Pace(virtualNs, realNs, speed, nowNs(), mostNs);
    }

    /** The replay goes elsewhere. */
    void reset() {
        pace = standing(Long.MIN_VALUE);
    }

    @Override
    public String toString() {
        return "ReplayClock(" + (nowNs() == Long.MIN_VALUE ? "not started" : now()) + ")";
    }
}
