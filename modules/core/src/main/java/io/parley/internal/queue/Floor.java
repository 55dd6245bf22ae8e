package io.parley.internal.queue;

import java.util.function.Supplier;

/** The first message of a queue that somebody still needs, and who that is. */
final class Floor {
    private long sequence;
    private Supplier<String> holder = () -> "";

    /** Nobody needs anything below {@code appended}. */
    Floor(long appended) {
        this.sequence = appended;
    }

    /** Somebody needs the messages from this one on. */
    void hold(long from, Supplier<String> who) {
        if (from < sequence) {
            sequence = from;
            holder = who;
        }
    }

    long sequence() {
        return sequence;
    }

    /** In words; for messages. */
    String holder() {
        return holder.get() + " at message " + sequence;
    }
}
