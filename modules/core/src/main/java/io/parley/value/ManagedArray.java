package io.parley.value;

import io.parley.ManagedObject;
import io.parley.sync.ManagedLock;
import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * Elements of one type as a manager gives them, here or on another host, whatever the type. The types that extend it
 * offer atomic operations without boxing. Python's {@code Manager().Array(typecode, …)}.
 *
 * <p><b>Threading:</b> every method may be called by any thread. <b>Blocking:</b> none, but of another host every
 * method for as long as the requests take. <b>Allocation:</b> boxes. <b>Failure:</b> as of {@link ManagedLongArray}.
 *
 * <p><b>Differs from Python:</b> {@link #setValue} wraps around as an assignment to a shared {@code Array} does;
 * {@link #setExact} refuses what does not fit as a manager's does.
 */
public interface ManagedArray extends ManagedObject {
    /**
     * What the bits of an element mean.
     *
     * @return the type
     */
    TypeCode typeCode();

    /**
     * How many elements there are.
     *
     * @return the length
     */
    int length();

    /**
     * Reads an element, counting from the end if the index is negative.
     *
     * @param index from {@code -length()} to {@code length() - 1}
     * @return as {@link ManagedValue#value()}
     * @throws IndexOutOfBoundsException if there is no such element
     */
    Object value(int index);

    /**
     * Writes an element by the store rules of {@link TypeCode}, counting from the end if the index is negative, and
     * wakes those who wait for a change.
     *
     * @param index from {@code -length()} to {@code length() - 1}
     * @param value the new element
     * @throws IllegalArgumentException if the type cannot hold such a thing; nothing was changed
     * @throws IndexOutOfBoundsException if there is no such element
     */
    void setValue(int index, Object value);

    /**
     * Writes an element as {@link #setValue} does, if it is within the range of the type.
     *
     * @param index from {@code -length()} to {@code length() - 1}
     * @param value the new element
     * @throws ArithmeticException if a whole number is too small or too large; nothing was changed
     * @throws IllegalArgumentException if the type cannot hold such a thing; nothing was changed
     * @throws IndexOutOfBoundsException if there is no such element
     */
    default void setExact(int index, Object value) {
        boolean whole = value instanceof BigInteger
                || value instanceof Long
                || value instanceof Integer
                || value instanceof Short
                || value instanceof Byte;
        if (whole && !typeCode().isFloating()) {
            BigDecimal number = new BigDecimal(value.toString());
            if (number.compareTo(new BigDecimal(typeCode().min().toString())) < 0
                    || number.compareTo(new BigDecimal(typeCode().max().toString())) > 0) {
                throw new ArithmeticException("number does not fit: " + name() + "[" + index + "] value=" + value
                        + ", type=" + typeCode() + ", allowed=" + typeCode().min() + ".."
                        + typeCode().max() + ". Use setValue to wrap around, or a wider type");
            }
        }
        setValue(index, value);
    }

    /**
     * Copies a range out, without a common moment.
     *
     * @param from index of the first element
     * @param to index behind the last one
     * @return a new array of the primitive type that is as wide as an element
     * @throws IndexOutOfBoundsException if there is no such range
     */
    Object copyRange(int from, int to);

    /**
     * All elements, copied without a common moment.
     *
     * @return a new array of the primitive type that is as wide as an element
     */
    Object toArray();

    /**
     * The lock for changes of several steps. Reading and writing do not take it.
     *
     * @return a handle; opened when first asked for
     * @throws UnsupportedOperationException if it was created without a lock
     */
    ManagedLock lock();
}
