package io.parley.queue;

import io.parley.Codec;
import io.parley.internal.memory.MessageBuffer;
import io.parley.internal.queue.DeadLetterRecord;
import io.parley.internal.queue.MessageCodec;
import java.time.Instant;

/**
 * A message that nobody could deal with, and why; from {@link SharedQueue#deadLetters()}. To try it again, put its
 * {@link #message()} into its queue: there it is a new one.
 *
 * <p><b>Threading:</b> immutable, but for what the codec makes of it.
 *
 * @param <E> the type of the message
 */
public final class DeadLetter<E> {
    private final DeadLetterRecord about;
    private final byte[] bytes;
    private final Codec<E> codec;

    DeadLetter(DeadLetterRecord about, byte[] bytes, Codec<E> codec) {
        this.about = about;
        this.bytes = bytes;
        this.codec = codec;
    }

    /** Why a message became a dead letter. */
    public enum Reason {
        /** It was handed out as often as {@link QueueOptions#maxDeliveries} allows. */
        DELIVERIES,
        /** A consumer put it away: {@link Claim#deadLetter}. */
        REFUSED,
        /** The codec cannot read it. */
        UNDECODABLE
    }

    /**
     * How dead letters become bytes, for who opens the queue of them by its name.
     *
     * @param <E> the type of the messages
     * @param messages the codec of the queue that they come from
     * @return a codec
     */
    public static <E> Codec<DeadLetter<E>> codec(Codec<E> messages) {
        return new DeadLetterCodec<>(messages);
    }

    DeadLetterRecord about() {
        return about;
    }

    /**
     * The message; decoded anew by each call.
     *
     * @return never null
     * @throws io.parley.CodecException if it cannot be decoded
     */
    public E message() {
        MessageBuffer buffer = new MessageBuffer(bytes.length);
        buffer.writeBytes(bytes, 0, bytes.length);
        return new MessageCodec<>(codec).decode(buffer, "dead letter", about.index());
    }

    /**
     * The message as it is in the log.
     *
     * @return a copy
     */
    public byte[] bytes() {
        return bytes.clone();
    }

    /**
     * Its number in the queue that it comes from; no two letters of a queue have the same.
     *
     * @return the sequence
     */
    public long sequence() {
        return about.sequence();
    }

    /**
     * Its place in the log of the queue that it comes from: {@link SharedQueue#forEach} shows what was around it.
     *
     * @return the index
     */
    public long index() {
        return about.index();
    }

    /**
     * When it was put into the queue that it comes from.
     *
     * @return the time stamp to the nanosecond
     */
    public Instant timestamp() {
        return Instant.ofEpochSecond(0, about.timestampNs());
    }

    /**
     * How often it was handed out.
     *
     * @return at least 1
     */
    public int deliveries() {
        return about.deliveries();
    }

    /**
     * Why it is here.
     *
     * @return the reason
     */
    public Reason reason() {
        return Reason.values()[about.reason() - DeadLetterRecord.DELIVERIES];
    }

    /**
     * What the consumer said, or what the codec threw; for people.
     *
     * @return the text, perhaps empty
     */
    public String detail() {
        return about.detail();
    }

    @Override
    public String toString() {
        return "DeadLetter(sequence=" + sequence() + ", " + reason() + ", deliveries=" + deliveries() + ", bytes="
                + bytes.length + (detail().isEmpty() ? ")" : ", " + detail() + ")");
    }
}
