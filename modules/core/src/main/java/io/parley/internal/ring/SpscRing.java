package io.parley.internal.ring;

import io.parley.internal.crash.Failpoint;
import io.parley.internal.memory.Memory;
import io.parley.internal.memory.Words;

/**
 * A ring with one producer and one reader at a time. No atomic operation on either side.
 *
 * <p>Writing, in steps another process can tell apart: clear the word behind the record; write the payload; write the
 * record's first word, which is when readers see it; move the tail. A producer that dies before the first word leaves
 * nothing; one that dies before the tail leaves the whole record, and the next producer finds that the word at the tail
 * is not 0 and goes on behind it.
 *
 * <p><b>Threading:</b> one producer at a time and one reader at a time, of any process. Who comes next must have seen
 * that the one before is done, or dead.
 */
public final class SpscRing extends Ring {
    /** At or behind the head: a head that is known late only makes the ring look fuller than it is. */
    private long knownHead;

    /** The ring that starts at {@code base}, a multiple of 128, of a file whose blocks are zero or a ring already. */
    public SpscRing(Memory memory, int base, int capacity) {
        super(memory, base, capacity);
    }

    @Override
    public boolean tryWrite(byte[] source, int offset, int length, int recordType) {
        requireWritable(length, recordType);
        int needed = RingLayout.aligned(length + RingLayout.RECORD_HEADER);
        long tail = Words.getLong(words, base + RingLayout.TAIL);
        int index = (int) tail & mask;
        if (Words.getLong(words, records + index) != 0) {
            tail = catchUp(tail);
            index = (int) tail & mask;
        }
        int gap = needed > capacity - index ? capacity - index : 0;
        long end = tail + gap + needed;
        if (!hasRoomUntil(end)) {
            return false;
        }
        int at = records + ((int) (tail + gap) & mask);
        Words.putLong(words, records + ((int) end & mask), 0);
        words.put(at + RingLayout.RECORD_HEADER, source, offset, length);
        Failpoint.RING_BEFORE_COMMIT.hit();
        Words.putLongRelease(words, at, RingLayout.header(length + RingLayout.RECORD_HEADER, recordType));
        if (gap != 0) {
            Failpoint.RING_BEFORE_PADDING.hit();
            Words.putLongRelease(words, records + index, RingLayout.header(gap, RingLayout.PADDING));
        }
        Failpoint.RING_BEFORE_TAIL.hit();
        Words.putLongRelease(words, base + RingLayout.TAIL, end);
        return true;
    }

    /** The word at {@code end} must be free as well. */
    private boolean hasRoomUntil(long end) {
        long furthest = end + RingLayout.RECORD_HEADER - capacity;
        if (furthest <= knownHead) {
            return true;
        }
        knownHead = Words.getLongAcquire(words, base + RingLayout.HEAD);
        return furthest <= knownHead;
    }

    /** A producer died between a record's first word and the tail: goes on behind what it left. */
    private long catchUp(long tail) {
        long at = tail;
        for (long header; (header = Words.getLong(words, records + ((int) at & mask))) != 0; ) {
            requireInside(at, RingLayout.length(header));
            requireLap(tail, at);
            at += RingLayout.aligned(RingLayout.length(header));
        }
        Words.putLongRelease(words, base + RingLayout.TAIL, at);
        return at;
    }

    @Override
    long tail() {
        return Words.getLongAcquire(words, base + RingLayout.TAIL);
    }
}
