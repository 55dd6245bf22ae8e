package io.parley.internal.ring;

import io.parley.ObjectCorruptException;
import io.parley.internal.crash.Failpoint;
import io.parley.internal.memory.Memory;
import io.parley.internal.memory.Words;

/**
 * A ring with one producer and one reader at a time. No atomic operation on either side.
 *
 * <p>Writing, in steps another process can tell apart: clear the word behind the record; write the payload; write the
 * record's first word, which is when readers see it; move the tail. A producer that dies before the first word leaves
 * nothing; one that dies before the tail leaves the whole record, and the next producer finds that the word at the tail
 * is not 0 and goes on behind it. A producer that wrote the record before does not look at that word: it lies where the
 * reader looks all the time, and to load it would take as long as to hand a message over.
 *
 * <p><b>Threading:</b> one producer at a time and one reader at a time, of any process. Who comes next must have seen
 * that the one before is done, or dead, and calls {@link #goOnAfterAnother} if it may be dead.
 */
public final class SpscRing extends Ring {
    private static final long UNKNOWN = -1;

    /** At or behind the head: a head that is known late only makes the ring look fuller than it is. */
    private long knownHead;
    /** Where this object's claim began, padding included. */
    private long claimedFrom;
    /** Where the tail is if nobody but this object wrote since it did. */
    private long expectedTail = UNKNOWN;

    /** The ring that starts at {@code base}, a multiple of 128, of a file whose blocks are zero or a ring already. */
    public SpscRing(Memory memory, int base, int capacity) {
        super(memory, base, capacity);
    }

    @Override
    public long claim(int payload) {
        if (isClosed()) {
            return CLOSED;
        }
        long tail = Words.getLong(words, base + RingLayout.TAIL);
        if (tail != expectedTail) {
            tail = catchUp(tail);
            expectedTail = tail;
        }
        claimedFrom = tail;
        int needed = RingLayout.needed(payload);
        long position = tail + gap(tail, needed);
        long end = position + needed;
        if (!hasRoomUntil(end)) {
            return FULL;
        }
        Words.putLong(words, at(end), 0);
        return position;
    }

    /** The word at {@code end} must be free as well. */
    private boolean hasRoomUntil(long end) {
        long furthest = end + RingLayout.RECORD_HEADER - capacity;
        if (furthest <= knownHead) {
            return true;
        }
        knownHead = head();
        return furthest <= knownHead;
    }

    /** For a producer before which another one, perhaps of another process, may have died. */
    public void goOnAfterAnother() {
        expectedTail = catchUp(Words.getLong(words, base + RingLayout.TAIL));
    }

    /** If a producer died between a record's first word and the tail, goes on behind what it left. */
    private long catchUp(long tail) {
        long position = tail;
        for (long header; (header = Words.getLong(words, at(position))) != 0; ) {
            requireInside(position, RingLayout.length(header));
            requireLap(tail, position);
            position += RingLayout.aligned(RingLayout.length(header));
        }
        if (position != tail) {
            Words.putLongRelease(words, base + RingLayout.TAIL, position);
        }
        return position;
    }

    @Override
    public void commit(long position, int claimed, int payload, int recordType) {
        padRest(position, claimed, payload);
        Failpoint.RING_BEFORE_COMMIT.hit();
        expectedTail = position + RingLayout.needed(claimed);
        Words.putLongRelease(words, at(position), RingLayout.header(payload + RingLayout.RECORD_HEADER, recordType));
        if (claimedFrom != position) {
            Failpoint.RING_BEFORE_PADDING.hit();
            int gap = (int) (position - claimedFrom);
            Words.putLongRelease(words, at(claimedFrom), RingLayout.header(gap, RingLayout.PADDING));
        }
        Failpoint.RING_BEFORE_TAIL.hit();
        Words.putLongRelease(words, base + RingLayout.TAIL, expectedTail);
    }

    /** Nobody has seen anything. */
    @Override
    public void abort(long position, int claimed) {}

    @Override
    public boolean close() {
        Words.putIntVolatile(words, base + RingLayout.CLOSED, 1);
        return true;
    }

    @Override
    boolean passByTheDead(long head, long header) {
        throw new ObjectCorruptException("ring has an unfinished record, which a ring for one producer cannot have: "
                + memory.name() + " position=" + head + ", word=0x" + Long.toHexString(header)
                + ". Something else wrote into the file; delete it and begin anew");
    }

    @Override
    public boolean isOrphaned() {
        return false;
    }
}
