package io.parley.internal.struct;

import io.parley.ObjectCorruptException;
import io.parley.ObjectMismatchException;
import io.parley.internal.memory.Memory;
import io.parley.internal.sync.VersionedCellLayout;
import java.nio.charset.StandardCharsets;

/**
 * What stands in a struct file before its cells, relative to where the kind's body starts.
 *
 * <pre>
 *    0  schema length    4   bytes
 *    4  schema           n   UTF-8, one line for each field: offset path type
 *    …  (zero)               up to a multiple of 128 of the file
 *    …  cells                {@link VersionedCellLayout}
 * </pre>
 *
 * Prose twin: {@code docs/spec/struct.md}.
 */
public final class StructLayout {
    /** The largest struct: what is copied at once should be small. */
    public static final int MAX_STRUCT_BYTES = 1 << 20;

    private static final int MAX_SCHEMA_BYTES = 1 << 22;
    private static final int SCHEMA = Integer.BYTES;

    private final int body;
    private final byte[] schema;
    private final VersionedCellLayout cells;

    private StructLayout(int body, byte[] schema, VersionedCellLayout cells) {
        this.body = body;
        this.schema = schema;
        this.cells = cells;
    }

    /** The layout of a file whose body starts at {@code body}. */
    public static StructLayout of(StructType<?> type, int body) {
        byte[] schema = type.schema().getBytes(StandardCharsets.UTF_8);
        long first = VersionedCellLayout.roundUp((long) body + SCHEMA + schema.length, VersionedCellLayout.LINE_PAIR);
        return new StructLayout(body, schema, VersionedCellLayout.of((int) first, type.bytes()));
    }

    /** Where the cells lie. */
    public VersionedCellLayout cells() {
        return cells;
    }

    /** Writes the schema into a new file. */
    public void initialise(Memory memory) {
        memory.putInt(body, schema.length);
        memory.putBytes(body + SCHEMA, schema, 0, schema.length);
    }

    /** Throws unless the file has the same fields and is long enough for them. */
    public void check(Memory memory, long count) {
        int length = memory.getInt(body);
        if (length < 0 || length > MAX_SCHEMA_BYTES || body + SCHEMA + length > memory.length()) {
            throw corrupt(memory, "schema length=" + length);
        }
        byte[] found = new byte[length];
        memory.getBytes(body + SCHEMA, found, 0, length);
        String expected = new String(schema, StandardCharsets.UTF_8);
        String there = new String(found, StandardCharsets.UTF_8);
        if (!there.equals(expected)) {
            throw new ObjectMismatchException("struct has other fields: " + memory.name() + " "
                    + SchemaDifference.first(there, expected) + ". Open it with the type it was created with, or choose"
                    + " another name");
        }
        if (cells.end(count) > memory.length()) {
            throw corrupt(memory, "bytes=" + memory.length() + ", expected=" + cells.end(count));
        }
    }

    private static ObjectCorruptException corrupt(Memory memory, String what) {
        return new ObjectCorruptException("struct file is damaged: " + memory.name() + " " + what
                + ". Restore the file, or delete it and let it be created again");
    }
}
