package io.parley.value;

import java.util.function.UnaryOperator;

/**
 * A byte string as a manager gives it, here or on another host, always as a whole. Python's {@code Array('c', …)},
 * which its managers do not have.
 *
 * <p><b>Threading, blocking, failure:</b> as of {@link ManagedVersioned}. An index outside is an
 * {@link IndexOutOfBoundsException}, too many bytes an {@link IllegalArgumentException}.
 *
 * <p><b>Differs from Python:</b> a range is one consistent picture, and can be waited for.
 */
public interface ManagedBytes extends ManagedArray, ManagedVersioned {
    /**
     * Reads the bytes before the first zero; all of them if there is none.
     *
     * @return a copy
     */
    byte[] value();

    /**
     * Reads every byte.
     *
     * @return a copy, as long as the capacity
     */
    byte[] raw();

    @Override
    byte[] copyRange(int from, int to);

    @Override
    byte[] toArray();

    /**
     * Reads a byte.
     *
     * @param index from 0
     * @return the byte
     */
    byte get(int index);

    /**
     * Writes a byte and wakes those who wait for a change.
     *
     * @param index from 0
     * @param value the new byte
     */
    void set(int index, byte value);

    /**
     * Writes bytes to the beginning and, if there is room, a zero behind them; the rest stays. Wakes those who wait for
     * a change.
     *
     * @param value the new bytes; with a zero inside, {@link #value()} ends there
     */
    void setValue(byte[] value);

    /**
     * Writes bytes to the beginning; the rest stays. Wakes those who wait for a change.
     *
     * @param bytes the new bytes
     */
    void setRaw(byte[] bytes);

    /**
     * Replaces the value by a function of itself, by the rules of {@link #setValue(byte[])}.
     *
     * @param function free of side effects; of another host it runs at the caller, and again if somebody else was
     *     faster
     * @return the new value
     */
    byte[] updateValue(UnaryOperator<byte[]> function);
}
