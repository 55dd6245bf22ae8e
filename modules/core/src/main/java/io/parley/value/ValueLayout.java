package io.parley.value;

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
final class ValueLayout {
    static final int LOCK = ObjectHeader.LENGTH;
    static final int DOORBELL = LOCK + LockWord.LENGTH;
    static final int LOCK_CHOICE = DOORBELL + Integer.BYTES;
    static final int LOCK_NAME = LOCK_CHOICE + Integer.BYTES;
    static final int LOCK_NAME_LENGTH = 120;
    static final int CELL = DOORBELL + 128;
    static final int VALUE_LENGTH = CELL + 128;

    private static final int MIN_CONTENT = 128;
    /** Files end on a whole word, for {@link io.parley.internal.memory.Words}. */
    private static final int ALIGNMENT = Long.BYTES;

    static {
        if (LOCK_NAME + LOCK_NAME_LENGTH != CELL || CELL % ALIGNMENT != 0) {
            throw new AssertionError("layout does not add up");
        }
    }

    private ValueLayout() {}

    static ObjectFile.Spec value(ObjectKind kind, TypeCode type, Consumer<Memory> initial) {
        return new ObjectFile.Spec(kind, type.stored(), 1, VALUE_LENGTH, initial);
    }

    static ObjectFile.Spec array(ObjectKind kind, TypeCode type, int length, boolean sparse, Consumer<Memory> content) {
        if (length < 0) {
            throw new IllegalArgumentException(
                    "array length out of range: length=" + length + ", allowed=0.." + Integer.MAX_VALUE);
        }
        long content8 = ((long) length * type.size() + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
        return new ObjectFile.Spec(
                kind, type.stored(), length, CELL + Math.max(MIN_CONTENT, content8), sparse, content);
    }
}
