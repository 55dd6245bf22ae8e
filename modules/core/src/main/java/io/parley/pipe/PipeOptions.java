package io.parley.pipe;

import io.parley.internal.pipe.PipeConfig;

/**
 * How a pipe is created. Immutable. An option that is left alone takes its default when the pipe is created, and
 * whatever the pipe has when it exists; an option that is set must match an existing pipe.
 *
 * <p><b>Differs from Python:</b> {@code Pipe(duplex=False)} is {@link #simplex()}; the capacity can be chosen.
 */
public final class PipeOptions {
    private static final int LEFT_ALONE = -1;
    private static final PipeOptions DEFAULTS = new PipeOptions(LEFT_ALONE, LEFT_ALONE);

    private final int capacity;
    private final int simplex;

    private PipeOptions(int capacity, int simplex) {
        this.capacity = capacity;
        this.simplex = simplex;
    }

    PipeConfig config(String codec) {
        return new PipeConfig(capacity, simplex, codec);
    }

    /**
     * Everything left alone.
     *
     * @return the options
     */
    public static PipeOptions defaults() {
        return DEFAULTS;
    }

    /**
     * Sets how many bytes of messages, with eight more for each, wait in one direction before {@code send} waits.
     * Longer messages go through in pieces, while the other end receives them. The pipe takes twice that much memory.
     *
     * @param bytes a power of two, 4 KiB to 256 MiB; default 256 KiB
     * @return a copy
     * @throws IllegalArgumentException if it is none of those
     */
    public PipeOptions capacity(int bytes) {
        if (bytes < PipeConfig.MIN_CAPACITY || bytes > PipeConfig.MAX_CAPACITY || Integer.bitCount(bytes) != 1) {
            throw new IllegalArgumentException("pipe option out of range: capacity=" + bytes
                    + ", allowed are powers of two from " + PipeConfig.MIN_CAPACITY + " to "
                    + PipeConfig.MAX_CAPACITY);
        }
        return new PipeOptions(bytes, simplex);
    }

    /**
     * One way: the first end receives, the second sends.
     *
     * @return a copy
     */
    public PipeOptions simplex() {
        return new PipeOptions(capacity, 1);
    }

    /**
     * Both ends send and receive; the default.
     *
     * @return a copy
     */
    public PipeOptions duplex() {
        return new PipeOptions(capacity, 0);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PipeOptions that && capacity == that.capacity && simplex == that.simplex;
    }

    @Override
    public int hashCode() {
        return 31 * capacity + simplex;
    }

    @Override
    public String toString() {
        return "PipeOptions(capacity=" + (capacity < 0 ? "any" : capacity) + ", "
                + (simplex < 0 ? "any direction" : simplex == 1 ? "simplex" : "duplex") + ")";
    }
}
