package io.parley;

/**
 * Reads one message where it lies, for hot paths: no object, no copy. {@code poll}, {@code take} and their like take
 * one, with an object of the caller's choice.
 *
 * <p><b>Threading:</b> called in the thread that takes, while this handle's other consumers wait: be quick, do not use
 * the same handle.
 *
 * <p><b>Processes:</b> the message is this process's before the handler runs; what the handler throws reaches the
 * caller, and the message counts as taken.
 *
 * <p><b>Allocation:</b> none by Parley. A lambda that uses nothing but its two arguments is made once; one that
 * captures variables is an object each time.
 *
 * @param <A> what the handler works on
 */
@FunctionalInterface
public interface MessageHandler<A> {
    /**
     * Reads a message.
     *
     * @param target the object that was handed in with this handler
     * @param message the message; valid until this method returns
     * @throws CodecException from {@code message}, if more is read than there is
     */
    void handle(A target, MessageReader message);
}
