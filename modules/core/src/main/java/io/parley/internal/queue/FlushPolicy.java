package io.parley.internal.queue;

/**
 * When one handle puts what it appended on disk. Not stored: each handle has its own.
 *
 * @param messages after so many of them; 0: not because of their number
 * @param ns when the oldest has waited that long; 0: not because of time
 */
public record FlushPolicy(int messages, long ns) {
    /** Whenever the kernel likes. */
    public static final FlushPolicy NONE = new FlushPolicy(0, 0);
}
