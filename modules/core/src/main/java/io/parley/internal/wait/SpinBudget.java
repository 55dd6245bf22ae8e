package io.parley.internal.wait;

/**
 * How long spinning pays at one waiting place, learned from the last waits. Process-local; races between threads only
 * blur the average.
 *
 * <p>Limit = 1.5 × moving average + 50 looks. Success pulls the average up fast, failure lets it decay by an eighth,
 * and every 32nd wait spins in full to notice that spinning pays again.
 */
public final class SpinBudget {
    private static final boolean SINGLE_CPU = Runtime.getRuntime().availableProcessors() == 1;
    private static final int BASE = 50;
    private static final int PROBE_MASK = 31;

    private int average;
    private int waits;

    /** How many looks this wait may spin. */
    public int next(int max) {
        if (SINGLE_CPU || max == 0) {
            return 0;
        }
        return (++waits & PROBE_MASK) == 0 ? max : Math.min(max, average + (average >> 1) + BASE);
    }

    /** The wait ended after {@code looks}, without sleeping. */
    public void succeeded(int looks) {
        average += (looks - average) >> 1;
    }

    /** The wait had to sleep. */
    public void failed() {
        average -= average >> 3;
    }
}
