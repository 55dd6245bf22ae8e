package io.parley.internal.map;

import java.nio.ByteBuffer;

/** Copies the entries of a segment into a {@link StripeCopy}. While a writer is at work, what it copies is nonsense. */
final class StripeCopier implements EntryVisitor {
    /** Bytes of keys and values; beyond, the values are left out. */
    private static final int MOST_BYTES = 16 << 20;

    private static final int LEFT_OUT = -1;

    private final StripeCopy target;
    private long bytes;

    StripeCopier(StripeCopy target) {
        this.target = target;
    }

    /** Copies everything, beginning anew. */
    void copy(Segment segment) {
        begin(false);
        long used = (long) segment.usedChunks() * DataLayout.CHUNK; // grows once, also for the fuller stripes to come
        target.entries.ensureCapacity((int) Math.min(MOST_BYTES, used + used / 8));
        segment.forEach(this);
        if (bytes > MOST_BYTES) {
            begin(true);
            segment.forEach(this);
        }
    }

    private void begin(boolean keysOnly) {
        target.entries.reset();
        target.count = 0;
        target.keysOnly = keysOnly;
        bytes = 0;
    }

    @Override
    public boolean visit(ByteBuffer words, int keyOffset, int keyLength, int valueOffset, int valueLength) {
        bytes += keyLength + (target.keysOnly ? 0 : valueLength);
        if (bytes > MOST_BYTES && !target.keysOnly) {
            return false;
        }
        append(words, keyOffset, keyLength);
        if (target.keysOnly) {
            target.entries.writeInt(LEFT_OUT);
        } else {
            append(words, valueOffset, valueLength);
        }
        target.count++;
        return true;
    }

    private void append(ByteBuffer words, int offset, int length) {
        target.entries.writeInt(length);
        EntryBytes.append(words, offset, length, target.entries);
    }
}
