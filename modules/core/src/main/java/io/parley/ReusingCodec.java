package io.parley;

/**
 * A codec that can read into an object that is there already, so that reading makes no garbage.
 *
 * <p><b>Threading:</b> as {@link Codec}. The objects themselves are for one thread at a time.
 *
 * @param <E> the message type
 */
public interface ReusingCodec<E> extends Codec<E> {
    /**
     * Makes an object to read into.
     *
     * @return a new one, all zero
     */
    E newInstance();

    /**
     * Reads a message into an object.
     *
     * @param in the bytes of exactly one message
     * @param using an object that this codec made; becomes equal to the message, or stays as it is if this method
     *     throws
     * @throws IllegalArgumentException if this codec cannot read into that object
     */
    void decodeInto(MessageReader in, E using);

    @Override
    default E decode(MessageReader in) {
        E message = newInstance();
        decodeInto(in, message);
        return message;
    }
}
