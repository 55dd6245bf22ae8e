package io.parley.cli;

import io.parley.internal.memory.Memory;
import io.parley.internal.memory.ObjectGlance;
import io.parley.internal.memory.Utf8;
import io.parley.internal.memory.Words;
import io.parley.internal.struct.ValueLayout;
import io.parley.internal.sync.VersionedCellLayout;
import io.parley.internal.sync.VersionedCells;
import io.parley.observe.ObjectInfo;
import io.parley.value.TypeCode;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Any elements of an array, or all of a text, mapped for reading only: a snapshot has the beginning. */
final class Elements {
    private static final int CHUNK_SHIFT = Long.numberOfTrailingZeros(Memory.CHUNK);
    private static final int CHUNK_MASK = (int) Memory.CHUNK - 1;

    private Elements() {}

    /** The elements of an array from one index to before another; each is whole, all are of different moments. */
    static List<Object> of(ObjectInfo array, int from, int to) {
        TypeCode type = TypeCode.of(array.typeCode());
        long end = ValueLayout.CELL + (long) to * type.size();
        ByteBuffer[] chunks = ObjectGlance.of(array.path()).map(end).chunks();
        List<Object> elements = new ArrayList<>(to - from);
        for (int i = from; i < to; i++) {
            long at = ValueLayout.CELL + (long) i * type.size();
            elements.add(type.fromBits(bits(chunks[(int) (at >>> CHUNK_SHIFT)], (int) at & CHUNK_MASK, type.size())));
        }
        return elements;
    }

    private static long bits(ByteBuffer words, int at, int size) {
        return switch (size) {
            case Byte.BYTES -> Words.getByteAcquire(words, at);
            case Short.BYTES -> Words.getShortAcquire(words, at);
            case Integer.BYTES -> Words.getIntAcquire(words, at);
            default -> Words.getLongAcquire(words, at);
        };
    }

    /** All of a text, as somebody wrote it. */
    static String text(ObjectInfo text) {
        int capacity = (int) text.capacity();
        VersionedCells cells = new VersionedCells(
                ObjectGlance.of(text.path()).map(), VersionedCellLayout.of(ValueLayout.CELL, Integer.BYTES + capacity));
        String read;
        do {
            read = cells.tryRead(0, (words, at) -> Utf8.read(words, at, capacity));
        } while (read == null); // somebody wrote meanwhile
        return read;
    }
}
