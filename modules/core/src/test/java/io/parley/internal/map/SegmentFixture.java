package io.parley.internal.map;

import io.parley.internal.memory.MessageBuffer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** A segment in memory of this JVM, and what a map does with it, without the map's locks. */
final class SegmentFixture {
    private static final int HEAD = 128;
    private static final long FILE_OFFSET = 1 << 20;

    final ByteBuffer bytes;
    final Segment segment;

    private SegmentFixture(Segment.Place place, ByteBuffer bytes) {
        this.bytes = bytes;
        this.segment = new Segment(place, bytes, 0, bytes, HEAD);
    }

    /** The only segment of a map. */
    static SegmentFixture of(int slots, int chunks) {
        SegmentSize size = new SegmentSize(slots, chunks);
        ByteBuffer bytes = ByteBuffer.allocateDirect((int) size.bytes() + HEAD).order(ByteOrder.nativeOrder());
        return new SegmentFixture(new Segment.Place(0, 1, size, FILE_OFFSET), bytes);
    }

    /** What another process would find if this one died now. */
    SegmentFixture copy() {
        ByteBuffer copy = ByteBuffer.allocateDirect(bytes.capacity()).order(ByteOrder.nativeOrder());
        copy.put(0, bytes, 0, bytes.capacity());
        return new SegmentFixture(segment.place(), copy);
    }

    static MessageBuffer buffer(byte[] message) {
        MessageBuffer buffer = new MessageBuffer(message.length);
        buffer.writeBytes(message, 0, message.length);
        return buffer;
    }

    /** False if there is no room. */
    boolean put(byte[] key, byte[] value) {
        return put(key, value, () -> {});
    }

    /** As a map does it; {@code between} runs between any two steps of which a process may do one and not the other. */
    boolean put(byte[] key, byte[] value, Runnable between) {
        MessageBuffer name = buffer(key);
        long hash = Segment.hash(name);
        int slot = segment.find(name, hash);
        if (slot == Segment.NONE && !segment.hasSlot()) {
            return false;
        }
        int chunk = segment.allocate(Segment.chunksFor(key.length, value.length));
        if (chunk == Segment.NONE) {
            return false;
        }
        between.run();
        segment.write(chunk, name, hash, buffer(value));
        between.run();
        if (slot == Segment.NONE) {
            segment.insert(hash, chunk);
            between.run();
            segment.added(1);
        } else {
            long old = segment.entry(slot);
            segment.replace(slot, hash, chunk);
            between.run();
            segment.free(old);
        }
        return true;
    }

    boolean remove(byte[] key) {
        return remove(key, () -> {});
    }

    boolean remove(byte[] key, Runnable between) {
        MessageBuffer name = buffer(key);
        int slot = segment.find(name, Segment.hash(name));
        if (slot == Segment.NONE) {
            return false;
        }
        long entry = segment.entry(slot);
        segment.removeSlot(slot);
        between.run();
        segment.added(-1);
        between.run();
        segment.free(entry);
        return true;
    }

    /** Null if there is none. */
    byte[] get(byte[] key) {
        MessageBuffer name = buffer(key);
        int slot = segment.find(name, Segment.hash(name));
        MessageBuffer value = new MessageBuffer();
        return slot == Segment.NONE || !segment.copyValue(slot, value)
                ? null
                : Arrays.copyOf(value.array(), value.length());
    }

    /** What is in it, each entry as often as it is shown. */
    Map<ByteBuffer, byte[]> content() {
        Map<ByteBuffer, byte[]> content = new HashMap<>();
        segment.forEach((words, keyOffset, keyLength, valueOffset, valueLength) -> {
            byte[] key = new byte[keyLength];
            byte[] value = new byte[valueLength];
            words.get(keyOffset, key);
            words.get(valueOffset, value);
            if (content.put(ByteBuffer.wrap(key), value) != null) {
                throw new AssertionError("twice: " + Arrays.toString(key));
            }
            return true;
        });
        return content;
    }
}
