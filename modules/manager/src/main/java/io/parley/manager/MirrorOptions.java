package io.parley.manager;

import io.parley.queue.Position;
import io.parley.queue.QueueOptions;
import java.util.Objects;
import java.util.function.UnaryOperator;

/**
 * How a {@link QueueMirror} copies. Immutable.
 *
 * @param target name of the queue that is written; empty for the source's name
 * @param options how to create that queue, and when what is copied goes to its disk
 * @param subscriber name by which the mirror reads the source; empty for {@code mirror-} and the target's name
 * @param from where it begins if it is new
 * @param batch the most messages that are copied at a time
 */
public record MirrorOptions(String target, QueueOptions options, String subscriber, Position from, int batch) {
    /**
     * Checks the batch.
     *
     * @param target name of the queue that is written
     * @param options how to create that queue
     * @param subscriber name by which the mirror reads the source
     * @param from where it begins if it is new
     * @param batch the most messages that are copied at a time
     * @throws IllegalArgumentException if the batch is out of range
     */
    public MirrorOptions {
        Objects.requireNonNull(from, "from");
        if (batch < 1 || batch > 4096) {
            throw new IllegalArgumentException("mirror option out of range: batch=" + batch + ", allowed=1..4096");
        }
    }

    /**
     * The source's name, default options, from the first message that is there, 256 at a time.
     *
     * @return the defaults
     */
    public static MirrorOptions defaults() {
        return new MirrorOptions("", QueueOptions.defaults(), "", Position.start(), 256);
    }

    /**
     * Sets the name of the queue that is written.
     *
     * @param name the name
     * @return a copy
     */
    public MirrorOptions target(String name) {
        return new MirrorOptions(name, options, subscriber, from, batch);
    }

    /**
     * Sets how the queue that is written is created, and when what is copied goes to its disk: with
     * {@link io.parley.queue.Durability#onPut} the source forgets nothing that a crash of the other machine could take.
     *
     * @param changes changes the options
     * @return a copy
     */
    public MirrorOptions options(UnaryOperator<QueueOptions> changes) {
        return new MirrorOptions(target, changes.apply(options), subscriber, from, batch);
    }

    /**
     * Sets the name by which the mirror reads the source; two mirrors of one source need two.
     *
     * @param name the name
     * @return a copy
     */
    public MirrorOptions subscriber(String name) {
        return new MirrorOptions(target, options, name, from, batch);
    }

    /**
     * Sets where a new mirror begins.
     *
     * @param position where
     * @return a copy
     */
    public MirrorOptions from(Position position) {
        return new MirrorOptions(target, options, subscriber, position, batch);
    }

    /**
     * Sets how many messages are copied at a time.
     *
     * @param messages 1 to 4,096
     * @return a copy
     */
    public MirrorOptions batch(int messages) {
        return new MirrorOptions(target, options, subscriber, from, messages);
    }
}
