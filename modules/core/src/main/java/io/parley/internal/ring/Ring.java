package io.parley.internal.ring;

import io.parley.ObjectCorruptException;
import io.parley.internal.crash.Failpoint;
import io.parley.internal.memory.Memory;
import io.parley.internal.memory.MessageBuffer;
import io.parley.internal.memory.Words;
import java.nio.ByteBuffer;
import java.util.Objects;

/**
 * A ring of records; {@link RingLayout} says how it lies in memory.
 *
 * <p>Writing: {@link #claim} room, write the payload where {@link #payloadAt} says, {@link #commit}; or all at once
 * with {@link #write}. Reading: {@link #nextLength}, look at the payload, {@link #pass}; or {@link #tryRead}.
 *
 * <p><b>Threading:</b> one reader at a time, of any process; who comes next must have seen that the one before is done,
 * or dead. A reader that dies before it moved the head leaves the record to the next one. <b>Allocation:</b> none.
 */
public abstract sealed class Ring permits SpscRing, MpscRing {
    /** There is no record. */
    public static final int NONE = -1;
    /** The record is written; readers see it. */
    public static final int WRITTEN = 0;
    /** There is no room now. */
    public static final int FULL = -1;
    /** Another producer is claiming room and has not come to an end; try again. */
    public static final int BUSY = -2;
    /** The ring takes no more records. */
    public static final int CLOSED = -3;

    final Memory memory;
    final ByteBuffer words;
    final int base;
    final int records;
    final int capacity;
    final int mask;

    private int type;
    /** Where the record is that {@link #nextLength} found. */
    private long next;

    /** The ring that starts at {@code base}, a multiple of 128, of a file whose blocks are zero or a ring already. */
    Ring(Memory memory, int base, int capacity) {
        RingLayout.requireCapacity(capacity);
        this.memory = memory.share(); // outlives the handle that came first
        this.words = this.memory.words();
        this.base = base;
        this.records = base + RingLayout.RECORDS;
        this.capacity = capacity;
        this.mask = capacity - Long.BYTES; // always a whole word, whatever a foreign hand wrote into head and tail
    }

    /**
     * Claims room for a payload of at most that length, which {@link #requireWritable} accepts. Whoever claimed must
     * commit or abort: readers do not pass a claim of the living.
     *
     * @return the record's position; {@link #FULL}, {@link #BUSY} or {@link #CLOSED}
     */
    public abstract long claim(int payload);

    /** Shows the record to readers; {@code payload} is at most what was claimed. */
    public abstract void commit(long position, int claimed, int payload, int recordType);

    /** Gives a claim up. */
    public abstract void abort(long position, int claimed);

    /** Takes no more records, for good; a producer's call, as {@link #claim} is. False if another one is claiming. */
    public abstract boolean close();

    /** Takes no more records, at once and whatever producers are doing: the queue was deleted. */
    public final void forbidWriting() {
        Words.putIntVolatile(words, base + RingLayout.CLOSED, 1);
    }

    /**
     * The next record is not complete. Gives its room back if its producer is dead.
     *
     * @return whether it did
     */
    abstract boolean passByTheDead(long head, long header);

    /**
     * Writes a record if there is room.
     *
     * @param recordType what it is, 0 or more
     * @return whether it was written; readers see it
     * @throws IllegalArgumentException if it is longer than {@link #maxRecordLength}
     */
    public final boolean tryWrite(byte[] source, int offset, int length, int recordType) {
        return write(source, offset, length, recordType) == WRITTEN;
    }

    /** As {@link #tryWrite}; returns {@link #WRITTEN}, {@link #FULL}, {@link #BUSY} or {@link #CLOSED}. */
    public final int write(byte[] source, int offset, int length, int recordType) {
        requireWritable(length);
        Objects.checkFromIndexSize(offset, length, source.length);
        if (recordType < 0) {
            throw new IllegalArgumentException("no type of a record: " + recordType + ", allowed are 0 and more");
        }
        long position = claim(length);
        if (position < 0) {
            return (int) position;
        }
        words.put(payloadAt(position), source, offset, length);
        commit(position, length, length, recordType);
        return WRITTEN;
    }

    /** Refuses a payload that never fits. */
    public final void requireWritable(int length) {
        if (length < 0 || length > maxRecordLength()) {
            throw new IllegalArgumentException("record does not fit the ring: " + memory.name() + " bytes=" + length
                    + ", longest=" + maxRecordLength() + ", capacity=" + capacity
                    + ". Create it with a larger capacity, or send the message in parts");
        }
    }

    /** Where the payload of the record at a position lies in {@link #words}. */
    public final int payloadAt(long position) {
        return at(position) + RingLayout.RECORD_HEADER;
    }

    final int at(long position) {
        return records + ((int) position & mask);
    }

    /** What to fill at a position so that a record of that size is not cut by the end of the ring. */
    final int gap(long position, int needed) {
        int left = capacity - ((int) position & mask);
        return needed > left ? left : 0;
    }

    /** Leaves what was claimed and not used as padding. */
    final void padRest(long position, int claimed, int payload) {
        int used = RingLayout.needed(payload);
        int rest = RingLayout.needed(claimed) - used;
        if (rest > 0) {
            Words.putLong(words, at(position + used), RingLayout.header(rest, RingLayout.PADDING));
        }
    }

    /** What a ring lies in. */
    public final ByteBuffer words() {
        return words;
    }

    /** Where the next record will go, in bytes since the beginning. */
    final long tail() {
        return Words.getLongAcquire(words, base + RingLayout.TAIL);
    }

    final long head() {
        return Words.getLongAcquire(words, base + RingLayout.HEAD);
    }

    /** Where readers go on: at the head, or behind the record that somebody reads, or read when he died. */
    final long readFrom() {
        long head = head();
        return Math.max(head, Words.getLongAcquire(words, base + RingLayout.TAKEN));
    }

    /** The longest payload of a record. */
    public final int maxRecordLength() {
        return RingLayout.maxPayload(capacity);
    }

    /** How many bytes there are for records. */
    public final int capacity() {
        return capacity;
    }

    /** How many bytes of the ring are in use, headers and padding included; a snapshot for anybody. */
    public final long used() {
        long head = head();
        return Math.max(0, Math.min(capacity, tail() - head));
    }

    /** Whether a claim of that length would find room; a snapshot for anybody. */
    public final boolean hasRoomFor(int payload) {
        long tail = tail();
        int needed = RingLayout.needed(payload);
        return tail + gap(tail, needed) + needed + RingLayout.RECORD_HEADER - head() <= capacity;
    }

    /** Whether no more records will be written. */
    public final boolean isClosed() {
        return Words.getIntVolatile(words, base + RingLayout.CLOSED) != 0;
    }

    /** Whether a reader would find a record; a snapshot for anybody. */
    public final boolean hasNext() {
        return RingLayout.length(firstHeader()) > 0;
    }

    /** Whether nothing is there, not even a claim; a snapshot for anybody. */
    public final boolean isEmpty() {
        return firstHeader() == 0;
    }

    /** Whether a reader waits for a claim that its producer, dead, will not commit; a snapshot for anybody. */
    public abstract boolean isOrphaned();

    /** The first word of the first record that is no padding, without passing anything. */
    final long firstHeader() {
        while (true) {
            long from = readFrom();
            long position = from;
            long header = Words.getLongAcquire(words, at(position));
            while (RingLayout.length(header) > 0 && RingLayout.type(header) == RingLayout.PADDING) {
                requireInside(position, RingLayout.length(header));
                requireLap(from, position);
                position += RingLayout.aligned(RingLayout.length(header));
                header = Words.getLongAcquire(words, at(position));
            }
            if (readFrom() == from) {
                return header;
            }
        }
    }

    /** The length of the next record's payload, {@link #NONE} if there is none yet. */
    public final int nextLength() {
        // The two are one but after a reader that died while it read a record where it lies.
        long head =
                Math.max(Words.getLong(words, base + RingLayout.HEAD), Words.getLong(words, base + RingLayout.TAKEN));
        long header = Words.getLongAcquire(words, at(head));
        int length = RingLayout.length(header);
        if (length <= 0 || RingLayout.type(header) == RingLayout.PADDING) {
            return nextLengthSlowly(head);
        }
        requireInside(head, length);
        next = head;
        type = RingLayout.type(header);
        return length - RingLayout.RECORD_HEADER;
    }

    /** Passes padding, claims of the dead, and what a dead reader had taken. */
    private int nextLengthSlowly(long from) {
        long head = from;
        if (Words.getLong(words, base + RingLayout.HEAD) != from) {
            Words.putLongRelease(words, base + RingLayout.HEAD, from);
        }
        while (true) {
            long header = Words.getLongAcquire(words, at(head));
            int length = RingLayout.length(header);
            if (length <= 0) {
                if (length < 0 && passByTheDead(head, header)) {
                    continue;
                }
                return NONE;
            }
            requireInside(head, length);
            type = RingLayout.type(header);
            if (type != RingLayout.PADDING) {
                next = head;
                return length - RingLayout.RECORD_HEADER;
            }
            requireLap(from, head);
            head += RingLayout.aligned(length);
            Words.putLongRelease(words, base + RingLayout.HEAD, head);
        }
    }

    /** A foreign hand in the file must not make anybody read elsewhere. */
    final void requireInside(long position, int length) {
        if (!isInside(position, length)) {
            throw corrupt(position, length);
        }
    }

    final boolean isInside(long position, int length) {
        return length >= RingLayout.RECORD_HEADER
                && length <= capacity - ((int) position & mask)
                && (position & Long.BYTES - 1) == 0;
    }

    /** A chain of records that comes back to where it began was written by a foreign hand. */
    final void requireLap(long from, long position) {
        if (position - from >= capacity) {
            throw corrupt(position, capacity);
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
        copy(next, length, into);
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
        copy(next, length, into);
        return true;
    }

    final void copy(long position, int length, MessageBuffer into) {
        into.reset();
        into.ensureCapacity(length);
        words.get(payloadAt(position), into.array(), 0, length);
        into.setLength(length);
    }

    /** Where the payload of the record that {@link #nextLength} found lies in {@link #words}. */
    public final int nextOffset() {
        return payloadAt(next);
    }

    /**
     * Says that the record that {@link #nextLength} found belongs to the caller before it looks at it: whoever reads
     * after a dead reader goes on behind it. Its room is given back by {@link #pass}. Not said in the record: its line
     * is the one that the producer writes the next record to.
     */
    public final void takeInPlace(int length) {
        Words.putLongRelease(words, base + RingLayout.TAKEN, next + RingLayout.needed(length));
        Failpoint.RING_TAKEN_BEFORE_HEAD.hit();
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

    /** Gives the room of the record that {@link #nextLength} found, and which has that length, back. */
    public final void pass(int length) {
        Words.putLongRelease(words, base + RingLayout.HEAD, next + RingLayout.needed(length));
    }

    @Override
    public final String toString() {
        return getClass().getSimpleName() + "(" + memory.name() + ", base=" + base + ", capacity=" + capacity + ")";
    }
}
