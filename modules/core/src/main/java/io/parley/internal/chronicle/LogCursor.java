package io.parley.internal.chronicle;

import io.parley.MessageReader;
import io.parley.ObjectCorruptException;
import io.parley.ObjectVersionException;
import io.parley.ParleyException;
import io.parley.internal.memory.MessageBuffer;
import java.nio.file.Path;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.core.UnsafeMemory;
import net.openhft.chronicle.queue.ExcerptTailer;
import net.openhft.chronicle.queue.impl.single.MissingStoreFileException;
import net.openhft.chronicle.wire.DocumentContext;
import net.openhft.chronicle.wire.Wire;

/**
 * Walks the messages of a log, without consuming them.
 *
 * <p>A message in fragments is looked through first and copied once its last fragment is there: waiting for a large
 * message costs no more than waiting for a small one, and none is ever copied twice.
 *
 * <p><b>Threading:</b> one thread at a time, whichever; {@link #close} by anybody. <b>Allocation:</b> none, except for
 * the caller's buffer to grow and when a cycle ends. <b>Interruption:</b> no call is affected by it, and all keep the
 * flag.
 */
public final class LogCursor implements LogWalk {
    private static final long NONE = -1;
    private static final int WHOLE = RecordLayout.kindWord(RecordLayout.WHOLE);

    private final DurableLog log;
    private final Path directory;
    private final ExcerptTailer tailer;
    private final LogSeek seek;
    private final Gate gate;
    /** Where the tailer stands; goes ahead of it from there. */
    private final CycleWindow window = new CycleWindow();

    private final DocumentReader reader = new DocumentReader();
    private boolean isInPlace;
    private boolean isShielded;
    /** Index of the document that was read last and that the tailer has not read. */
    private long ahead = NONE;
    /* Of the document read last. */
    private Wire wire;
    private byte kind;
    private long headTimestampNs;
    private long headSequence;
    private long headPosition;
    private int headProducer;
    /** Index of a FIRST whose LAST was not seen yet. */
    private long pending = NONE;

    private int total;
    private long index = NONE;
    private int length;
    private long sequence = NONE;
    private long position;
    private long timestampNs;
    private int producer;

    LogCursor(DurableLog log, Path directory, ExcerptTailer tailer, LogSeek seek) {
        this.log = log;
        this.directory = directory;
        this.tailer = tailer;
        this.seek = seek;
        gate = new Gate("cursor of " + directory);
        tailer.singleThreadedCheckDisabled(true);
    }

    /**
     * For a user who never closes this, or the log, while another thread is in {@link #next}: saves some ns each time.
     */
    public LogCursor shielded() {
        isShielded = true;
        return this;
    }

    /**
     * Goes to the next complete message.
     *
     * @param into receives its payload
     * @return false if there is none yet; then nothing was changed
     */
    @Override
    public boolean next(MessageBuffer into) {
        return find(into, false);
    }

    /**
     * Goes to the next complete message and lets it be read where it lies, if it can be.
     *
     * @param into receives its payload otherwise
     * @return reads the message until the next call on this cursor, {@code into} or a reader of the log itself; null if
     *     there is none yet
     */
    public MessageReader nextInPlace(MessageBuffer into) {
        reader.close();
        if (!find(into, true)) {
            return null;
        }
        return isInPlace ? reader : into;
    }

    /** Ends the time of what {@link #nextInPlace} returned. */
    public void closeReader() {
        reader.close();
    }

    private boolean find(MessageBuffer into, boolean inPlace) {
        isInPlace = false;
        if (isShielded) {
            int found = window.look();
            if (found != CycleWindow.ELSEWHERE) {
                return found == CycleWindow.DOCUMENT && (readWhole(into, inPlace) || findGuarded(into, false));
            }
        }
        return findGuarded(into, inPlace);
    }

    private boolean findGuarded(MessageBuffer into, boolean inPlace) {
        gate.enter();
        try {
            int found = window.look();
            if (found == CycleWindow.NOTHING) {
                return false;
            }
            return found == CycleWindow.DOCUMENT && readWhole(into, inPlace) || findByChronicle(into);
        } finally {
            gate.exit();
        }
    }

    private boolean findByChronicle(MessageBuffer into) {
        boolean interrupted = Thread.currentThread().isInterrupted() && Thread.interrupted();
        try {
            if (!isBehindTheStart()) {
                leaveWindow();
            }
            if (!advanceOverGaps(into)) {
                return false;
            }
            if (kind == RecordLayout.WHOLE) {
                window.open(wire, wire.bytes().readPosition(), index + 1);
            }
            return true;
        } catch (ParleyException e) {
            throw e;
        } catch (Exception e) {
            throw unreadable(e);
        } finally {
            Sheltered.restore(interrupted);
        }
    }

    /** Reads the document in the window; false if it is not a whole message, or no message at all. */
    private boolean readWhole(MessageBuffer into, boolean inPlace) {
        long at = window.address();
        int bytes = window.length() - RecordLayout.HEADER_LENGTH;
        if (bytes < 0 || UnsafeMemory.unsafeGetInt(at + RecordLayout.KIND) != WHOLE) {
            return false;
        }
        headTimestampNs = UnsafeMemory.unsafeGetLong(at + RecordLayout.TIMESTAMP);
        headSequence = UnsafeMemory.unsafeGetLong(at + RecordLayout.SEQUENCE);
        headPosition = UnsafeMemory.unsafeGetLong(at + RecordLayout.POSITION);
        headProducer = UnsafeMemory.unsafeGetInt(at + RecordLayout.PRODUCER);
        if (inPlace) {
            isInPlace = true;
            reader.open(at + RecordLayout.HEADER_LENGTH, bytes);
        } else if (into != null) {
            into.reset();
            into.ensureCapacity(bytes);
            Copy.toHeap(at + RecordLayout.HEADER_LENGTH, into.array(), 0, bytes);
            into.setLength(bytes);
        }
        kind = RecordLayout.WHOLE;
        ahead = window.pass();
        found(ahead, bytes);
        return true;
    }

    private boolean advanceOverGaps(MessageBuffer into) {
        goToTheStartIfBehind();
        try {
            return advance(into);
        } catch (MissingStoreFileException e) {
            // Chronicle's word for a file that was deleted just now, in which the tailer stands.
            if (!goToTheStartIfBehind()) {
                throw e;
            }
            return advance(into);
        }
    }

    /** Whether the tailer stands in a file that was deleted. Chronicle would look for the next one in vain. */
    private boolean isBehindTheStart() {
        return tailer.cycle() < log.firstCycle();
    }

    private boolean goToTheStartIfBehind() {
        boolean behind = isBehindTheStart();
        if (behind) {
            forgetPlace();
            goToStart();
        }
        return behind;
    }

    private void goToStart() {
        int first = log.firstCycle();
        if (first == Integer.MIN_VALUE || !tailer.moveToIndex(log.startOf(first))) {
            log.refresh();
            tailer.toStart();
        }
    }

    /** The tailer is about to be put somewhere else. */
    private void forgetPlace() {
        reader.close();
        window.close();
        ahead = NONE;
        pending = NONE;
    }

    /** Lets the tailer catch up, before it is used. */
    private void leaveWindow() {
        reader.close();
        window.close();
        if (ahead != NONE) {
            long last = ahead;
            if (!tailer.moveToIndex(last)) {
                throw damaged(last, "document=gone");
            }
            tailer.readingDocument().close();
            ahead = NONE;
        }
    }

    /** Whether there is a message behind the last one. */
    public enum Outlook {
        /** There is. */
        MESSAGE,
        /** There is none. */
        NOTHING,
        /** {@link #next} has to be asked. */
        UNKNOWN
    }

    /** Looks behind the last message; costs next to nothing. The caller keeps this from being closed. */
    public Outlook outlook() {
        return switch (window.look()) {
            case CycleWindow.NOTHING -> Outlook.NOTHING;
            case CycleWindow.DOCUMENT ->
                UnsafeMemory.unsafeGetInt(window.address() + RecordLayout.KIND) == WHOLE
                        ? Outlook.MESSAGE
                        : Outlook.UNKNOWN;
            default -> Outlook.UNKNOWN;
        };
    }

    /**
     * Goes to the next complete message and does not look at its payload.
     *
     * @return false if there is none yet
     */
    public boolean skip() {
        return next(null);
    }

    private boolean advance(MessageBuffer into) {
        while (true) {
            DocumentContext document = tailer.readingDocument();
            if (!document.isPresent()) {
                return false;
            }
            try {
                Bytes<?> bytes = document.wire().bytes();
                readHeader(bytes, document.index());
                if (kind == RecordLayout.WHOLE) {
                    found(document.index(), (int) bytes.readRemaining());
                    wire = document.wire();
                    if (into != null) {
                        copyWhole(bytes, into);
                    }
                    return true;
                }
            } finally {
                document.close();
            }
            if (kind == RecordLayout.LAST && pending != NONE) {
                found(pending, total);
                if (into != null) {
                    assemble(into);
                }
                return true;
            }
        }
    }

    private void found(long at, int bytes) {
        pending = NONE;
        index = at;
        length = bytes;
        sequence = headSequence;
        position = headPosition;
        timestampNs = headTimestampNs;
        producer = headProducer;
    }

    private void readHeader(Bytes<?> bytes, long at) {
        if (bytes.readRemaining() < RecordLayout.HEADER_LENGTH) {
            throw damaged(at, "bytes=" + bytes.readRemaining());
        }
        headTimestampNs = bytes.readLong();
        headSequence = bytes.readLong();
        headPosition = bytes.readLong();
        headProducer = bytes.readInt();
        int word = bytes.readInt();
        bytes.readSkip(Integer.BYTES);
        kind = (byte) word;
        int version = word >> 8 & 0xFF;
        if (version != RecordLayout.CURRENT_VERSION) {
            throw new ObjectVersionException(
                    "message of an unknown layout: " + directory + " index=" + Long.toHexString(at) + " found="
                            + version + ", known=" + RecordLayout.CURRENT_VERSION + ". Read it with a newer Parley");
        }
        if (kind == RecordLayout.FIRST) {
            pending = at;
            total = bytes.readRemaining() < Integer.BYTES ? -1 : bytes.readInt();
            if (total < 0 || total > RecordLayout.MAX_LENGTH) {
                throw damaged(at, "total=" + total);
            }
        } else if (kind < RecordLayout.WHOLE || kind > RecordLayout.LAST) {
            throw damaged(at, "kind=" + kind);
        }
    }

    private ObjectCorruptException damaged(long at, String found) {
        return new ObjectCorruptException("not a message of Parley: " + directory + " index=" + Long.toHexString(at)
                + " " + found + ". Somebody else appended to it, or the file is damaged");
    }

    private ObjectCorruptException unreadable(Exception cause) {
        return new ObjectCorruptException(
                "cannot read the log: " + directory + " behind index=" + Long.toHexString(tailer.index()) + " reason="
                        + cause + ". Restore it from a copy",
                cause);
    }

    private static void copyWhole(Bytes<?> bytes, MessageBuffer into) {
        int length = (int) bytes.readRemaining();
        into.reset();
        into.ensureCapacity(length);
        bytes.read(into.array(), 0, length);
        into.setLength(length);
    }

    private void assemble(MessageBuffer into) {
        into.reset();
        into.ensureCapacity(total);
        if (!tailer.moveToIndex(index)) {
            throw damaged(index, "fragments=gone");
        }
        int done = 0;
        do {
            DocumentContext document = tailer.readingDocument();
            try {
                if (!document.isPresent()) {
                    throw damaged(index, "fragments=gone");
                }
                Bytes<?> bytes = document.wire().bytes();
                readHeader(bytes, document.index());
                int length = (int) bytes.readRemaining();
                if (length > total - done) {
                    throw damaged(index, "total=" + total + " bytes=" + (done + length));
                }
                bytes.read(into.array(), done, length);
                done += length;
            } finally {
                document.close();
            }
        } while (kind != RecordLayout.LAST);
        pending = NONE;
        if (done != total) {
            throw damaged(index, "total=" + total + " bytes=" + done);
        }
        into.setLength(total);
    }

    /**
     * Goes to a message, so that {@link #next} returns it.
     *
     * @param target its index
     * @return false if no complete message starts there; the cursor stays where it was
     */
    @Override
    public boolean moveTo(long target) {
        if (target < 0) {
            return false;
        }
        gate.enter();
        boolean interrupted = Thread.interrupted();
        if (!goToTheStartIfBehind()) {
            leaveWindow();
        }
        long back = pending != NONE ? pending : tailer.index();
        try {
            long known = index;
            pending = NONE;
            if (tailer.moveToIndex(target) && advance(null) && index == target && tailer.moveToIndex(target)) {
                return true;
            }
            index = known;
            pending = NONE;
            tailer.moveToIndex(back);
            return false;
        } finally {
            gate.exit();
            Sheltered.restore(interrupted);
        }
    }

    /**
     * Goes to the first message from a time on. If the machine's clock was set back there may be several places where
     * the times pass it: this is one of them, always the same.
     *
     * @param epochNs its time or a later one
     * @return false if there is none yet; the cursor is at the end then
     */
    @Override
    public boolean moveToTime(long epochNs) {
        return moveToFirst(RecordLayout.TIMESTAMP, epochNs);
    }

    /**
     * Goes to the message with a number, or to the first one behind it if that is gone.
     *
     * @param number the least number wanted
     * @return false if there is none yet; the cursor is at the end then
     */
    @Override
    public boolean moveToSequence(long number) {
        return moveToFirst(RecordLayout.SEQUENCE, number);
    }

    private boolean moveToFirst(int field, long target) {
        gate.enter();
        boolean interrupted = Thread.interrupted();
        try {
            forgetPlace();
            return moveToFirst(field, target, log.firstCycle());
        } catch (ParleyException e) {
            throw e;
        } catch (Exception e) {
            throw unreadable(e);
        } finally {
            gate.exit();
            Sheltered.restore(interrupted);
        }
    }

    private boolean moveToFirst(int field, long target, int firstCycle) {
        long found;
        try {
            found = seek.find(tailer, field, target, firstCycle);
        } catch (IllegalStateException e) {
            if (log.firstCycle() == firstCycle) {
                throw e;
            }
            // Files were deleted while it was looking.
            return moveToFirst(field, target, log.firstCycle());
        }
        if (found == LogSeek.NONE) {
            tailer.toEnd();
            return false;
        }
        return tailer.moveToIndex(found);
    }

    /**
     * Goes to the first message of a cycle.
     *
     * @param cycle its number
     * @return false if it has none, or is gone
     */
    public boolean toCycle(int cycle) {
        gate.enter();
        boolean interrupted = Thread.interrupted();
        try {
            forgetPlace();
            return tailer.moveToIndex(log.startOf(cycle));
        } finally {
            gate.exit();
            Sheltered.restore(interrupted);
        }
    }

    /** Goes to the first message there still is. */
    @Override
    public void toStart() {
        gate.enter();
        boolean interrupted = Thread.interrupted();
        try {
            forgetPlace();
            goToStart();
        } finally {
            gate.exit();
            Sheltered.restore(interrupted);
        }
    }

    /** The number of the message last returned. */
    @Override
    public long sequence() {
        return sequence;
    }

    /** How many payload bytes of other messages lie before the message last returned. */
    public long position() {
        return position;
    }

    /** Payload bytes of the message last returned. */
    public int length() {
        return length;
    }

    /** When the message last returned was appended, in epoch ns. */
    @Override
    public long timestampNs() {
        return timestampNs;
    }

    /** Who appended the message last returned. */
    public int producer() {
        return producer;
    }

    /** The index of the message last returned. */
    @Override
    public long index() {
        return index;
    }

    /** Gives the mapped memory back, waiting for the call under way. */
    @Override
    public void close() {
        if (gate.close()) {
            boolean interrupted = Thread.interrupted();
            try {
                reader.close();
                window.close();
                tailer.close();
                log.closed(this);
            } finally {
                Sheltered.restore(interrupted);
            }
        }
    }

    @Override
    public String toString() {
        return "LogCursor{" + directory + ", index=" + Long.toHexString(index) + ", sequence=" + sequence + "}";
    }
}
