package io.parley.internal.struct;

import io.parley.internal.memory.Memory;
import io.parley.internal.sync.VersionedCells;
import java.lang.invoke.MethodHandle;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A record or an interface as fields in memory.
 *
 * @param <T> the type
 */
public final class StructType<T> {
    private static final ClassValue<StructType<?>> TYPES = new ClassValue<>() {
        @Override
        protected StructType<?> computeValue(Class<?> type) {
            return new StructType<>(type);
        }
    };

    private final Class<T> type;
    private final String schema;
    private final int bytes;
    private final StructCodec codec;
    private final MethodHandle liveView;
    private final StructGroup root;
    private volatile StructViews<T> views;

    private StructType(Class<T> type) {
        this.type = type;
        StructParser parser = new StructParser();
        this.root = parser.parse(type);
        List<StructField> fields =
                parser.fields().stream().sorted(StructParser.order()).toList();
        this.bytes = place(fields);
        this.schema = fields.stream().map(StructField::describe).collect(Collectors.joining("\n"));
        this.codec = StructCodec.of(root);
        this.liveView = root.isRecord() ? null : ViewClass.live(root);
    }

    private int place(List<StructField> fields) {
        long end = 0;
        for (StructField field : fields) {
            field.place((int) end);
            end += field.bytes();
            if (end > StructLayout.MAX_STRUCT_BYTES) {
                throw new IllegalArgumentException("struct is too large: " + type.getName() + " bytes>=" + end
                        + ", max=" + StructLayout.MAX_STRUCT_BYTES + ". Make its texts shorter");
            }
        }
        return (int) end;
    }

    /**
     * The fields of a record or an interface.
     *
     * @throws IllegalArgumentException if it has one that cannot be in shared memory; the message says which
     */
    @SuppressWarnings("unchecked")
    public static <T> StructType<T> of(Class<T> type) {
        return (StructType<T>) TYPES.get(type);
    }

    /** The Java type. */
    public Class<T> type() {
        return type;
    }

    /** One line for each field, by offset: {@code offset path type}. */
    public String schema() {
        return schema;
    }

    /** Bytes of one value. */
    public int bytes() {
        return bytes;
    }

    /** Whether values are views, made of an interface, and not records. */
    public boolean isView() {
        return liveView != null;
    }

    /** A value of what lies at the start of {@code memory}: a record, or a view that goes on reading there. */
    public T read(Memory memory) {
        return type.cast(codec.read(memory, 0));
    }

    /** Writes a value's fields to the start of {@code memory}. */
    public void write(Memory memory, T value) {
        codec.write(memory, 0, FieldAccess.requireValue(value, type.getName()));
    }

    /** Views of an interface that are used again and again; always the same, so that all know each other's. */
    public StructViews<T> views() {
        StructViews<T> made = views;
        if (made == null) {
            synchronized (this) {
                made = views == null ? ViewClass.reusable(type, root) : views;
                views = made;
            }
        }
        return made;
    }

    /** A view whose getters read the present version of a cell. */
    public T liveView(VersionedCells cells, int index) {
        try {
            return type.cast(liveView.invoke(cells, index));
        } catch (Throwable e) {
            throw StructCodec.<RuntimeException>rethrow(e);
        }
    }
}
