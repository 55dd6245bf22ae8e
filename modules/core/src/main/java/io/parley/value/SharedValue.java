package io.parley.value;

import io.parley.Parley;
import io.parley.SharedObject;
import io.parley.sync.SharedLock;

/**
 * One number or truth value that all processes of a domain see, whatever its type: the generic door. The types that
 * implement it offer atomic operations without boxing.
 *
 * <p><b>Threading:</b> every method may be called by any thread of any process. <b>Allocation:</b> boxes.
 */
public sealed interface SharedValue extends SharedObject, ManagedValue
        permits SharedLong, SharedInt, SharedShort, SharedByte, SharedBoolean, SharedFloat, SharedDouble {
    /**
     * Opens a value of the type that a letter names, creating it first if there is none; {@code parley.value(name,
     * typeCode, initial)} is the short way.
     *
     * @param <V> the class for that type
     * @param parley the domain
     * @param name its name
     * @param typeCode a letter, or what {@link TypeCode#of} knows
     * @param initial its value if this call creates it; {@code null} for zero
     * @param options which lock; the type is {@code typeCode}
     * @return a handle
     * @throws IllegalArgumentException if there is no such type, or it cannot hold the value
     * @throws UnsupportedOperationException for pointers and {@code long double}; the message says what to use
     * @throws io.parley.ParleyException if something else has that name, or the file system refuses
     * @throws ClassCastException if the caller assigns it to another class
     */
    @SuppressWarnings("unchecked") // the caller names the class
    static <V extends SharedValue> V open(
            Parley parley, String name, String typeCode, Object initial, ValueOptions options) {
        return (V) TypedDoor.value(parley, name, TypeCode.of(typeCode), initial, options);
    }

    /**
     * What the bits mean.
     *
     * @return the type
     */
    @Override
    TypeCode typeCode();

    /**
     * Reads it (volatile).
     *
     * @return a {@code Byte}, {@code Short}, {@code Integer}, {@code Long}, {@code Float}, {@code Double} or
     *     {@code Boolean}; of an unsigned type the next wider one, {@link java.math.BigInteger} of 64 bits; an
     *     {@code Integer} of {@link TypeCode#CHAR}; a {@code String} of {@link TypeCode#WIDE_CHAR}
     */
    @Override
    Object value();

    /**
     * Writes it (volatile) by the store rules of {@link TypeCode}, and wakes those who wait for a change.
     *
     * @param value the new value
     * @throws IllegalArgumentException if the type cannot hold such a thing; nothing was changed
     */
    @Override
    void setValue(Object value);

    /**
     * Reads it while holding {@link #lock()}.
     *
     * @return as {@link #value()}
     * @throws UnsupportedOperationException if it was created without a lock
     */
    default Object lockedValue() {
        SharedLock held = lock();
        held.lock();
        try {
            return value();
        } finally {
            held.unlock();
        }
    }

    /**
     * The lock for changes of several steps. Reading and writing do not take it, except where the method's name says
     * so.
     *
     * @return a handle; opened when first asked for
     * @throws UnsupportedOperationException if it was created without a lock
     */
    @Override
    SharedLock lock();
}
