package io.parley.perf.rig;

import io.parley.WaitStrategy;

/** Who is given the tasks of {@link PoolLatency} and {@link PoolThroughput}. */
public enum PoolKind {
    /** Processes; both sides sleep at once. */
    PARLEY_BLOCK("ProcessPool, block", WaitStrategy.block()),
    /** Processes; both sides spin for a while, then sleep: the default. */
    PARLEY_ADAPTIVE("ProcessPool, adaptive", WaitStrategy.adaptive()),
    /** Processes; nobody sleeps. */
    PARLEY_SPIN("ProcessPool, spin", WaitStrategy.spin()),
    /** Threads of the JVM that measures. */
    THREADS("JDK thread pool", null),
    /** What Python programs use, its processes by {@code fork}. */
    PYTHON("Python multiprocessing.Pool", null);

    private final String title;
    private final WaitStrategy strategy;

    PoolKind(String title, WaitStrategy strategy) {
        this.title = title;
        this.strategy = strategy;
    }

    /** For tables. */
    public String title() {
        return title;
    }

    /** Whether it can be measured on this machine. */
    public boolean isPresent() {
        return !isProgram() || Baseline.PYTHON_POOL.isPresent();
    }

    /** Why not, if it cannot. */
    public String absence() {
        return Baseline.PYTHON_POOL.absence();
    }

    boolean isProgram() {
        return this == PYTHON;
    }

    /** That many workers, on their way. */
    public Workers open(int workers) {
        return switch (this) {
            case PARLEY_BLOCK, PARLEY_ADAPTIVE, PARLEY_SPIN -> Workers.OfPool.open(strategy, workers);
            case THREADS -> Workers.OfThreads.open(workers);
            case PYTHON -> throw new IllegalArgumentException("not in Java: " + this);
        };
    }
}
