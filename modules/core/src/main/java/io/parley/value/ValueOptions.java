package io.parley.value;

import io.parley.internal.memory.ObjectName;
import java.util.Objects;

/**
 * How to create a value or an array. Immutable. Who opens an existing one must ask for the same lock and type.
 *
 * <p><b>Differs from Python:</b> {@code lock=some_lock} is {@link #lockedBy}, {@code lock=False} is
 * {@link #withoutLock()}.
 */
public final class ValueOptions {
    private static final ValueOptions DEFAULTS = new ValueOptions(LockChoice.EMBEDDED, null, false);

    private final LockChoice lock;
    private final TypeCode type;
    private final boolean sparse;

    private ValueOptions(LockChoice lock, TypeCode type, boolean sparse) {
        this.lock = lock;
        this.type = type;
        this.sparse = sparse;
    }

    /**
     * A lock of its own in the object's file, the signed type of the class, blocks reserved.
     *
     * @return the defaults
     */
    public static ValueOptions defaults() {
        return DEFAULTS;
    }

    /**
     * One lock for several objects: {@code lock()} of each is the domain's lock of that name.
     *
     * @param lockName the name, as in {@code parley.lock(name)}
     * @return the changed options
     * @throws IllegalArgumentException if it cannot be a name
     */
    public ValueOptions lockedBy(String lockName) {
        return new ValueOptions(LockChoice.shared(ObjectName.check(lockName)), type, sparse);
    }

    /**
     * No lock: {@code lock()} and everything that would take it is an {@link UnsupportedOperationException}.
     *
     * @return the changed options
     */
    public ValueOptions withoutLock() {
        return new ValueOptions(LockChoice.NONE, type, sparse);
    }

    /**
     * Another type of the same width, for example {@link TypeCode#UNSIGNED_INT} in a {@link SharedInt}.
     *
     * @param typeCode what the bits mean to {@code value()}, {@code setValue} and {@code toString}
     * @return the changed options
     */
    public ValueOptions type(TypeCode typeCode) {
        return new ValueOptions(lock, Objects.requireNonNull(typeCode, "typeCode"), sparse);
    }

    /**
     * For very large arrays that stay mostly empty: a new file's blocks are not reserved, only what is touched takes
     * room.
     *
     * <p><b>Failure:</b> if the file system is full when a block is touched for the first time, the JVM fails with an
     * {@link InternalError} or is ended by a SIGBUS. Without this option a full file system is an exception when the
     * array is created. Has no effect on values, and on arrays that exist.
     *
     * @return the changed options
     */
    public ValueOptions sparse() {
        return new ValueOptions(lock, type, true);
    }

    LockChoice lock() {
        return lock;
    }

    /** Null for the class's own. */
    TypeCode type() {
        return type;
    }

    boolean isSparse() {
        return sparse;
    }

    @Override
    public String toString() {
        return "ValueOptions(" + lock + (type == null ? "" : ", " + type) + (sparse ? ", sparse" : "") + ")";
    }
}
