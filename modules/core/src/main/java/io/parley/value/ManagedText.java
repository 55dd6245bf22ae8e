package io.parley.value;

import java.util.function.UnaryOperator;

/**
 * A text as a manager gives it, here or on another host, always as a whole. For Python's
 * {@code Manager().Value(c_wchar_p, …)}.
 *
 * <p><b>Threading, blocking, failure:</b> as of {@link ManagedVersioned}; a text that is too long, or has half a
 * surrogate pair, is an {@link IllegalArgumentException}, null a {@link NullPointerException}, and the old text stays.
 *
 * <p><b>Differs from Python:</b> has a limit, and cannot be replaced by anything but a text.
 */
public interface ManagedText extends ManagedVersioned {
    /**
     * Reads the text.
     *
     * @return the text
     */
    String get();

    /**
     * Replaces the text and wakes those who wait for a change.
     *
     * @param text the new text
     */
    void set(String text);

    /**
     * Replaces the text.
     *
     * @param text the new text
     * @return the old one
     */
    String getAndSet(String text);

    /**
     * Replaces the text if it equals the expected one.
     *
     * @param expected what it must be
     * @param text what it becomes
     * @return whether it was replaced
     */
    boolean compareAndSet(String expected, String text);

    /**
     * Replaces the text by a function of itself and wakes those who wait for a change.
     *
     * @param function free of side effects; of another host it runs at the caller, and again if somebody else was
     *     faster
     * @return the new text
     */
    default String updateAndGet(UnaryOperator<String> function) {
        while (true) {
            String old = get();
            String updated = function.apply(old);
            if (compareAndSet(old, updated)) {
                return updated;
            }
        }
    }

    /**
     * How many bytes of UTF-8 there is room for.
     *
     * @return the room
     */
    int maxUtf8Bytes();
}
