package io.parley.internal.chronicle;

import io.parley.DomainFullException;
import io.parley.MessageEncoder;
import io.parley.internal.crash.Failpoint;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.bytes.MappedBytes;
import net.openhft.chronicle.queue.ExcerptAppender;
import net.openhft.chronicle.queue.RollCycle;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;
import net.openhft.chronicle.wire.DocumentContext;
import net.openhft.chronicle.wire.WriteAfterEOFException;

/**
 * Writes messages into the newest cycle file, and takes care that there is one. Used under the append lock.
 *
 * <p>What can be half done when an appender dies, and what becomes of it: a document without its header — never seen,
 * and cleared by {@link Reservation}. A document with its header, but not counted in Chronicle's write position —
 * Chronicle looks behind that position. A missing entry of the sparse index — Chronicle scans from the one before. An
 * index array without its header — like a document; with it, but not linked — skipped. Fragments without the last —
 * void. A cycle file — it has another name until it is complete ({@link LogFiles}). Chronicle's writer lock —
 * {@link SharedWords#unlock}.
 */
final class LogAppender {
    /** Header, padding and alignment of a document, generously. */
    private static final int DOCUMENT_OVERHEAD = 40;
    /** Behind the last document: the next one's header, an end mark. */
    private static final int SLACK = 1024;
    /** Chronicle's word for "no cycle file". */
    private static final int NO_CYCLE = Integer.MIN_VALUE;

    private final SingleChronicleQueue queue;
    private final RollCycle rollCycle;
    private final LogFiles files;
    private final LogClock clock;
    private final SharedWords words;
    private final Reservation reservation;
    private final InPlaceAppender inPlace;
    private final int documentLength;
    private final RecordChecksum checksum = new RecordChecksum();
    /** There was no cycle file: nobody has appended anything. */
    final boolean isNew;
    /** A cycle ended since somebody set this to false. */
    boolean hasRolled;
    /** A cycle ends when its file is that long; 0: when its time is over. */
    private final long rollBytes;

    private ExcerptAppender appender;
    private long rollAtMs = Long.MIN_VALUE;
    /** An append of this process failed half-way: what Chronicle's appender remembers cannot be trusted. */
    private boolean suspect;
    /** A document was rolled back. Chronicle's appender then stands where it last wrote, if in another file. */
    private boolean isLost;

    LogAppender(SingleChronicleQueue queue, LogFiles files, LogClock clock, SharedWords words, long rollBytes) {
        this.queue = queue;
        this.rollBytes = rollBytes;
        this.files = files;
        this.clock = clock;
        this.words = words;
        rollCycle = queue.rollCycle();
        long trailer = CycleHead.indexLength(rollCycle) + SLACK;
        reservation = new Reservation(words.reserved, trailer);
        inPlace = new InPlaceAppender(reservation, queue, rollBytes);
        documentLength = (int) Math.max(queue.overlapSize() - trailer, queue.overlapSize() / 4);
        words.unlock();
        appender = newAppender();
        isNew = queue.lastCycle() == NO_CYCLE;
        if (isNew) {
            // Cursors poll an empty file much faster than no file.
            try {
                clock.hold();
                roll();
            } finally {
                clock.release();
            }
        }
    }

    private ExcerptAppender newAppender() {
        ExcerptAppender created = queue.createAppender();
        created.singleThreadedCheckDisabled(true);
        return created;
    }

    /** The longest message that fits into one document. */
    int room() {
        return documentLength - RecordLayout.HEADER_LENGTH;
    }

    /** How many documents a message takes. */
    int documents(int length) {
        int room = room();
        if (length <= room) {
            return 1;
        }
        int behindFirst = length - (documentLength - RecordLayout.FIRST_HEADER_LENGTH);
        int documents = 1 + (behindFirst + room - 1) / room;
        if (length > RecordLayout.MAX_LENGTH || documents > rollCycle.maxMessagesPerCycle()) {
            throw new IllegalArgumentException(
                    "message too large: bytes=" + length + ", allowed=" + RecordLayout.MAX_LENGTH + " in "
                            + rollCycle.maxMessagesPerCycle() + " documents of " + room + ". Split it");
        }
        return documents;
    }

    /** Whether Chronicle may be left out now. */
    boolean isQuick(long nowNs) {
        return !suspect && LogClock.isBefore(nowNs, rollAtMs);
    }

    /** Whether nobody else can have appended since this was called before. */
    void setUndisturbed(boolean sure) {
        inPlace.setUndisturbed(sure);
    }

    /** Appends a message that fits into a document without Chronicle; negative if that cannot be. */
    long appendInPlace(
            long sequence, long position, long timestampNs, int producer, byte[] payload, int offset, int length) {
        return inPlace.append(sequence, position, timestampNs, producer, payload, offset, length);
    }

    /** The same, of a message that is made in its place; returns how long it became. */
    <A> int appendInPlace(
            long sequence,
            long position,
            long timestampNs,
            int producer,
            int maxLength,
            A source,
            MessageEncoder<? super A> encoder) {
        return inPlace.append(sequence, position, timestampNs, producer, maxLength, source, encoder);
    }

    /** Appends a message and returns the index of its first document. */
    long append(
            int documents,
            long nowNs,
            long sequence,
            long position,
            long timestampNs,
            int producer,
            byte[] payload,
            int offset,
            int length) {
        if (suspect) {
            repair();
        }
        suspect = true;
        inPlace.close();
        try {
            long index;
            do {
                if (clock.hold(nowNs) >= rollAtMs) {
                    roll();
                }
                index = tryAppend(documents, sequence, position, timestampNs, producer, payload, offset, length);
            } while (index < 0);
            suspect = false;
            return index;
        } catch (DomainFullException e) {
            // Found before anything was written.
            suspect = false;
            throw e;
        } finally {
            clock.release();
        }
    }

    /* Negative: not in this cycle, try the next. */
    private long tryAppend(
            int documents,
            long sequence,
            long position,
            long timestampNs,
            int producer,
            byte[] payload,
            int offset,
            int length) {
        DocumentContext document;
        try {
            document = appender.writingDocument();
        } catch (WriteAfterEOFException e) {
            // Another process's clock is ahead of ours, and it has ended our cycle.
            queue.refreshDirectoryListing();
            leaveCycle(Math.max(queue.lastCycle(), queue.cycle() + 1));
            return -1;
        }
        long index = document.index();
        int first = documents == 1 ? length : documentLength - RecordLayout.FIRST_HEADER_LENGTH;
        long end = 0;
        boolean complete = false;
        try {
            MappedBytes bytes = (MappedBytes) document.wire().bytes();
            if (isCycleOver(rollCycle.toSequenceNumber(index), documents, bytes.writePosition())) {
                leaveCycle(queue.cycle() + 1);
                return -1;
            }
            reservation.ensure(bytes, length + (long) documents * DOCUMENT_OVERHEAD);
            byte kind = documents == 1 ? RecordLayout.WHOLE : RecordLayout.FIRST;
            int total = documents == 1 ? 0 : length;
            writeHeader(bytes, sequence, position, timestampNs, producer, kind);
            bytes.writeInt(checksum.of(
                    timestampNs,
                    sequence,
                    position,
                    producer,
                    RecordLayout.kindWord(kind),
                    total,
                    payload,
                    offset,
                    first));
            if (documents > 1) {
                bytes.writeInt(total);
            }
            writePayload(bytes, payload, offset, first);
            end = bytes.writePosition();
            complete = true;
        } finally {
            if (!complete) {
                isLost = true;
                document.rollbackOnClose();
            }
            document.close();
        }
        if (documents > 1) {
            appendRest(sequence, position, timestampNs, producer, payload, offset + first, length - first);
        } else {
            inPlace.open(appender.wire(), end, index + 1);
        }
        return index;
    }

    private boolean isCycleOver(long first, int documents, long length) {
        return first + documents > rollCycle.maxMessagesPerCycle() || rollBytes > 0 && length >= rollBytes && first > 0;
    }

    private void appendRest(
            long sequence, long position, long timestampNs, int producer, byte[] payload, int offset, int length) {
        int room = documentLength - RecordLayout.HEADER_LENGTH;
        for (int done = 0; done < length; done += room) {
            Failpoint.APPEND_BETWEEN_FRAGMENTS.hit();
            boolean last = length - done <= room;
            DocumentContext document = appender.writingDocument();
            boolean complete = false;
            try {
                Bytes<?> bytes = document.wire().bytes();
                byte kind = last ? RecordLayout.LAST : RecordLayout.MIDDLE;
                int piece = Math.min(room, length - done);
                writeHeader(bytes, sequence, position, timestampNs, producer, kind);
                bytes.writeInt(checksum.of(
                        timestampNs,
                        sequence,
                        position,
                        producer,
                        RecordLayout.kindWord(kind),
                        0,
                        payload,
                        offset + done,
                        piece));
                writePayload(bytes, payload, offset + done, piece);
                complete = true;
            } finally {
                if (!complete) {
                    document.rollbackOnClose();
                }
                document.close();
            }
        }
    }

    private static void writeHeader(
            Bytes<?> bytes, long sequence, long position, long timestampNs, int producer, byte kind) {
        bytes.writeLong(timestampNs);
        bytes.writeLong(sequence);
        bytes.writeLong(position);
        bytes.writeInt(producer);
        bytes.writeInt(RecordLayout.kindWord(kind));
    }

    private static void writePayload(Bytes<?> bytes, byte[] payload, int offset, int length) {
        if (Failpoint.ENABLED) {
            int half = length / 2;
            bytes.write(payload, offset, half);
            Failpoint.APPEND_IN_DOCUMENT.hit();
            bytes.write(payload, offset + half, length - half);
        } else {
            bytes.write(payload, offset, length);
        }
    }

    private void leaveCycle(int next) {
        clock.notBefore(rollCycle, queue.epoch(), next);
        rollAtMs = Long.MIN_VALUE;
    }

    /* Makes sure that the file of the current cycle is there, so that Chronicle need not make it. */
    private void roll() {
        queue.refreshDirectoryListing();
        int newest = queue.lastCycle();
        clock.notBefore(rollCycle, queue.epoch(), newest);
        clock.hold();
        int cycle = queue.cycle();
        if (isLost) {
            // It would look for the end of its file at that place.
            renewAppender();
        }
        if (cycle != newest) {
            reservation.forget();
            if (newest != NO_CYCLE) {
                files.end(queue, newest);
                Failpoint.CYCLE_ENDED.hit();
            }
            files.create(cycle, queue.epoch());
            reservation.begin(files.headLength());
            queue.refreshDirectoryListing();
            hasRolled = newest != NO_CYCLE;
        }
        files.appending(cycle, queue.epoch());
        rollAtMs = LogClock.startOf(rollCycle, queue.epoch(), cycle + 1L);
    }

    /** Puts in order what an appender left that ended in the middle: another process, or this one by an exception. */
    void repair() {
        inPlace.close();
        words.unlock();
        reservation.forget();
        files.sweep();
        rollAtMs = Long.MIN_VALUE;
        if (suspect) {
            appender.rollbackIfNotComplete();
            renewAppender();
            suspect = false;
        }
    }

    private void renewAppender() {
        appender.close();
        words.unlock();
        appender = newAppender();
        isLost = false;
    }

    void close() {
        inPlace.close();
        appender.close();
    }
}
