package io.parley.value;

import io.parley.Parley;
import io.parley.internal.memory.Memory;
import io.parley.internal.memory.ObjectFile;
import io.parley.internal.memory.ObjectKind;
import io.parley.internal.memory.Words;
import io.parley.internal.struct.ValueLayout;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.Consumer;

/**
 * What all arrays have in common: which element lies where.
 *
 * <p>A file is mapped in chunks of 1 GiB. Elements are naturally aligned, so none lies across two chunks. An element of
 * the first chunk is one comparison away, and a small array has no other.
 */
abstract class MappedArray extends MappedValue {
    static final int CHUNK_MASK = (int) Memory.CHUNK - 1;

    private static final int CHUNK_SHIFT = Long.numberOfTrailingZeros(Memory.CHUNK);

    final int length;
    private final TypeCode type;
    /** Elements below lie in the first chunk. */
    private final int near;

    private ByteBuffer[] chunks;

    /** Of {@code types} the first is the class's own. */
    MappedArray(
            Parley parley,
            String name,
            ObjectKind kind,
            List<TypeCode> types,
            int length,
            ValueOptions options,
            Consumer<Memory> content) {
        super(
                parley,
                name,
                spec(kind, MappedScalar.choose(name, types, options), length, options, content),
                options.lock());
        this.length = length;
        this.type = MappedScalar.choose(name, types, options);
        this.near = Math.min(length, ((int) Memory.CHUNK - ValueLayout.CELL) / type.size());
        this.chunks = memory.chunks();
    }

    private static ObjectFile.Spec spec(
            ObjectKind kind, TypeCode type, int length, ValueOptions options, Consumer<Memory> content) {
        return ValueLayout.array(kind, type.stored(), type.size(), length, options.isSparse(), content);
    }

    @Override
    final List<String> details() {
        return List.of(String.valueOf(type.letter()), Integer.toString(length));
    }

    /** The chunk that an element lies in. */
    final ByteBuffer chunk(int index) {
        return Integer.compareUnsigned(index, near) < 0 ? words() : farChunk(index);
    }

    private ByteBuffer farChunk(int index) {
        if (index < 0 || index >= length) {
            throw outOfRange(index);
        }
        words(); // a closed handle is refused here
        return chunks[chunkOf(index)];
    }

    /** Which chunk an element lies in. */
    final int chunkOf(int index) {
        return chunkOf(index, type.size());
    }

    /** Which chunk an element of so many bytes lies in. */
    static int chunkOf(int index, int bytes) {
        return (int) (ValueLayout.CELL + (long) index * bytes >>> CHUNK_SHIFT);
    }

    /** How many of {@code count} elements from {@code index} lie in one chunk. */
    final int piece(int index, int count) {
        long end = (long) (chunkOf(index) + 1) << CHUNK_SHIFT;
        return (int) Math.min(count, (end - ValueLayout.CELL) / type.size() - index);
    }

    /** The index that {@code index} means if negative ones count from the end. */
    final int resolve(int index) {
        if (index < -length || index >= length) {
            throw outOfRange(index);
        }
        return index < 0 ? index + length : index;
    }

    final IndexOutOfBoundsException outOfRange(int index) {
        return new IndexOutOfBoundsException("index " + index + " out of range for " + this);
    }

    /** Refuses the content of a slice that has not exactly as many elements. */
    static void requireLength(Slice slice, int found) {
        if (found != slice.count()) {
            throw new IllegalArgumentException("slice has another length: " + slice + " found=" + found + ", expected="
                    + slice.count() + ". Arrays never grow");
        }
    }

    /** A change of several elements is done: what a volatile write would do at its end. */
    final void publish() {
        Words.fullFence();
        ring(words());
    }

    @Override
    void forget() {
        chunks = null;
    }

    /**
     * What the bits of an element mean.
     *
     * @return the type
     */
    public final TypeCode typeCode() {
        return type;
    }

    /**
     * How many elements there are.
     *
     * @return the length
     */
    public final int length() {
        return length;
    }
}
