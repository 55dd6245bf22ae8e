package io.parley.collection;

import io.parley.Codec;
import io.parley.Codecs;
import io.parley.internal.memory.MessageBuffer;

/** Makes cells that look into the bytes of values; only if the codec is the one that wrote those. */
final class Cells {
    private Cells() {}

    static <K> LongCell longCell(SharedMap<K, ?> map, K key) {
        require(map, Codecs.int64());
        return new LongCell(place(map, key));
    }

    static <K> DoubleCell doubleCell(SharedMap<K, ?> map, K key) {
        require(map, Codecs.float64());
        return new DoubleCell(place(map, key));
    }

    static <K> ArrayCell arrayCell(SharedMap<K, ?> map, K key) {
        String codec = map.codec.valueId();
        if (codec.equals(Codecs.int64Array().id())) {
            return new LongArrayCell(place(map, key));
        }
        if (codec.equals(Codecs.int32Array().id())) {
            return new IntArrayCell(place(map, key));
        }
        require(map, Codecs.float64Array());
        return new DoubleArrayCell(place(map, key));
    }

    private static void require(SharedMap<?, ?> map, Codec<?> codec) {
        if (!map.codec.valueId().equals(codec.id())) {
            throw new UnsupportedOperationException("map has no such cells: " + map.path() + " codec="
                    + map.codec.valueId() + ". longCell is for int64, doubleCell for float64, arrayCell for int64[],"
                    + " int32[] and float64[]; use cell(key)");
        }
    }

    private static <K> EntryPlace place(SharedMap<K, ?> map, K key) {
        MessageBuffer bytes = new MessageBuffer();
        map.codec.encodeKey(key, bytes);
        return new EntryPlace(map.handle, bytes, key);
    }
}
