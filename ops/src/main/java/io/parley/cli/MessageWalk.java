package io.parley.cli;

import io.parley.internal.memory.MessageBuffer;
import io.parley.internal.queue.HistoryGlance;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** A way through the messages of a queue's history. */
final class MessageWalk {
    private final HistoryGlance history;
    private final MessageForm form;
    private final MessageBuffer buffer = new MessageBuffer();
    private long left;

    /**
     * From where the history is.
     *
     * @param limit ends after so many messages
     */
    MessageWalk(HistoryGlance history, long limit) {
        this.history = history;
        this.form = new MessageForm(history.codec());
        this.left = limit;
    }

    /** How its messages are shown. */
    MessageForm form() {
        return form;
    }

    /**
     * Hands on what there is.
     *
     * @param ends whether the walk ends before a message
     * @param taker gets all others
     * @return false once it has ended
     */
    boolean drain(Predicate<Message> ends, Consumer<Message> taker) {
        while (left > 0 && history.next(buffer)) {
            Message message = Message.of(history, buffer, form.value(buffer));
            if (ends.test(message)) {
                left = 0;
            } else {
                taker.accept(message);
                left--;
            }
        }
        return left > 0;
    }
}
