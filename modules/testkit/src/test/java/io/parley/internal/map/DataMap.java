package io.parley.internal.map;

import io.parley.internal.memory.MessageBuffer;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A data file as a map, without locks: for one thread of one process at a time. */
final class DataMap {
    private final DataFile file;
    private final MessageBuffer key = new MessageBuffer();
    private final MessageBuffer value = new MessageBuffer();

    DataMap(Path path) {
        file = DataFile.open(path);
    }

    private static void fill(MessageBuffer buffer, byte[] bytes) {
        buffer.reset();
        buffer.writeBytes(bytes, 0, bytes.length);
    }

    void put(byte[] name, byte[] content) {
        fill(key, name);
        fill(value, content);
        long hash = Segment.hash(key);
        Segment segment = file.segment(Segment.indexOf(hash, file.segments()));
        int chunk = segment.allocate(Segment.chunksFor(name.length, content.length));
        if (chunk == Segment.NONE || !segment.hasSlot()) {
            throw new IllegalStateException("full: " + segment.place());
        }
        segment.write(chunk, key, hash, value);
        int slot = segment.find(key, hash);
        if (slot == Segment.NONE) {
            segment.insert(hash, chunk);
            segment.added(1);
        } else {
            long old = segment.entry(slot);
            segment.replace(slot, hash, chunk);
            segment.free(old);
        }
    }

    void remove(byte[] name) {
        fill(key, name);
        long hash = Segment.hash(key);
        Segment segment = file.segment(Segment.indexOf(hash, file.segments()));
        int slot = segment.find(key, hash);
        if (slot != Segment.NONE) {
            long old = segment.entry(slot);
            segment.removeSlot(slot);
            segment.free(old);
            segment.added(-1);
        }
    }

    boolean contains(byte[] name) {
        fill(key, name);
        long hash = Segment.hash(key);
        return file.segment(Segment.indexOf(hash, file.segments())).find(key, hash) != Segment.NONE;
    }

    Map<ByteBuffer, ByteBuffer> content() {
        Map<ByteBuffer, ByteBuffer> content = new HashMap<>();
        for (int i = 0; i < file.segments(); i++) {
            file.segment(i).forEach((words, keyOffset, keyLength, valueOffset, valueLength) -> {
                byte[] name = new byte[keyLength];
                byte[] bytes = new byte[valueLength];
                words.get(keyOffset, name);
                words.get(valueOffset, bytes);
                content.put(ByteBuffer.wrap(name), ByteBuffer.wrap(bytes));
                return true;
            });
        }
        return content;
    }

    void copyInto(DataMap target) {
        for (int i = 0; i < file.segments(); i++) {
            file.segment(i).copyInto(target.file.segment(i));
        }
    }

    /** What is not as it should be. */
    List<SegmentCheck> faults() {
        List<SegmentCheck> faults = new ArrayList<>();
        for (int i = 0; i < file.segments(); i++) {
            SegmentCheck check = SegmentCheck.of(file.segment(i));
            if (!check.isClean()) {
                faults.add(check);
            }
        }
        return faults;
    }
}
