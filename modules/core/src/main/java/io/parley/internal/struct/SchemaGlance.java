package io.parley.internal.struct;

import io.parley.ObjectCorruptException;
import io.parley.internal.memory.Memory;
import io.parley.internal.memory.Utf8;
import io.parley.internal.sync.VersionedCellLayout;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The fields of a struct by the schema in its file, for who does not have the type. */
public final class SchemaGlance {
    private static final int MAX_SCHEMA_BYTES = 1 << 22;

    private final List<Field> fields;
    private final VersionedCellLayout cells;

    private SchemaGlance(List<Field> fields, VersionedCellLayout cells) {
        this.fields = fields;
        this.cells = cells;
    }

    private record Field(int offset, String path, String type) {
        int bytes() {
            return switch (type) {
                case "boolean", "byte" -> Byte.BYTES;
                case "short", "char" -> Short.BYTES;
                case "int", "float" -> Integer.BYTES;
                case "long", "double" -> Long.BYTES;
                default ->
                    type.startsWith("text(")
                            ? Integer.BYTES + (int) VersionedCellLayout.roundUp(argument(), Integer.BYTES)
                            : Short.BYTES;
            };
        }

        private int argument() {
            return Integer.parseInt(type.substring(type.indexOf('(') + 1, type.length() - 1));
        }

        Object read(Memory memory, int base) {
            int at = base + offset;
            return switch (type) {
                case "boolean" -> memory.getByte(at) != 0;
                case "byte" -> memory.getByte(at);
                case "short" -> memory.getShort(at);
                case "char" -> String.valueOf((char) memory.getShort(at));
                case "int" -> memory.getInt(at);
                case "long" -> memory.getLong(at);
                case "float" -> Float.intBitsToFloat(memory.getInt(at));
                case "double" -> Double.longBitsToDouble(memory.getLong(at));
                default -> type.startsWith("text(") ? Utf8.read(memory, at, argument()) : constant(memory.getShort(at));
            };
        }

        private String constant(short ordinal) {
            String[] names =
                    type.substring(type.indexOf('(') + 1, type.length() - 1).split(",");
            int index = Short.toUnsignedInt(ordinal);
            return index < names.length ? names[index] : "unknown " + index;
        }
    }

    /**
     * Reads the schema of a mapped file.
     *
     * @param body where the kind's body starts
     * @throws ObjectCorruptException if it is none
     */
    public static SchemaGlance of(Memory memory, int body) {
        int length = memory.getInt(body);
        if (length < 0 || length > MAX_SCHEMA_BYTES || body + Integer.BYTES + length > memory.length()) {
            throw corrupt(memory, "length=" + length);
        }
        List<Field> fields = new ArrayList<>();
        int bytes = 0;
        for (String line : Utf8.get(memory, body + Integer.BYTES, length).split("\n")) {
            String[] parts = line.split(" ", 3);
            if (parts.length != 3) {
                throw corrupt(memory, "line='" + line + "'");
            }
            Field field = new Field(Integer.parseInt(parts[0]), parts[1], parts[2]);
            fields.add(field);
            bytes = Math.max(bytes, field.offset + field.bytes());
        }
        int first =
                (int) VersionedCellLayout.roundUp((long) body + Integer.BYTES + length, VersionedCellLayout.LINE_PAIR);
        return new SchemaGlance(List.copyOf(fields), VersionedCellLayout.of(first, bytes));
    }

    private static ObjectCorruptException corrupt(Memory memory, String what) {
        return new ObjectCorruptException("struct file has no schema: " + memory.name() + " " + what
                + ". Restore the file, or delete it and let it be created again");
    }

    /** Where the values lie. */
    public VersionedCellLayout cells() {
        return cells;
    }

    /** The types of the fields, by path, in the order of their offsets. */
    public Map<String, String> types() {
        Map<String, String> types = new LinkedHashMap<>();
        fields.forEach(field -> types.put(field.path, field.type));
        return types;
    }

    /** The values of the fields of the struct at an offset, by path. */
    public Map<String, Object> read(Memory memory, int base) {
        Map<String, Object> values = new LinkedHashMap<>();
        fields.forEach(field -> values.put(field.path, field.read(memory, base)));
        return values;
    }
}
