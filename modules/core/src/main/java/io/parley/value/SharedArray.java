package io.parley.value;

import io.parley.Parley;
import io.parley.SharedObject;
import io.parley.sync.SharedLock;

/**
 * Elements of one type that all processes of a domain see, whatever the type: the generic door. The types that
 * implement it offer atomic operations without boxing.
 *
 * <p><b>Threading:</b> every method may be called by any thread of any process. <b>Allocation:</b> boxes.
 */
public sealed interface SharedArray extends SharedObject, ManagedArray
        permits SharedByteArray,
                SharedShortArray,
                SharedIntArray,
                SharedLongArray,
                SharedFloatArray,
                SharedDoubleArray,
                SharedBytes {
    /**
     * Opens an array of the type that a letter names, creating it first if there is none; {@code parley.array(name,
     * typeCode, lengthOrContent)} is the short way.
     *
     * @param <A> the class for that type
     * @param parley the domain
     * @param name its name
     * @param typeCode a letter, or what {@link TypeCode#of} knows
     * @param lengthOrContent a whole number for so many zeros; or an array of primitives, an array or a collection of
     *     boxes, a text for u
     * @param options which lock, sparse or not; the type is {@code typeCode}
     * @return a handle
     * @throws IllegalArgumentException if there is no such type, or it cannot hold the content
     * @throws UnsupportedOperationException for pointers and {@code long double}; the message says what to use
     * @throws io.parley.ParleyException if something else has that name, or the file system refuses
     * @throws ClassCastException if the caller assigns it to another class
     */
    @SuppressWarnings("unchecked") // the caller names the class
    static <A extends SharedArray> A open(
            Parley parley, String name, String typeCode, Object lengthOrContent, ValueOptions options) {
        return (A) TypedDoor.array(parley, name, TypeCode.of(typeCode), lengthOrContent, options);
    }

    /**
     * What the bits of an element mean.
     *
     * @return the type
     */
    @Override
    TypeCode typeCode();

    /**
     * How many elements there are.
     *
     * @return the length
     */
    @Override
    int length();

    /**
     * Reads an element (volatile), counting from the end if the index is negative.
     *
     * @param index from {@code -length()} to {@code length() - 1}
     * @return as {@link SharedValue#value()}
     * @throws IndexOutOfBoundsException if there is no such element
     */
    @Override
    Object value(int index);

    /**
     * Writes an element (volatile) by the store rules of {@link TypeCode}, counting from the end if the index is
     * negative, and wakes those who wait for a change.
     *
     * @param index from {@code -length()} to {@code length() - 1}
     * @param value the new element
     * @throws IllegalArgumentException if the type cannot hold such a thing; nothing was changed
     * @throws IndexOutOfBoundsException if there is no such element
     */
    @Override
    void setValue(int index, Object value);

    /**
     * Reads an element while holding {@link #lock()}.
     *
     * @param index from {@code -length()} to {@code length() - 1}
     * @return as {@link #value(int)}
     * @throws UnsupportedOperationException if the array was created without a lock
     */
    default Object lockedValue(int index) {
        SharedLock held = lock();
        held.lock();
        try {
            return value(index);
        } finally {
            held.unlock();
        }
    }

    /**
     * The lock for changes of several steps. Reading and writing do not take it, except where the method says so.
     *
     * @return a handle; opened when first asked for
     * @throws UnsupportedOperationException if it was created without a lock
     */
    @Override
    SharedLock lock();
}
