package io.parley.internal.map;

import io.parley.internal.memory.Words;
import java.nio.ByteBuffer;

/** Looks for the highest sequence number that values begin with. */
final class HighestSequence implements EntryVisitor {
    private long found;

    @Override
    public boolean visit(ByteBuffer words, int keyOffset, int keyLength, int valueOffset, int valueLength) {
        if (valueLength >= Long.BYTES) {
            found = Math.max(found, Words.getLong(words, valueOffset));
        }
        return true;
    }

    long found() {
        return found;
    }
}
