package io.parley.perf.rig;

import java.util.concurrent.TimeUnit;

/** What the workers of {@link Workers} are given to do; Python's do the same. */
final class PoolTasks {
    private static final long WORK_NS = TimeUnit.MILLISECONDS.toNanos(1);

    private PoolTasks() {}

    /** The empty task. */
    static Object nothing() {
        return null;
    }

    /** The tiny task. */
    static Long square(Long number) {
        return number * number;
    }

    /** A millisecond by the clock, without sleeping: a worker that sleeps overruns by more than a pool costs. */
    static Object work() {
        long endNs = System.nanoTime() + WORK_NS;
        while (endNs - System.nanoTime() > 0) {
            Thread.onSpinWait();
        }
        return null;
    }

    /** The worker's thread stays on the last core. */
    static Object pin() {
        Pinned.toCore(false);
        return null;
    }
}
