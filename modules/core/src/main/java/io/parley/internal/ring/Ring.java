package io.parley.internal.ring;

import io.parley.ObjectCorruptException;
import io.parley.internal.crash.Failpoint;
import io.parley.internal.memory.Memory;
import io.parley.internal.memory.MessageBuffer;
import io.parley.internal.memory.Words;
import java.nio.ByteBuffer;

/**
 * A ring of records as its reader sees it; {@link RingLayout} says how it lies in memory.
 *
 * <p><b>Threading:</b> one reader at a time, of any process; who comes next must have seen that the one before is done,
 * or dead. A reader that dies before it moved the head leaves the record to the next one. <b>Allocation:</b> none.
 */
public abstract sealed class Ring permits SpscRing {
    /** There is no record. */
    public static final int NONE = -1;

    final ByteBuffer words;
    final int base;
    final int records;
    final int capacity;
    final int mask;

    private final Memory memory;
    private int type;

    /** The ring that starts at {@code base}, a multiple of 128, of a file whose blocks are zero or a ring already. */
    Ring(Memory memory, int base, int capacity) {
        RingLayout.requireCapacity(capacity);
        this.memory = memory.share(); // outlives the handle that came first
        this.words = this.memory.words();
        this.base = base;
        this.records = base + RingLayout.RECORDS;
        this.capacity = capacity;
        this.mask = capacity - 1;
    }

    /**
     * Writes a record if there is room.
     *
     * @param recordType what it is, 0 or more
     * @return whether it was written; readers see it
     * @throws IllegalArgumentException if it is longer than {@link #maxRecordLength}
     */
    public abstract boolean tryWrite(byte[] source, int offset, int length, int recordType);

    /** Where the next record will go, in bytes since the beginning. */
    abstract long tail();

    /** The longest payload of a record. */
    public final int maxRecordLength() {
        return RingLayout.maxPayload(capacity);
    }

    /** How many bytes of the ring are in use, headers and padding included; a snapshot for anybody. */
    public final long used() {
        long head = Words.getLongAcquire(words, base + RingLayout.HEAD);
        return Math.max(0, Math.min(capacity, tail() - head));
    }

    /** The length of the next record's payload, {@link #NONE} if there is none yet. */
    public final int nextLength() {
        long head = Words.getLong(words, base + RingLayout.HEAD);
        while (true) {
            long header = Words.getLongAcquire(words, records + ((int) head & mask));
            int length = RingLayout.length(header);
            if (length <= 0) {
                return NONE;
            }
            requireInside(head, length);
            type = RingLayout.type(header);
            if (type != RingLayout.PADDING) {
                return length - RingLayout.RECORD_HEADER;
            }
            head += RingLayout.aligned(length);
            Words.putLongRelease(words, base + RingLayout.HEAD, head);
        }
    }

    /** A foreign hand in the file must not make anybody read elsewhere. */
    final void requireInside(long head, int length) {
        int index = (int) head & mask;
        if (length < RingLayout.RECORD_HEADER || length > capacity - index || (index & 7) != 0) {
            throw corrupt(head, length);
        }
    }

    private ObjectCorruptException corrupt(long position, int length) {
        return new ObjectCorruptException("ring has an impossible record: " + memory.name() + " position=" + position
                + ", length=" + length + ", capacity=" + capacity
                + ". Something else wrote into the file; delete it and begin anew");
    }

    /** The type of the next record, {@link #NONE} if there is none yet. */
    public final int nextType() {
        return nextLength() == NONE ? NONE : type;
    }

    /** The type of the record that was read or looked at last. */
    public final int type() {
        return type;
    }

    /** Reads the next record and gives its room back; false if there is none yet. */
    public final boolean tryRead(MessageBuffer into) {
        int length = nextLength();
        if (length == NONE) {
            return false;
        }
        copyNext(into, length);
        Failpoint.RING_READ_BEFORE_HEAD.hit();
        pass(length);
        return true;
    }

    /** Reads the next record, which stays; false if there is none yet. */
    public final boolean tryPeek(MessageBuffer into) {
        int length = nextLength();
        if (length == NONE) {
            return false;
        }
        copyNext(into, length);
        return true;
    }

    private void copyNext(MessageBuffer into, int length) {
        into.reset();
        into.ensureCapacity(length);
        words.get(nextOffset(), into.array(), 0, length);
        into.setLength(length);
    }

    /** Where the payload of the next record, which there is, lies in the file. */
    public final int nextOffset() {
        long head = Words.getLong(words, base + RingLayout.HEAD);
        return records + ((int) head & mask) + RingLayout.RECORD_HEADER;
    }

    /** Gives the room of the next record back without reading it; false if there is none yet. */
    public final boolean skip() {
        int length = nextLength();
        if (length == NONE) {
            return false;
        }
        pass(length);
        return true;
    }

    private void pass(int length) {
        long head = Words.getLong(words, base + RingLayout.HEAD);
        long next = head + RingLayout.aligned(length + RingLayout.RECORD_HEADER);
        Words.putLongRelease(words, base + RingLayout.HEAD, next);
    }

    /** A chain of records that comes back to where it began was written by a foreign hand. */
    final void requireLap(long from, long at) {
        if (at - from >= capacity) {
            throw corrupt(at, capacity);
        }
    }

    final void requireWritable(int length, int recordType) {
        if (length > maxRecordLength()) {
            throw new IllegalArgumentException("record does not fit the ring: " + memory.name() + " bytes=" + length
                    + ", longest=" + maxRecordLength() + ", capacity=" + capacity
                    + ". Create it with a larger capacity, or send the message in parts");
        }
        if (recordType < 0) {
            throw new IllegalArgumentException("no type of a record: " + recordType + ", allowed are 0 and more");
        }
    }

    @Override
    public final String toString() {
        return getClass().getSimpleName() + "(" + memory.name() + ", base=" + base + ", capacity=" + capacity + ")";
    }
}
