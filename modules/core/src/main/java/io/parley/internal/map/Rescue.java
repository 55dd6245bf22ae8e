package io.parley.internal.map;

import io.parley.internal.memory.MessageBuffer;
import io.parley.internal.memory.Words;
import java.nio.ByteBuffer;

/**
 * Copies entries that match their checksums into segments of a new file, each where its key belongs, whatever the slots
 * said that named them.
 */
final class Rescue implements EntryVisitor {
    private final Segment target;
    private final MessageBuffer key = new MessageBuffer();
    private final MessageBuffer value = new MessageBuffer();
    private int rescued;

    /** Into one segment; entries that belong into others are left out. */
    Rescue(Segment target) {
        this.target = target;
    }

    @Override
    public boolean visit(ByteBuffer words, int keyOffset, int keyLength, int valueOffset, int valueLength) {
        EntryBytes.get(words, keyOffset, keyLength, key);
        long hash = Segment.hash(key);
        if (Segment.indexOf(hash, target.place().segments()) == target.place().index()
                && isWhole(words, hash, keyOffset + keyLength, keyLength, valueOffset + valueLength)
                && target.find(key, hash) == Segment.NONE
                && target.hasSlot()) {
            EntryBytes.get(words, valueOffset, valueLength, value);
            int chunk = target.allocate(Segment.chunksFor(keyLength, valueLength));
            if (chunk != Segment.NONE) {
                target.write(chunk, key, hash, value);
                target.insert(hash, chunk);
                target.added(1);
                rescued++;
            }
        }
        return true;
    }

    /** Whether an entry matches its checksum. */
    static boolean isWhole(ByteBuffer words, long hash, int payload, int keyLength, int sumAt) {
        return Words.getInt(words, sumAt) == EntryBytes.checksum(words, hash, keyLength, payload, sumAt - payload);
    }

    /** How many entries were copied. */
    int rescued() {
        return rescued;
    }
}
