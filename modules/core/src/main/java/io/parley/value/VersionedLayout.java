package io.parley.value;

import io.parley.internal.memory.Memory;
import io.parley.internal.memory.ObjectFile;
import io.parley.internal.memory.ObjectKind;
import io.parley.internal.struct.StructLayout;
import io.parley.internal.struct.StructType;
import io.parley.internal.struct.ValueLayout;
import io.parley.internal.sync.VersionedCellLayout;
import io.parley.internal.sync.VersionedCells;
import java.util.function.Consumer;

/**
 * The files of what is written as a whole: lock and doorbell as in {@link ValueLayout}, then versioned cells.
 *
 * <pre>
 *   128  lock         128
 *   256  doorbell       4   {31 WAITERS | sequence}
 *   260  lock choice  124   always 0: writers need the lock at 128
 *   384  cell               text: copies of {length 4, UTF-8 bytes}; byte string: copies of its bytes
 *   384  schema             struct: {@link StructLayout}, then the cells
 * </pre>
 */
final class VersionedLayout {
    static final int TYPE_STRUCT = 's';
    static final int TYPE_TEXT = 't';
    static final int TYPE_CHARS = 'c';
    /** Of texts and byte strings: their two copies lie in one chunk of memory. */
    static final int MAX_BYTES = 1 << 28;

    private static final int BODY = ValueLayout.CELL;

    private VersionedLayout() {}

    static VersionedCellLayout text(int maxBytes) {
        return VersionedCellLayout.of(BODY, Integer.BYTES + maxBytes);
    }

    static VersionedCellLayout chars(int capacity) {
        return VersionedCellLayout.of(BODY, capacity);
    }

    static StructLayout struct(StructType<?> type) {
        return StructLayout.of(type, BODY);
    }

    static ObjectFile.Spec spec(ObjectKind kind, int typeCode, VersionedCellLayout layout, int capacity, Memory value) {
        return new ObjectFile.Spec(
                kind,
                typeCode,
                capacity,
                layout.end(1),
                memory -> VersionedCells.initialise(memory, layout, 0, value, (int) value.length()));
    }

    static ObjectFile.Spec structs(ObjectKind kind, StructLayout layout, int count, Consumer<Memory> values) {
        long bytes = layout.cells().end(count);
        if (count < 0 || bytes > Memory.CHUNK) {
            throw new IllegalArgumentException("struct array length out of range: length=" + count + ", allowed=0.."
                    + (Memory.CHUNK - layout.cells().first()) / layout.cells().stride()
                    + ". Split it into several arrays");
        }
        return new ObjectFile.Spec(kind, TYPE_STRUCT, count, bytes, memory -> {
            layout.initialise(memory);
            values.accept(memory);
        });
    }

    static int requireSize(String what, int bytes) {
        if (bytes < 0 || bytes > MAX_BYTES) {
            throw new IllegalArgumentException(
                    what + " out of range: bytes=" + bytes + ", allowed=0.." + MAX_BYTES + ". Use a file of your own");
        }
        return bytes;
    }
}
