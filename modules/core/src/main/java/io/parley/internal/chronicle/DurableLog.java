package io.parley.internal.chronicle;

import io.parley.DomainFullException;
import io.parley.ParleyException;
import io.parley.internal.os.Clock;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.queue.ExcerptTailer;
import net.openhft.chronicle.queue.RollCycle;
import net.openhft.chronicle.queue.TailerDirection;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;
import net.openhft.chronicle.wire.DocumentContext;

/**
 * One Chronicle Queue on disk, made safe against appenders that die.
 *
 * <p>Appending is serialised by the caller's crash-safe lock, which takes the place of Chronicle's own: whoever takes
 * it over from a dead owner calls {@link #recover} before anything else. Cursors read without any lock.
 *
 * <p><b>Threading:</b> {@link #open}, {@link #append}, {@link #recover} and {@link #end} by whoever holds the append
 * lock, whichever thread; the rest by anybody. <b>Allocation:</b> none in {@link #append}, except when another block is
 * mapped or a cycle ends. <b>Interruption:</b> no call is affected by it, and all keep the flag.
 */
public final class DurableLog implements AutoCloseable {
    private final Config config;
    private final LogFiles files;
    private final SingleChronicleQueue queue;
    private final SharedWords words;
    private final LogAppender appender;
    private final Gate gate;
    private final Set<LogCursor> cursors = new LinkedHashSet<>();

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
        return Sheltered.call(() -> {
            ChronicleSetup.run();
            return new DurableLog(config);
        });
    }

    private DurableLog(Config config) {
        this.config = config;
        gate = new Gate("log " + config.directory());
        RollCycle rollCycle = LogOpening.rollCycle(config.rollCycle());
        LogClock clock = new LogClock(config.clock());
        files = new LogFiles(config.directory(), rollCycle, config.blockSizeBytes());
        queue = LogOpening.open(config.directory(), files, clock);
        boolean opened = false;
        try {
            words = new SharedWords(queue.metaStore(), config.blockSizeBytes());
            LogOpening.requireSame(config.directory(), "roll cycle", queue.rollCycle(), rollCycle);
            LogOpening.requireSame(config.directory(), "block size", words.blockSize(), (long) config.blockSizeBytes());
            appender = new LogAppender(queue, files, clock, words);
            opened = true;
        } catch (ParleyException e) {
            throw e;
        } catch (Exception e) {
            throw LogOpening.corrupt(config.directory(), "its last cycle cannot be read: " + e, e);
        } finally {
            if (!opened) {
                queue.close();
            }
        }
    }

    /**
     * Appends a message. The caller holds the append lock.
     *
     * @param sequence the message's number; all its fragments carry it. An append that died before its last fragment
     *     did not happen: the next one takes its number
     * @param position how many payload bytes of other messages come before it
     * @param timestampNs its time
     * @param producer who appends it
     * @param payload contains the message
     * @param offset its first byte
     * @param length its length, at most 512 MiB
     * @return the index under which it can be read
     * @throws DomainFullException if there is no room for it; nothing was appended
     */
    public long append(
            long sequence, long position, long timestampNs, int producer, byte[] payload, int offset, int length) {
        int documents = appender.documents(length);
        Objects.checkFromIndexSize(offset, length, payload.length);
        gate.enter();
        // Chronicle gives up, and channels of the JDK close, when they meet an interrupted thread: so they do not.
        boolean interrupted = Thread.currentThread().isInterrupted() && Thread.interrupted();
        try {
            return appender.append(documents, sequence, position, timestampNs, producer, payload, offset, length);
        } finally {
            gate.exit();
            Sheltered.restore(interrupted);
        }
    }

    /**
     * Puts the log in order after the owner of the append lock died; the caller has taken the lock over. Cheap, and
     * harmless if nothing is wrong.
     */
    public void recover() {
        gate.enter();
        boolean interrupted = Thread.interrupted();
        try {
            appender.repair();
        } finally {
            gate.exit();
            Sheltered.restore(interrupted);
        }
    }

    /**
     * Where the log ends.
     *
     * @param sequence number of the last complete message, -1 if there is none
     * @param position payload bytes of all messages up to it
     */
    public record End(long sequence, long position) {}

    /**
     * The end of the log; slow. The caller holds the append lock.
     *
     * @return the last complete message
     */
    public End end() {
        gate.enter();
        boolean interrupted = Thread.interrupted();
        try (ExcerptTailer tailer = queue.createTailer()) {
            tailer.direction(TailerDirection.BACKWARD).toEnd();
            boolean complete = false;
            while (true) {
                try (DocumentContext document = tailer.readingDocument()) {
                    if (!document.isPresent()) {
                        return new End(-1, 0);
                    }
                    Bytes<?> bytes = document.wire().bytes();
                    long at = bytes.readPosition();
                    byte kind = bytes.readByte(at + RecordLayout.KIND);
                    long sequence = bytes.readLong(at + RecordLayout.SEQUENCE);
                    long position = bytes.readLong(at + RecordLayout.POSITION);
                    if (kind == RecordLayout.WHOLE) {
                        return new End(sequence, position + bytes.readRemaining() - RecordLayout.HEADER_LENGTH);
                    }
                    if (kind == RecordLayout.FIRST && complete) {
                        return new End(sequence, position + bytes.readInt(at + RecordLayout.TOTAL_LENGTH));
                    }
                    complete |= kind == RecordLayout.LAST;
                }
            }
        } finally {
            gate.exit();
            Sheltered.restore(interrupted);
        }
    }

    /**
     * The log's cycle files, for {@link LogHistory}. Needs no lock.
     *
     * @return what is there now, oldest first
     */
    public List<CycleFile> cycleFiles() {
        return CycleFiles.in(config.directory(), queue.rollCycle(), queue.epoch());
    }

    /**
     * The cycle files of a log that need not be open, nor be in a state in which it can be opened.
     *
     * @param directory where they lie
     * @param rollCycle the name of the log's roll cycle
     * @return what is there now, oldest first
     */
    public static List<CycleFile> cycleFiles(Path directory, String rollCycle) {
        return Sheltered.call(() -> {
            ChronicleSetup.run();
            return CycleFiles.in(directory, LogOpening.rollCycle(rollCycle), 0);
        });
    }

    /** Returns when everything this process has appended is on disk. Needs no lock. */
    public void sync() {
        boolean interrupted = Thread.interrupted();
        try {
            files.sync();
        } finally {
            Sheltered.restore(interrupted);
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
                LogCursor cursor = new LogCursor(this, config.directory(), queue.createTailer(), new LogSeek(queue));
                cursors.add(cursor);
                return cursor;
            }
        } finally {
            Sheltered.restore(interrupted);
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
                appender.close();
                words.close();
                queue.close();
            }
        } finally {
            Sheltered.restore(interrupted);
        }
    }

    @Override
    public String toString() {
        return "DurableLog{" + config.directory() + ", " + config.rollCycle() + (gate.isClosed() ? ", closed" : "")
                + "}";
    }
}
