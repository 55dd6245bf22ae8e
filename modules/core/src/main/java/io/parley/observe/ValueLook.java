package io.parley.observe;

import io.parley.internal.memory.Memory;
import io.parley.internal.memory.ObjectHeader;
import io.parley.internal.memory.ObjectKind;
import io.parley.internal.memory.Utf8;
import io.parley.internal.struct.SchemaGlance;
import io.parley.internal.struct.ValueLayout;
import io.parley.internal.sync.VersionedCellLayout;
import io.parley.internal.sync.VersionedCells;
import io.parley.value.TypeCode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Numbers, texts and structs in mapped files. */
final class ValueLook {
    private static final int ELEMENTS = 32;
    private static final int STRUCTS = 8;
    private static final int TEXT = 1024;
    private static final int EMBEDDED = 0;
    private static final int SHARED = 1;

    private final People people;
    private final Memory memory;
    private final Path file;
    private final ObjectHeader.Fields header;

    ValueLook(People people, Memory memory, Path file, ObjectHeader.Fields header) {
        this.people = people;
        this.memory = memory;
        this.file = file;
        this.header = header;
    }

    /** How much of a file has to be mapped: of a long sparse array, looking would give the rest blocks. */
    static long needed(ObjectKind kind, long length) {
        return switch (kind) {
            case TEXT, BYTE_STRING, STRUCT, STRUCT_ARRAY -> Math.min(length, Memory.CHUNK);
            default -> Math.min(length, ValueLayout.CELL + ELEMENTS * Long.BYTES);
        };
    }

    ObjectSnapshot at(ObjectKind kind) {
        return switch (kind) {
            case TEXT -> text();
            case BYTE_STRING -> byteString();
            case STRUCT, STRUCT_ARRAY -> structs();
            case LONG, INT, BYTE, SHORT, BOOLEAN, FLOAT, DOUBLE -> value();
            default -> array();
        };
    }

    private ObjectSnapshot.Lock lock() {
        return people.lock(memory, ValueLayout.LOCK, file);
    }

    private Optional<ObjectSnapshot.Lock> lockIfEmbedded() {
        return memory.getInt(ValueLayout.LOCK_CHOICE) == EMBEDDED ? Optional.of(lock()) : Optional.empty();
    }

    private String lockName() {
        String name = Utf8.get(memory, ValueLayout.LOCK_NAME, ValueLayout.LOCK_NAME_LENGTH);
        boolean shared = memory.getInt(ValueLayout.LOCK_CHOICE) == SHARED;
        return shared ? name.substring(0, name.indexOf(0) < 0 ? name.length() : name.indexOf(0)) : "";
    }

    private TypeCode type() {
        return TypeCode.of(String.valueOf((char) header.typeCode()));
    }

    private ObjectSnapshot value() {
        TypeCode type = type();
        return new ObjectSnapshot.Value(type.cName(), element(type, ValueLayout.CELL), lockIfEmbedded(), lockName());
    }

    private ObjectSnapshot array() {
        TypeCode type = type();
        List<Object> first = new ArrayList<>();
        for (int i = 0; i < Math.min(header.capacity(), ELEMENTS); i++) {
            first.add(element(type, ValueLayout.CELL + i * type.size()));
        }
        return new ObjectSnapshot.Array(
                type.cName(), header.capacity(), List.copyOf(first), lockIfEmbedded(), lockName());
    }

    private Object element(TypeCode type, int at) {
        return type.fromBits(
                switch (type.size()) {
                    case Byte.BYTES -> memory.getByte(at);
                    case Short.BYTES -> memory.getShort(at);
                    case Integer.BYTES -> memory.getIntVolatile(at);
                    default -> memory.getLongVolatile(at);
                });
    }

    private VersionedCells cells(VersionedCellLayout layout) {
        return new VersionedCells(memory, layout);
    }

    /** Reads a cell; as it lies there, perhaps half-written, if writers are always faster. */
    private static <R> R read(VersionedCells cells, int index, VersionedCells.Reader<R> reader) {
        R read = cells.tryRead(index, reader);
        return read != null ? read : reader.read(cells.memory(), cells.offset(index, cells.version(index)));
    }

    private ObjectSnapshot text() {
        int capacity = (int) header.capacity();
        VersionedCells cells = cells(VersionedCellLayout.of(ValueLayout.CELL, Integer.BYTES + capacity));
        return read(cells, 0, (words, at) -> {
            int length = Math.max(0, Math.min(words.getInt(at), capacity));
            String text = Utf8.get(words, at + Integer.BYTES, Math.min(length, TEXT));
            return new ObjectSnapshot.Text(text, length, capacity, cells.version(0), lock());
        });
    }

    private ObjectSnapshot byteString() {
        int capacity = (int) header.capacity();
        VersionedCells cells = cells(VersionedCellLayout.of(ValueLayout.CELL, capacity));
        return read(cells, 0, (words, at) -> {
            byte[] first = new byte[Math.min(capacity, TEXT)];
            words.getBytes(at, first, 0, first.length);
            String hex = HexFormat.of().formatHex(first);
            return new ObjectSnapshot.Text(hex, capacity, capacity, cells.version(0), lock());
        });
    }

    private ObjectSnapshot structs() {
        SchemaGlance schema = SchemaGlance.of(memory, ValueLayout.CELL);
        VersionedCells cells = cells(schema.cells());
        List<Map<String, Object>> first = new ArrayList<>();
        for (int i = 0; i < Math.min(header.capacity(), STRUCTS); i++) {
            first.add(read(cells, i, schema::read));
        }
        return new ObjectSnapshot.Struct(header.capacity(), schema.types(), List.copyOf(first), lock());
    }
}
