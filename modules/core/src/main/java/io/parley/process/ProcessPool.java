package io.parley.process;

/** A pool of processes. Python's {@code Pool}. */
public abstract class ProcessPool extends AbstractPool {
    static ProcessPool open(ProcessFactory factory, PoolOptions options) {
        throw new UnsupportedOperationException();
    }
}
