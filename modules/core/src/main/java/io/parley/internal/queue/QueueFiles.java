package io.parley.internal.queue;

import io.parley.ForeignFileException;
import io.parley.ObjectVersionException;
import io.parley.internal.chronicle.CycleFile;
import io.parley.internal.chronicle.DurableLog;
import io.parley.internal.chronicle.LogDamage;
import io.parley.internal.chronicle.LogHistory;
import io.parley.internal.memory.FileFailures;
import io.parley.internal.memory.ObjectHeader;
import io.parley.internal.memory.ObjectKind;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/**
 * A queue as its files lie there, read without its domain: for queues that cannot be opened, and for copies of them.
 * Changes nothing.
 */
public final class QueueFiles {
    private final Path log;
    private final ByteBuffer state;

    /** Of a queue's directory. */
    public QueueFiles(Path directory) {
        log = directory.resolve(QueueLayout.LOG_DIRECTORY);
        Path file = directory.resolve(QueueLayout.STATE_FILE);
        byte[] bytes = new byte[QueueLayout.CLAIMS];
        try (RandomAccessFile raw = new RandomAccessFile(file.toFile(), "r")) {
            raw.readFully(bytes);
        } catch (IOException e) {
            throw FileFailures.explain("read the queue", file, e);
        }
        state = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        ObjectHeader.Fields header = ObjectHeader.decode(state);
        if (state.getLong(0) != ObjectHeader.MAGIC || header.kind() != ObjectKind.QUEUE.id()) {
            throw new ForeignFileException("not a queue: " + file + ". Give the directory of a queue, <name>.queue");
        }
        if (header.version() != ObjectHeader.VERSION) {
            throw new ObjectVersionException("queue of an unknown layout: " + file + " found=" + header.version()
                    + ", known=" + ObjectHeader.VERSION + ". Read it with the Parley that wrote it");
        }
    }

    /** Messages that were appended when this was created. */
    public long appended() {
        return state.getLong(QueueLayout.APPENDED);
    }

    /** The id of its codec. */
    public String codec() {
        return text(QueueLayout.CODEC_LENGTH, QueueLayout.CODEC_MAX);
    }

    private String text(int at, int most) {
        int length = Math.max(0, Math.min(most, state.getInt(at)));
        return new String(state.array(), at + Integer.BYTES, length, StandardCharsets.UTF_8);
    }

    /** Its cycle files, oldest first. */
    public List<CycleFile> cycleFiles() {
        return DurableLog.cycleFiles(log, text(QueueLayout.ROLL_CYCLE_LENGTH, QueueLayout.ROLL_CYCLE_MAX));
    }

    /** A walk over them. */
    public LogHistory history(Consumer<? super LogDamage> onDamage) {
        return new LogHistory(this::cycleFiles, this::appended, onDamage);
    }
}
