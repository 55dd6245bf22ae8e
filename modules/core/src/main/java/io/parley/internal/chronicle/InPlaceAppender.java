package io.parley.internal.chronicle;

import io.parley.MessageEncoder;
import io.parley.internal.crash.Failpoint;
import net.openhft.chronicle.core.UnsafeMemory;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;
import net.openhft.chronicle.wire.Wire;

/**
 * Puts whole messages behind the last document without asking Chronicle, most of the time. Used under the append lock,
 * which makes Chronicle's own lock superfluous.
 *
 * <p>What Chronicle does besides writing the document is to remember where the last one is, and to enter every
 * so-many-th into its index. Both are left to it: every sixteenth message, and all that it would enter, go its way.
 * Until then it looks behind the place that it remembers, as it does after the death of an appender.
 */
final class InPlaceAppender {
    /** So many documents at most are behind the place that Chronicle remembers. */
    private static final int PERIOD = 16;
    /** If others appended more than that, Chronicle finds the end sooner. */
    private static final int FAR = 64;

    private final CycleWindow window = new CycleWindow();
    private final DocumentWriter writer = new DocumentWriter();
    private final RecordChecksum checksum = new RecordChecksum();
    /** What was encoded in its place is summed up here. */
    private byte[] copy = new byte[256];

    private final Reservation reservation;
    private final long mask;
    /** Chronicle looks no farther than a block behind the place that it remembers. */
    private final long reach;

    /** Where a cycle ends; Chronicle's way leads to the next one. */
    private final long rollAt;

    private long remembered;
    /** The last document that this object put there was the last of the file then. */
    private boolean wasLast;
    /** Nobody else can have appended since. */
    private boolean undisturbed;

    InPlaceAppender(Reservation reservation, SingleChronicleQueue queue, long rollBytes) {
        this.reservation = reservation;
        this.mask = Math.min(PERIOD, queue.rollCycle().defaultIndexSpacing()) - 1L;
        this.reach = queue.blockSize() / 2;
        this.rollAt = rollBytes > 0 ? rollBytes : Long.MAX_VALUE;
    }

    /** Chronicle has appended a document that ends there. */
    void open(Wire wire, long end, long nextIndex) {
        window.open(wire, end, nextIndex);
        remembered = end;
        wasLast = false; // Chronicle may have put metadata behind it
    }

    /** Chronicle is about to move. */
    void close() {
        window.close();
    }

    /** Whether nobody else can have appended, or ended the cycle, since this was called before. */
    void setUndisturbed(boolean sure) {
        undisturbed = sure;
        wasLast &= sure; // what others did stays behind the last document, however quiet it is from then on
    }

    /** Appends a message and returns its index; negative if that has to be done by Chronicle. */
    long append(long sequence, long position, long timestampNs, int producer, byte[] payload, int offset, int length) {
        if (!hasRoom(RecordLayout.HEADER_LENGTH + length)) {
            return -1;
        }
        long at = window.address();
        writeHeader(at, sequence, position, timestampNs, producer);
        writeSum(at, sequence, position, timestampNs, producer, payload, offset, length);
        boolean complete = false;
        try {
            copy(payload, offset, at + RecordLayout.HEADER_LENGTH, length);
            complete = true;
        } finally {
            if (!complete) {
                window.clear(RecordLayout.HEADER_LENGTH + length);
            }
        }
        wasLast = true;
        return window.commit(RecordLayout.HEADER_LENGTH + length);
    }

    private static void copy(byte[] payload, int offset, long to, int length) {
        int half = Failpoint.ENABLED ? length / 2 : 0;
        if (Failpoint.ENABLED) {
            Copy.fromHeap(payload, offset, to, half);
            Failpoint.APPEND_IN_PLACE.hit();
        }
        Copy.fromHeap(payload, offset + half, to + half, length - half);
    }

    /** The same, of a message that is made in its place; returns how long it became. */
    <A> int append(
            long sequence,
            long position,
            long timestampNs,
            int producer,
            int maxLength,
            A source,
            MessageEncoder<? super A> encoder) {
        if (!hasRoom(RecordLayout.HEADER_LENGTH + maxLength)) {
            return -1;
        }
        long at = window.address();
        writeHeader(at, sequence, position, timestampNs, producer);
        writer.open(at + RecordLayout.HEADER_LENGTH, maxLength);
        boolean complete = false;
        try {
            encoder.encode(source, writer);
            sumInPlace(at, sequence, position, timestampNs, producer, writer.length());
            Failpoint.APPEND_IN_PLACE.hit();
            complete = true;
        } finally {
            writer.close();
            if (!complete) {
                window.clear(RecordLayout.HEADER_LENGTH + writer.length());
            }
        }
        wasLast = true;
        window.commit(RecordLayout.HEADER_LENGTH + writer.length());
        return writer.length();
    }

    /** The JDK sums up only what lies on the heap without allocating. */
    private void sumInPlace(long at, long sequence, long position, long timestampNs, int producer, int length) {
        if (copy.length < length) {
            copy = new byte[Math.max(length, 2 * copy.length)];
        }
        Copy.toHeap(at + RecordLayout.HEADER_LENGTH, copy, 0, length);
        writeSum(at, sequence, position, timestampNs, producer, copy, 0, length);
    }

    /**
     * Does not look whether something is behind the last document if nothing can be: that word is where consumers look
     * all the time, and to load it would take as long as to hand a message over.
     */
    private boolean hasRoom(int length) {
        return (undisturbed && wasLast || isAtEnd())
                && (window.index() & mask) != 0
                && window.position() + length - remembered < reach
                && window.position() < rollAt
                && window.fits(length)
                && reservation.covers(window.position(), CycleWindow.HEADER_LENGTH + length);
    }

    /** Goes over what others appended. */
    private boolean isAtEnd() {
        for (int passed = 0; passed <= FAR; passed++) {
            int found = window.look();
            if (found != CycleWindow.DOCUMENT) {
                return found == CycleWindow.NOTHING && window.isClear();
            }
            window.pass();
        }
        window.close();
        return false;
    }

    private static void writeHeader(long at, long sequence, long position, long timestampNs, int producer) {
        UnsafeMemory.unsafePutLong(at + RecordLayout.TIMESTAMP, timestampNs);
        UnsafeMemory.unsafePutLong(at + RecordLayout.SEQUENCE, sequence);
        UnsafeMemory.unsafePutLong(at + RecordLayout.POSITION, position);
        UnsafeMemory.unsafePutInt(at + RecordLayout.PRODUCER, producer);
        UnsafeMemory.unsafePutInt(at + RecordLayout.KIND, RecordLayout.kindWord(RecordLayout.WHOLE));
    }

    private void writeSum(
            long at,
            long sequence,
            long position,
            long timestampNs,
            int producer,
            byte[] payload,
            int offset,
            int length) {
        int kindWord = RecordLayout.kindWord(RecordLayout.WHOLE);
        int sum = checksum.of(timestampNs, sequence, position, producer, kindWord, 0, payload, offset, length);
        UnsafeMemory.unsafePutInt(at + RecordLayout.CHECKSUM, sum);
    }
}
