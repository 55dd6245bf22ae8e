package io.parley.internal.struct;

import io.parley.internal.memory.Memory;
import io.parley.internal.memory.ObjectFile;
import io.parley.internal.memory.ObjectHeader;
import io.parley.internal.memory.ObjectKind;
import io.parley.internal.sync.LockWord;
import java.util.function.Consumer;

/**
 * Value and array files behind the object header. Prose twin: {@code docs/spec/values.md}. The doorbell lies on its own
 * line pair: writers of a value that nobody waits for only read it.
 *
 * <pre>
 *   128  lock         128   see docs/spec/lock.md
 *   256  doorbell       4   {31 WAITERS | sequence}
 *   260  lock choice    4   0 the lock at 128, 1 a lock object, 2 none
 *   264  lock name    120   of the lock object, ASCII, filled with zeros
 *   384  cell           8   of a value, or element 0 of an array; element i at 384 + i * size
 * </pre>
 */
public final class ValueLayout {
    /** Offset of the lock. */
    public static final int LOCK = ObjectHeader.LENGTH;
    /** Offset of the bell of those who wait for a change. */
    public static final int DOORBELL = LOCK + LockWord.LENGTH;
    /** Offset of the word that says which lock goes with the object. */
    public static final int LOCK_CHOICE = DOORBELL + Integer.BYTES;
    /** Offset of the name of a lock object. */
    public static final int LOCK_NAME = LOCK_CHOICE + Integer.BYTES;
    /** Room for that name. */
    public static final int LOCK_NAME_LENGTH = 120;
    /** Offset of the value, or of the first element. */
    public static final int CELL = DOORBELL + 128;
    /** Bytes of a value's file. */
    public static final int VALUE_LENGTH = CELL + 128;

    private static final int MIN_CONTENT = 128;
    /** Files end on a whole word, for {@link io.parley.internal.memory.Words}. */
    private static final int ALIGNMENT = Long.BYTES;

    static {
        if (LOCK_NAME + LOCK_NAME_LENGTH != CELL || CELL % ALIGNMENT != 0) {
            throw new AssertionError("layout does not add up");
        }
    }

    private ValueLayout() {}

    /** What a new value looks like. */
    public static ObjectFile.Spec value(ObjectKind kind, int typeCode, Consumer<Memory> initial) {
        return new ObjectFile.Spec(kind, typeCode, 1, VALUE_LENGTH, initial);
    }

    /** What a new array of elements of that many bytes looks like. */
    public static ObjectFile.Spec array(
            ObjectKind kind, int typeCode, int size, int length, boolean sparse, Consumer<Memory> content) {
        if (length < 0) {
            throw new IllegalArgumentException(
                    "array length out of range: length=" + length + ", allowed=0.." + Integer.MAX_VALUE);
        }
        long content8 = ((long) length * size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
        return new ObjectFile.Spec(kind, typeCode, length, CELL + Math.max(MIN_CONTENT, content8), sparse, content);
    }
}
