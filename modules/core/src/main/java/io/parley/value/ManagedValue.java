package io.parley.value;

import io.parley.ManagedObject;
import io.parley.sync.ManagedLock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;

/**
 * One number or truth value as a manager gives it, here or on another host, whatever its type. The types that extend it
 * offer atomic operations without boxing. Python's {@code Manager().Value(typecode, …)}.
 *
 * <p><b>Threading:</b> every method may be called by any thread. <b>Blocking:</b> none, but of another host every
 * method for as long as the request takes. <b>Allocation:</b> boxes. <b>Failure:</b> as of {@link ManagedLong}.
 *
 * <p><b>Differs from Python:</b> there the type code is decoration and any object can be stored; here it says what is
 * stored. {@code SharedRef} has room for any object.
 */
public interface ManagedValue extends ManagedObject {
    /** As long as a wait can be. */
    Duration FOR_EVER = ChronoUnit.FOREVER.getDuration();

    /**
     * What the bits mean.
     *
     * @return the type
     */
    TypeCode typeCode();

    /**
     * Reads it.
     *
     * @return a {@code Byte}, {@code Short}, {@code Integer}, {@code Long}, {@code Float}, {@code Double} or
     *     {@code Boolean}; of an unsigned type the next wider one, {@link java.math.BigInteger} of 64 bits; an
     *     {@code Integer} of {@link TypeCode#CHAR}; a {@code String} of {@link TypeCode#WIDE_CHAR}
     */
    Object value();

    /**
     * Writes it by the store rules of {@link TypeCode}, and wakes those who wait for a change.
     *
     * @param value the new value
     * @throws IllegalArgumentException if the type cannot hold such a thing; nothing was changed
     */
    void setValue(Object value);

    /**
     * The lock for changes of several steps. Reading and writing do not take it.
     *
     * @return a handle; opened when first asked for
     * @throws UnsupportedOperationException if it was created without a lock
     */
    ManagedLock lock();
}
