package io.parley;

/**
 * Turns messages of one type into bytes and back.
 *
 * <p>Ready-made codecs are in {@link Codecs}. A codec of your own writes fields in a fixed order and reads them in the
 * same order; start with a version number if the type may change, because durable queues outlive programs.
 *
 * <p><b>Threading:</b> called by every thread that uses the queue, so it must be stateless or thread-safe.
 *
 * <p><b>Processes:</b> {@code encode} runs in the caller of {@code put}, before anything is shared: what it throws
 * reaches that caller and nobody else notices. {@code decode} runs in the consumer.
 *
 * @param <E> the message type
 */
public interface Codec<E> {
    /**
     * Writes a message.
     *
     * @param message the message, never null
     * @param out where to
     */
    void encode(E message, MessageWriter out);

    /**
     * Reads a message.
     *
     * @param in the bytes of exactly one message
     * @return the message, never null
     */
    E decode(MessageReader in);

    /**
     * The name by which a queue's file remembers its codec, so that a program with another codec is refused. At most
     * 200 characters; stable across versions of the program.
     *
     * @return the name, for example {@code "utf8"}
     */
    String id();

    /**
     * The codec to use in one domain. What encodes and decodes through an open domain calls this once, when it is
     * opened; a codec whose messages refer to objects of the domain, as those of {@link Codecs#any} may, returns one
     * that knows where to find them. All others return themselves.
     *
     * @param parley the domain
     * @return a codec of the same id
     */
    default Codec<E> in(Parley parley) {
        return this;
    }
}
