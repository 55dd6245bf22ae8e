package io.parley.value;

import io.parley.internal.memory.ObjectFile;
import io.parley.internal.memory.ObjectHeader;
import io.parley.internal.memory.ObjectKind;
import io.parley.internal.sync.LockWord;

/**
 * Value and array files behind the object header. The doorbell lies on its own line pair: writers of a value that
 * nobody waits for only read it.
 *
 * <pre>
 *   128  lock         128   see docs/spec/lock.md
 *   256  doorbell       4   {31 WAITERS | sequence}
 *   260  (zero)       124
 *   384  cell           8   of a value, or element 0 of an array; element i at 384 + i * size
 * </pre>
 */
final class ValueLayout {
    static final int LOCK = ObjectHeader.LENGTH;
    static final int DOORBELL = LOCK + LockWord.LENGTH;
    static final int CELL = DOORBELL + 128;
    static final int VALUE_LENGTH = CELL + 128;
    static final int TYPE_LONG = 'q';
    static final int TYPE_INT = 'i';

    private ValueLayout() {}

    static ObjectFile.Spec longValue(long initial) {
        return new ObjectFile.Spec(
                ObjectKind.LONG, TYPE_LONG, 1, VALUE_LENGTH, memory -> memory.putLong(CELL, initial));
    }

    static ObjectFile.Spec intValue(int initial) {
        return new ObjectFile.Spec(ObjectKind.INT, TYPE_INT, 1, VALUE_LENGTH, memory -> memory.putInt(CELL, initial));
    }

    static ObjectFile.Spec array(ObjectKind kind, int typeCode, int elementBytes, int length) {
        if (length < 0 || length > maxLength(elementBytes)) {
            throw new IllegalArgumentException("array length out of range: length=" + length + ", allowed=0.."
                    + maxLength(elementBytes) + ". Split it into several arrays");
        }
        long bytes = CELL + Math.max(128L, (long) length * elementBytes);
        return new ObjectFile.Spec(kind, typeCode, length, bytes, memory -> {});
    }

    private static int maxLength(int elementBytes) {
        return (Integer.MAX_VALUE - CELL) / elementBytes;
    }
}
