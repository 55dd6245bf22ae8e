package io.parley.internal.queue;

import io.parley.internal.chronicle.LogCursor;
import io.parley.internal.domain.Domain;
import io.parley.internal.memory.MessageBuffer;
import java.nio.charset.StandardCharsets;

/**
 * The queue beside a queue that keeps what nobody could deal with; opened when it is needed. Thread-safe.
 *
 * <p>Its messages are a {@link DeadLetterRecord} and the message itself.
 */
public final class DeadLetterBox implements AutoCloseable {
    private static final String SUFFIX = "-dead";
    private static final String CODEC_PREFIX = "dead:";

    private final Domain domain;
    private final String name;
    private final String codec;
    private final MessageBuffer letter = new MessageBuffer();
    private DurableQueue queue;

    DeadLetterBox(Domain domain, String name, QueueConfig config) {
        this.domain = domain;
        this.name = name;
        this.codec = codecFor(config.codec());
    }

    /** How the queue of a queue's dead letters is called. */
    public static String nameFor(String queue) {
        return queue + SUFFIX;
    }

    /**
     * The id of the codec of the dead letters of messages with that codec: it ends the same, if it cannot be longer.
     */
    public static String codecFor(String id) {
        String end = id;
        while ((CODEC_PREFIX + end).getBytes(StandardCharsets.UTF_8).length > QueueLayout.CODEC_MAX) {
            end = end.substring(1);
        }
        return CODEC_PREFIX + end;
    }

    /** Appends a letter. */
    synchronized void add(DeadLetterRecord about, MessageBuffer message) {
        letter.reset();
        about.write(letter);
        letter.writeBytes(message.array(), 0, message.length());
        DurableQueue.Appended outcome = queue().tryAppend(letter);
        if (outcome != DurableQueue.Appended.YES) {
            throw new IllegalStateException("dead letters are not accepted: "
                    + queue.file().path().getParent() + " is "
                    + (outcome == DurableQueue.Appended.FULL ? "full. Take from it" : "closed for writing. Delete it"));
        }
    }

    /** Whether there is a letter about this message; asked after the death of who may have written it. */
    synchronized boolean has(long sequence) {
        DurableQueue letters = queue();
        letters.settle();
        try (LogCursor cursor = letters.cursor()) {
            while (cursor.next(letter) && cursor.sequence() < letters.appended()) {
                if (DeadLetterRecord.read(letter).sequence() == sequence) {
                    return true;
                }
            }
        }
        return false;
    }

    private DurableQueue queue() {
        if (queue != null && queue.file().isDeleted()) {
            close();
        }
        if (queue == null) {
            queue = DurableQueue.open(domain, name, QueueConfig.DEFAULTS.withCodec(codec));
        }
        return queue;
    }

    @Override
    public synchronized void close() {
        if (queue != null) {
            queue.close();
            queue = null;
        }
    }
}
