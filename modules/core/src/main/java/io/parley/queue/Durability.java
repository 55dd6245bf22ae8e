package io.parley.queue;

import io.parley.internal.queue.FlushPolicy;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * When messages that are put through a handle go to disk: {@link QueueOptions#durability}. Immutable.
 *
 * <p>This is about crashes of the <em>machine</em> only. Whatever happens to processes, a message is in the queue when
 * {@code put} returns, because the kernel has it. What the disk does not have yet is lost in a power cut, from some
 * message on. On a file system in memory everything is, and these options do nothing but take time.
 *
 * <p><b>Threading:</b> threads that put through one handle at the same time share the writes of the disk. <b>Other
 * processes:</b> get a message as soon as it is appended, before it is on disk; each handle has its own durability, and
 * writing to disk for one handle includes everything that was appended before. <b>Blocking:</b> as the disk does.
 * <b>Failure:</b> if the disk refuses, {@code put} throws {@link io.parley.NotDurableException}. <b>Differs from
 * Python:</b> its queues are in memory.
 */
public final class Durability {
    private static final Durability NONE = new Durability(FlushPolicy.NONE, "none");
    private static final Durability ON_PUT = new Durability(new FlushPolicy(1, 0), "onPut");

    private final FlushPolicy policy;
    private final String text;

    private Durability(FlushPolicy policy, String text) {
        this.policy = policy;
        this.text = text;
    }

    FlushPolicy policy() {
        return policy;
    }

    /**
     * When the kernel likes: on Linux within half a minute, unless it was set otherwise. Costs nothing.
     *
     * @return the default
     */
    public static Durability none() {
        return NONE;
    }

    /**
     * Before {@code put} returns: what was acknowledged survives a power cut, as far as the disk keeps its word.
     *
     * @return the strictest durability
     */
    public static Durability onPut() {
        return ON_PUT;
    }

    /**
     * After so many messages of this handle, by the {@code put} of the last of them. A power cut loses at most that
     * many of them, those under way included.
     *
     * @param messages at least 1
     * @return the durability
     */
    public static Durability every(int messages) {
        if (messages < 1) {
            throw new IllegalArgumentException("durability every=" + messages + " messages, allowed=1 and more");
        }
        return new Durability(new FlushPolicy(messages, 0), "every(" + messages + ")");
    }

    /**
     * When a message has waited that long, by a daemon thread that all handles of this JVM share and that is there only
     * while one of them is open. {@code put} waits for no disk. If the disk refuses, the next {@code put} throws
     * {@link io.parley.NotDurableException}.
     *
     * @param time more than nothing
     * @return the durability
     */
    public static Durability every(Duration time) {
        if (time.isZero() || time.isNegative()) {
            throw new IllegalArgumentException("durability every=" + time + ", allowed=more than nothing");
        }
        return new Durability(new FlushPolicy(0, TimeUnit.NANOSECONDS.convert(time)), "every(" + time + ")");
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Durability that && policy.equals(that.policy);
    }

    @Override
    public int hashCode() {
        return policy.hashCode();
    }

    /** As it is written in a program, for example {@code every(PT0.01S)}. */
    @Override
    public String toString() {
        return text;
    }
}
