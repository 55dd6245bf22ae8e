package io.parley.internal.chronicle;

import io.parley.Clock;
import io.parley.DomainAccessException;
import io.parley.DomainFullException;
import io.parley.ObjectCorruptException;
import io.parley.ObjectMismatchException;
import io.parley.internal.crash.Failpoint;
import io.parley.internal.memory.FileFailures;
import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.bytes.MappedBytes;
import net.openhft.chronicle.queue.ExcerptAppender;
import net.openhft.chronicle.queue.ExcerptTailer;
import net.openhft.chronicle.queue.RollCycle;
import net.openhft.chronicle.queue.RollCycles;
import net.openhft.chronicle.queue.TailerDirection;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;
import net.openhft.chronicle.wire.DocumentContext;
import net.openhft.chronicle.wire.WriteAfterEOFException;

/**
 * One Chronicle Queue on disk, made safe against appenders that die.
 *
 * <p>Appending is serialised by the caller's crash-safe lock, which takes the place of Chronicle's own: whoever takes it
 * over from a dead owner calls {@link #recover} before anything else. Cursors read without any lock.
 *
 * <p><b>Threading:</b> {@link #append}, {@link #recover}, {@link #sync} and {@link #lastSequence} by whoever holds the
 * append lock, {@link #open} likewise; the rest by anybody. <b>Allocation:</b> none in {@link #append}, except when a cycle
 * ends. <b>Interruption:</b> no call is affected by it, and all keep the flag.
 */
public final class DurableLog implements AutoCloseable {
    /** Header, padding and alignment of a document, generously. */
    private static final int DOCUMENT_OVERHEAD = 40;
    /** Behind the last document: the next one's header, an end mark. */
    private static final int SLACK = 1024;

    /** Chronicle's word for "no cycle file". */
    private static final int NO_CYCLE = Integer.MIN_VALUE;

    private final Config config;
    private final LogFiles files;
    private final LogClock clock;
    private final SingleChronicleQueue queue;
    private final RollCycle rollCycle;
    private final SharedWords words;
    private final Reservation reservation;
    private final int documentLength;
    private final Gate gate;
    private final Set<LogCursor> cursors = new LinkedHashSet<>();
    private final Set<File> unsynced = new LinkedHashSet<>();
    private ExcerptAppender appender;
    private long rollAtMs = Long.MIN_VALUE;
    /** An append of this process failed half-way: what Chronicle's appender remembers cannot be trusted. */
    private boolean suspect;

    /**
     * Where and how.
     *
     * @param directory holds the log's files; created if missing
     * @param rollCycle the name of one of Chronicle's roll cycles, for example {@code FAST_DAILY}
     * @param blockSizeBytes how much is mapped at once; a quarter of it bounds a document
     * @param clock decides when a cycle ends
     */
    public record Config(Path directory, String rollCycle, int blockSizeBytes, Clock clock) {}

    /**
     * Opens a log, creating it if there is none. The caller holds the append lock.
     *
     * @param config where and how
     * @return the log
     */
    public static DurableLog open(Config config) {
        boolean interrupted = Thread.interrupted();
        try {
            ChronicleSetup.run();
            return new DurableLog(config);
        } finally {
            restore(interrupted);
        }
    }

    private DurableLog(Config config) {
        this.config = config;
        gate = new Gate("log " + config.directory());
        rollCycle = rollCycle(config.rollCycle());
        clock = new LogClock(config.clock());
        files = new LogFiles(config.directory(), rollCycle, config.blockSizeBytes());
        files.prepare(clock);
        queue = queue();
        boolean opened = false;
        try {
            words = new SharedWords(queue.metaStore(), config.blockSizeBytes());
            requireSame("roll cycle", queue.rollCycle(), rollCycle);
            requireSame("block size", words.blockSize(), (long) config.blockSizeBytes());
            long index = LogFiles.indexLength(rollCycle);
            reservation = new Reservation(words.reserved, index + SLACK);
            documentLength = (int) Math.max(queue.overlapSize() - index - SLACK, queue.overlapSize() / 4);
            // Nobody has said that the last appender ended well.
            words.unlock();
            reservation.forget();
            appender = newAppender();
            if (queue.lastCycle() == NO_CYCLE) {
                // Cursors poll an empty file much faster than no file.
                clock.hold();
                roll();
                clock.release();
            }
            opened = true;
        } finally {
            if (!opened) {
                queue.close();
            }
        }
    }

    private SingleChronicleQueue queue() {
        SingleChronicleQueue opened;
        try {
            opened = files.queue(clock);
        } catch (RuntimeException e) {
            throw corrupt("Chronicle cannot read it: " + e.getMessage(), e);
        }
        if (opened.metaStore().readOnly()) {
            opened.close();
            if (!Files.isWritable(config.directory())) {
                throw new DomainAccessException("cannot write the log: " + config.directory() + " user="
                        + System.getProperty("user.name") + ". Run as the owner, or create the domain with group access");
            }
            throw corrupt("its metadata is unreadable", null);
        }
        return opened;
    }

    private ObjectCorruptException corrupt(String why, Throwable cause) {
        return new ObjectCorruptException(
                "log is damaged: " + config.directory() + "; " + why + ". Restore it from a copy, or delete it", cause);
    }

    private void requireSame(String what, Object found, Object expected) {
        if (!found.equals(expected)) {
            throw new ObjectMismatchException("log has another " + what + ": " + config.directory() + " found=" + found
                    + ", expected=" + expected + ". Open it with what it has, or choose another name");
        }
    }

    private static RollCycle rollCycle(String name) {
        for (RollCycle candidate : RollCycles.all()) {
            if (candidate.toString().equals(name)) {
                return candidate;
            }
        }
        throw new IllegalArgumentException("no such roll cycle: '" + name + "'. FAST_DAILY and FAST_HOURLY are usual");
    }

    private ExcerptAppender newAppender() {
        ExcerptAppender created = queue.createAppender();
        created.singleThreadedCheckDisabled(true);
        return created;
    }

    /**
     * Appends a message. The caller holds the append lock.
     *
     * @param sequence the message's number; a message that did not get its last fragment has to be repeated or voided by
     *     appending another
     * @param timestampNs its time
     * @param producer who appends it
     * @param payload contains the message
     * @param offset its first byte
     * @param length its length, at most 512 MiB
     * @return the index under which it can be read
     * @throws DomainFullException if there is no room for it; nothing was appended
     */
    public long append(long sequence, long timestampNs, int producer, byte[] payload, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, payload.length);
        int documents = documents(length);
        gate.enter();
        boolean interrupted = Thread.currentThread().isInterrupted() && Thread.interrupted();
        try {
            if (suspect) {
                repair();
            }
            suspect = true;
            long index;
            do {
                if (clock.hold() >= rollAtMs) {
                    roll();
                }
                index = write(documents, sequence, timestampNs, producer, payload, offset, length);
            } while (index < 0);
            suspect = false;
            return index;
        } catch (DomainFullException e) {
            suspect = false;
            throw e;
        } finally {
            clock.release();
            gate.exit();
            restore(interrupted);
        }
    }

    private int documents(int length) {
        if (length <= documentLength - RecordLayout.HEADER_LENGTH) {
            return 1;
        }
        int room = documentLength - RecordLayout.HEADER_LENGTH;
        int behindFirst = length - (documentLength - RecordLayout.FIRST_HEADER_LENGTH);
        int documents = 1 + (behindFirst + room - 1) / room;
        if (length > RecordLayout.MAX_LENGTH || documents > rollCycle.maxMessagesPerCycle()) {
            throw new IllegalArgumentException("message too large for the log: " + config.directory() + " bytes=" + length
                    + ", allowed=" + RecordLayout.MAX_LENGTH + " and " + rollCycle.maxMessagesPerCycle() + " documents of "
                    + room + ". Split it");
        }
        return documents;
    }

    /* Negative: not in this cycle, try the next. */
    private long write(int documents, long sequence, long timestampNs, int producer, byte[] payload, int offset, int length) {
        DocumentContext document;
        try {
            document = appender.writingDocument();
        } catch (WriteAfterEOFException e) {
            // Another process's clock is ahead of ours, and it has ended our cycle.
            queue.refreshDirectoryListing();
            leaveCycle(Math.max(queue.lastCycle(), queue.cycle() + 1));
            return -1;
        }
        boolean complete = false;
        try {
            long index = document.index();
            if (rollCycle.toSequenceNumber(index) + documents > rollCycle.maxMessagesPerCycle()) {
                leaveCycle(queue.cycle() + 1);
                return -1;
            }
            MappedBytes bytes = (MappedBytes) document.wire().bytes();
            reservation.ensure(bytes, length + (long) documents * DOCUMENT_OVERHEAD);
            if (documents == 1) {
                writeHeader(bytes, sequence, timestampNs, producer, RecordLayout.WHOLE);
                writePayload(bytes, payload, offset, length);
            } else {
                writeHeader(bytes, sequence, timestampNs, producer, RecordLayout.FIRST);
                bytes.writeInt(length);
                writePayload(bytes, payload, offset, documentLength - RecordLayout.FIRST_HEADER_LENGTH);
            }
            complete = true;
            document.close();
            if (documents > 1) {
                int done = documentLength - RecordLayout.FIRST_HEADER_LENGTH;
                writeRest(sequence, timestampNs, producer, payload, offset + done, length - done);
            }
            return index;
        } finally {
            if (!complete) {
                document.rollbackOnClose();
                document.close();
            }
        }
    }

    private void writeRest(long sequence, long timestampNs, int producer, byte[] payload, int offset, int length) {
        int room = documentLength - RecordLayout.HEADER_LENGTH;
        for (int done = 0; done < length; done += room) {
            Failpoint.APPEND_BETWEEN_FRAGMENTS.hit();
            boolean last = length - done <= room;
            DocumentContext document = appender.writingDocument();
            boolean complete = false;
            try {
                Bytes<?> bytes = document.wire().bytes();
                writeHeader(bytes, sequence, timestampNs, producer, last ? RecordLayout.LAST : RecordLayout.MIDDLE);
                writePayload(bytes, payload, offset + done, Math.min(room, length - done));
                complete = true;
            } finally {
                if (!complete) {
                    document.rollbackOnClose();
                }
                document.close();
            }
        }
    }

    private static void writeHeader(Bytes<?> bytes, long sequence, long timestampNs, int producer, byte kind) {
        bytes.writeLong(timestampNs);
        bytes.writeLong(sequence);
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
        File old = appender.currentFile();
        if (old != null) {
            unsynced.add(old);
        }
        queue.refreshDirectoryListing();
        clock.notBefore(rollCycle, queue.epoch(), queue.lastCycle());
        clock.hold();
        int cycle = queue.cycle();
        int newest = queue.lastCycle();
        if (cycle != newest) {
            reservation.forget();
            if (newest != NO_CYCLE) {
                files.end(queue, newest);
            }
            files.create(cycle, queue.epoch());
            queue.refreshDirectoryListing();
        }
        rollAtMs = LogClock.startOf(rollCycle, queue.epoch(), cycle + 1L);
    }

    /**
     * Puts the log in order after the owner of the append lock died; the caller has taken the lock over. Cheap, and
     * harmless if nothing is wrong.
     */
    public void recover() {
        gate.enter();
        boolean interrupted = Thread.interrupted();
        try {
            repair();
        } finally {
            gate.exit();
            restore(interrupted);
        }
    }

    private void repair() {
        words.unlock();
        reservation.forget();
        files.sweep();
        queue.refreshDirectoryListing();
        rollAtMs = Long.MIN_VALUE;
        if (suspect) {
            appender.rollbackIfNotComplete();
            appender.close();
            words.unlock();
            appender = newAppender();
            suspect = false;
        }
    }

    /**
     * The number of the last complete message; slow. The caller holds the append lock.
     *
     * @return its sequence, or -1 if there is no message
     */
    public long lastSequence() {
        gate.enter();
        boolean interrupted = Thread.interrupted();
        try (ExcerptTailer tailer = queue.createTailer()) {
            tailer.direction(TailerDirection.BACKWARD).toEnd();
            while (true) {
                try (DocumentContext document = tailer.readingDocument()) {
                    if (!document.isPresent()) {
                        return -1;
                    }
                    Bytes<?> bytes = document.wire().bytes();
                    byte kind = bytes.readByte(bytes.readPosition() + RecordLayout.KIND);
                    if (kind == RecordLayout.WHOLE || kind == RecordLayout.LAST) {
                        return bytes.readLong(bytes.readPosition() + RecordLayout.SEQUENCE);
                    }
                }
            }
        } finally {
            gate.exit();
            restore(interrupted);
        }
    }

    /** Returns when what this process appended is on disk, and what others appended to the current cycle. */
    public void sync() {
        gate.enter();
        boolean interrupted = Thread.interrupted();
        try {
            File current = appender.currentFile();
            if (current != null) {
                unsynced.add(current);
            }
            for (File file : unsynced) {
                try (RandomAccessFile raw = new RandomAccessFile(file, "rw")) {
                    raw.getFD().sync();
                }
            }
            unsynced.clear();
            try (FileChannel names = FileChannel.open(config.directory(), StandardOpenOption.READ)) {
                names.force(true);
            }
        } catch (IOException e) {
            throw FileFailures.explain("write the log to disk", config.directory(), e);
        } finally {
            gate.exit();
            restore(interrupted);
        }
    }

    /**
     * Creates a cursor at the first message.
     *
     * @return the cursor; whoever uses it closes it
     */
    public LogCursor cursor() {
        boolean interrupted = Thread.interrupted();
        try {
            synchronized (cursors) {
                if (gate.isClosed()) {
                    throw new IllegalStateException("log " + config.directory() + " is closed");
                }
                LogCursor cursor = new LogCursor(this, config.directory(), queue.createTailer());
                cursors.add(cursor);
                return cursor;
            }
        } finally {
            restore(interrupted);
        }
    }

    void closed(LogCursor cursor) {
        synchronized (cursors) {
            cursors.remove(cursor);
        }
    }

    /** Closes the log and its cursors, waiting for the calls under way. Deletes nothing. */
    @Override
    public void close() {
        if (!gate.close()) {
            return;
        }
        boolean interrupted = Thread.interrupted();
        try {
            synchronized (cursors) {
                Set.copyOf(cursors).forEach(LogCursor::close);
            }
            appender.close();
            words.close();
            queue.close();
        } finally {
            restore(interrupted);
        }
    }

    /* Chronicle gives up, and JDK channels close, when they meet an interrupted thread: so they never do. */
    static void restore(boolean interrupted) {
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public String toString() {
        return "DurableLog{" + config.directory() + ", " + config.rollCycle() + ", cursors=" + cursors.size()
                + (gate.isClosed() ? ", closed" : "") + "}";
    }
}
