package io.parley.queue;

import java.util.Objects;

/**
 * How a subscriber begins and how it moves on. Immutable.
 *
 * @param from where it begins if it is new; an old one goes on where it was
 * @param manualCommit whether only {@link Subscriber#commit()} moves its durable position
 */
public record SubscriberOptions(Position from, boolean manualCommit) {
    /**
     * Checks the arguments.
     *
     * @param from where it begins if it is new; an old one goes on where it was
     * @param manualCommit whether only {@link Subscriber#commit()} moves its durable position
     */
    public SubscriberOptions {
        Objects.requireNonNull(from, "from");
    }

    /**
     * A new subscriber gets what is appended from now on, and each call commits what the one before returned.
     *
     * @return the options
     */
    public static SubscriberOptions defaults() {
        return new SubscriberOptions(Position.end(), false);
    }

    /**
     * Sets where a new subscriber begins.
     *
     * @param position where
     * @return a copy
     */
    public SubscriberOptions from(Position position) {
        return new SubscriberOptions(position, manualCommit);
    }

    /**
     * Leaves it to {@link Subscriber#commit()} to say what was dealt with.
     *
     * @return a copy
     */
    public SubscriberOptions committingByHand() {
        return new SubscriberOptions(from, true);
    }
}
