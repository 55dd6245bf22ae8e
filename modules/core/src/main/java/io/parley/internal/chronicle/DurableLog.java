package io.parley.internal.chronicle;

import io.parley.DomainFullException;
import io.parley.MessageEncoder;
import io.parley.ParleyException;
import io.parley.internal.crash.Failpoint;
import io.parley.internal.os.Clock;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
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
     * @param rollBytes a cycle ends when its file is that long; 0: when its time is over
     * @param clock decides when a cycle's time is over
     */
    public record Config(Path directory, String rollCycle, int blockSizeBytes, long rollBytes, Clock clock) {
        /** Cycles end by time only. */
        public Config(Path directory, String rollCycle, int blockSizeBytes, Clock clock) {
            this(directory, rollCycle, blockSizeBytes, 0, clock);
        }
    }

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
        SharedWords shared = null;
        boolean opened = false;
        try {
            shared = new SharedWords(queue.metaStore(), config.blockSizeBytes());
            words = shared;
            LogOpening.requireSame(config.directory(), "roll cycle", queue.rollCycle(), rollCycle);
            LogOpening.requireSame(config.directory(), "block size", words.blockSize(), (long) config.blockSizeBytes());
            appender = new LogAppender(queue, files, clock, words, config.rollBytes());
            opened = true;
        } catch (ParleyException e) {
            throw e;
        } catch (Exception e) {
            throw LogOpening.corrupt(config.directory(), "its last cycle cannot be read: " + e, e);
        } finally {
            if (!opened) {
                if (shared != null) {
                    // They would keep the metadata mapped, and a deleted file's blocks in use.
                    shared.close();
                }
                queue.close();
            }
        }
    }

    /** Whether there was no log before this one was opened. */
    public boolean isNew() {
        return appender.isNew;
    }

    /**
     * Says whether nobody else can have appended, or tried to, since this was called before. The caller holds the
     * append lock, and whether it held it last is what it knows.
     */
    public void setUndisturbed(boolean sure) {
        appender.setUndisturbed(sure);
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
        long nowNs = config.clock().epochNs();
        return append(nowNs, sequence, position, timestampNs, producer, payload, offset, length);
    }

    /**
     * The same, of a message whose time is now.
     *
     * @param nowNs what the log's clock said a moment ago
     */
    public long appendNow(
            long sequence, long position, long nowNs, int producer, byte[] payload, int offset, int length) {
        return append(nowNs, sequence, position, nowNs, producer, payload, offset, length);
    }

    private long append(
            long nowNs,
            long sequence,
            long position,
            long timestampNs,
            int producer,
            byte[] payload,
            int offset,
            int length) {
        int documents = appender.documents(length);
        Objects.checkFromIndexSize(offset, length, payload.length);
        requireOpen();
        if (documents == 1 && appender.isQuick(nowNs)) {
            long index = appender.appendInPlace(sequence, position, timestampNs, producer, payload, offset, length);
            if (index >= 0) {
                return index;
            }
        }
        return appendByChronicle(documents, nowNs, sequence, position, timestampNs, producer, payload, offset, length);
    }

    private long appendByChronicle(
            int documents,
            long nowNs,
            long sequence,
            long position,
            long timestampNs,
            int producer,
            byte[] payload,
            int offset,
            int length) {
        // Chronicle gives up, and channels of the JDK close, when they meet an interrupted thread: so they do not.
        boolean interrupted = Thread.currentThread().isInterrupted() && Thread.interrupted();
        try {
            return appender.append(
                    documents, nowNs, sequence, position, timestampNs, producer, payload, offset, length);
        } finally {
            Sheltered.restore(interrupted);
        }
    }

    /**
     * Appends a message that is made in its place. The caller holds the append lock.
     *
     * @param <A> what it is made from
     * @param sequence as in {@link #append}
     * @param position as in {@link #append}
     * @param nowNs what the log's clock said a moment ago, and the message's time
     * @param producer as in {@link #append}
     * @param maxLength the most it can become
     * @param source handed to the encoder
     * @param encoder writes it; what it throws reaches the caller, and nothing was appended
     * @return how long it became; negative if it cannot be made in its place now, and nothing was appended
     */
    public <A> int appendInPlace(
            long sequence,
            long position,
            long nowNs,
            int producer,
            int maxLength,
            A source,
            MessageEncoder<? super A> encoder) {
        requireOpen();
        return maxLength <= appender.room() && appender.isQuick(nowNs)
                ? appender.appendInPlace(sequence, position, nowNs, producer, maxLength, source, encoder)
                : -1;
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
        return CycleFiles.of(cycles(), queue.rollCycle());
    }

    /**
     * The cycle files of a log that need not be open, nor be in a state in which it can be opened. Those that somebody
     * is about to delete are among them.
     *
     * @param directory where they lie
     * @param rollCycle the name of the log's roll cycle
     * @return what is there now, oldest first
     */
    public static List<CycleFile> cycleFiles(Path directory, String rollCycle) {
        return Sheltered.call(() -> {
            ChronicleSetup.run();
            RollCycle cycle = LogOpening.rollCycle(rollCycle);
            return CycleFiles.of(new LogFiles(directory, cycle, 0).cycles(0), cycle);
        });
    }

    /** Whether an append of this handle ended a cycle since this was last asked; by whoever appends. */
    public boolean takeRolled() {
        boolean rolled = appender.hasRolled;
        if (rolled) {
            appender.hasRolled = false;
        }
        return rolled;
    }

    /** The number of the cycle at which the log begins; the least int as long as nothing was removed. */
    int firstCycle() {
        return words.firstCycle();
    }

    /** The index of the first document of a cycle. */
    long startOf(int cycle) {
        return queue.rollCycle().toIndex(cycle, 0);
    }

    /** Makes this process see which files there are. */
    void refresh() {
        queue.refreshDirectoryListing();
    }

    /**
     * The cycle files from which the log consists, without those that {@link #removeBefore} was about to delete.
     *
     * @return by the numbers of their cycles, oldest first
     */
    public SortedMap<Integer, Path> cycles() {
        synchronized (cursors) {
            requireOpen();
            return files.cycles(queue.epoch()).tailMap(firstCycle());
        }
    }

    private void requireOpen() {
        if (gate.isClosed()) {
            throw new IllegalStateException("log " + config.directory() + " is closed");
        }
    }

    /**
     * Lets the log begin at a cycle and deletes the files of earlier ones, also those that somebody left who died here.
     * One process at a time. Cursors in those files, of any process, go on at the new beginning once they have read
     * what they have mapped.
     *
     * @param cycle one that has a message, or the least int: then only what is left is deleted
     */
    public void removeBefore(int cycle) {
        boolean interrupted = Thread.interrupted();
        try {
            synchronized (cursors) {
                requireOpen();
                remove(cycle);
            }
        } finally {
            Sheltered.restore(interrupted);
        }
    }

    private void remove(int cycle) {
        if (cycle > words.firstCycle()) {
            words.setFirstCycle(cycle);
            Failpoint.RETENTION_BEFORE_DELETE.hit();
        }
        SortedMap<Integer, Path> gone = files.cycles(queue.epoch()).headMap(words.firstCycle());
        for (Path file : gone.values()) {
            files.delete(file);
            Failpoint.RETENTION_BETWEEN_FILES.hit();
        }
        if (!gone.isEmpty()) {
            queue.refreshDirectoryListing();
        }
    }

    /**
     * Returns when everything that was appended is on disk. Needs no lock.
     *
     * @throws io.parley.NotDurableException if the disk refused, now or in an earlier call
     */
    public void sync() {
        boolean interrupted = Thread.interrupted();
        try {
            files.sync().all();
        } finally {
            Sheltered.restore(interrupted);
        }
    }

    /**
     * Returns when everything that was appended through this object is on disk, and whatever is before it. Needs no
     * lock.
     *
     * @throws io.parley.NotDurableException if the disk refused, now or in an earlier call
     */
    public void syncOwn() {
        boolean interrupted = Thread.currentThread().isInterrupted() && Thread.interrupted();
        try {
            files.sync().own();
        } finally {
            Sheltered.restore(interrupted);
        }
    }

    /**
     * What is appended from now on is to be put on disk by {@link #syncOwn}; puts on disk what is there. Needs no lock.
     *
     * @throws io.parley.NotDurableException if the disk refused
     */
    public void keepOnDisk() {
        boolean interrupted = Thread.interrupted();
        try {
            files.sync().keep();
        } finally {
            Sheltered.restore(interrupted);
        }
    }

    /** Throws {@link io.parley.NotDurableException} if the disk refused before. */
    public void requireSound() {
        files.sync().requireSound();
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
                requireOpen();
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

    /**
     * Closes the log and its cursors, waiting for the calls under way but appends, which spare themselves an atomic
     * instruction by it: the caller sees to it that none is under way. Deletes nothing.
     */
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
                files.sync().release();
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
