package io.parley;

/**
 * Writes one message straight into the memory that other processes read, for hot paths: no object, no buffer, no copy.
 * {@code offer}, {@code put} and their like take one, with the object to write.
 *
 * <p><b>Threading:</b> called in the thread that appends, while it holds up all other producers: be quick, do not wait,
 * do not use the same queue.
 *
 * <p><b>Processes:</b> nobody sees the message before the encoder has returned. If it throws, or its process dies in
 * it, there never was a message.
 *
 * <p><b>Allocation:</b> none by Parley. A lambda that uses nothing but its two arguments is made once; one that
 * captures variables is an object each time.
 *
 * @param <A> what the message is made from; {@link Codec#encode} fits
 */
@FunctionalInterface
public interface MessageEncoder<A> {
    /**
     * Writes a message.
     *
     * @param source the object that was handed in with this encoder
     * @param out where to; valid until this method returns, and no longer than was announced
     * @throws CodecException from {@code out}, if more is written than was announced: announce more
     */
    void encode(A source, MessageWriter out);
}
