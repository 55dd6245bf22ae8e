package io.parley.perf.latency;

import java.util.List;

/**
 * What came of one run.
 *
 * @param planned events that the schedule had
 * @param requests events that began, times the replies that each of them was to have
 * @param recording what was measured of all that ended
 * @param wantedRate events a second that the schedule asked for
 * @param achievedRate events a second that ended
 * @param lost parts that ended before their time; what they measured is lost
 */
record LatencyResult(
        long planned, long requests, Recording recording, long wantedRate, double achievedRate, List<Integer> lost) {
    private static final double RATE_MET = 0.99;
    private static final double NS_PER_SECOND = 1e9;

    /** From the sum of what all parts measured; {@code firstNs} is when the first event that counts was due. */
    static LatencyResult of(Setup setup, int repliesToEach, Recording sum, long firstNs, List<Integer> lost) {
        long ended = sum.response().count() / repliesToEach;
        double achieved = ended < 2 ? 0 : (ended - 1) * NS_PER_SECOND / Math.max(1, sum.lastNs() - firstNs);
        return new LatencyResult(
                setup.planned(),
                sum.begun() * repliesToEach,
                sum,
                setup.rate(),
                ended == 1 ? setup.rate() : achieved,
                lost);
    }

    long replies() {
        return recording.response().count();
    }

    /** Whether the schedule was too fast. */
    boolean rateMissed() {
        return achievedRate < RATE_MET * wantedRate || recording.begun() < planned;
    }

    /** Whether the run was over before anything counted: there is nothing to show. */
    boolean isEmpty() {
        return requests == 0 && replies() == 0;
    }

    /** Whether something that was sent never arrived, or somebody is missing who would know, or nothing was sent. */
    boolean isShort() {
        return replies() < requests || isEmpty() || !lost.isEmpty();
    }
}
