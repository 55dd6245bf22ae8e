package io.parley.process;

import java.util.function.UnaryOperator;

/** Pools whose workers are threads of this JVM, for unit tests; {@link io.parley.Parley#local} has one. */
public final class LocalWorkers {
    /** The only one. */
    public static final LocalWorkers INSTANCE = new LocalWorkers();

    private LocalWorkers() {}

    /** A pool of that many threads. */
    public Pool pool(int workers) {
        return pool(options -> options.withWorkers(workers));
    }

    /** A pool of threads. */
    public Pool pool(UnaryOperator<PoolOptions> options) {
        throw new UnsupportedOperationException();
    }
}
