package io.parley.internal.queue;

import io.parley.DomainAccessException;
import io.parley.ObjectDeletedException;
import io.parley.internal.chronicle.LogDamage;
import io.parley.internal.chronicle.LogHistory;
import io.parley.internal.memory.Memory;
import io.parley.internal.memory.MessageBuffer;
import io.parley.internal.memory.ObjectGlance;
import io.parley.internal.memory.ObjectHeader;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * The messages of a durable queue, read from outside: by its files, opened for reading only. Takes no part in the
 * domain, is nobody's subscriber, and holds nothing that anybody waits for. So retention may delete what was not read
 * yet; the next message is the first that is left then, and the gap is told as a damage.
 *
 * <p>What a dead producer has appended and nobody counted yet is not seen until somebody does.
 *
 * <p><b>Threading:</b> one thread at a time. <b>Blocking:</b> none, but for the file system.
 */
public final class HistoryGlance implements AutoCloseable {
    /** Retention deletes one file after the other; who reads may come late several times. */
    private static final int LOOKS = 100;

    private final Path directory;
    private final QueueFiles files;
    private final Memory state;
    private final LogHistory history;

    /**
     * From the first message there still is.
     *
     * @param directory the queue's
     * @param onDamage told of what cannot be read
     */
    public HistoryGlance(Path directory, Consumer<? super LogDamage> onDamage) {
        this.directory = directory;
        this.files = new QueueFiles(directory);
        ObjectGlance glance = ObjectGlance.of(directory.resolve(QueueLayout.STATE_FILE));
        if (glance.verdict() != ObjectGlance.Verdict.READY) {
            throw new ObjectDeletedException(
                    "queue cannot be read: " + directory + " reason=" + glance.problem() + ". Look again");
        }
        this.state = glance.map();
        this.history = new LogHistory(files::cycleFiles, this::appended, onDamage);
    }

    /** The id of its codec. */
    public String codec() {
        return files.codec();
    }

    /** How many messages there were, ever. What was taken is in the log, if its producer did not get to count it. */
    public long appended() {
        return Math.max(state.getLongVolatile(QueueLayout.APPENDED), taken());
    }

    /** How many messages were taken or claimed, ever. */
    public long taken() {
        return QueueLayout.sequence(state.getLongVolatile(QueueLayout.CURSOR));
    }

    /** Whether no more messages will come. */
    public boolean isClosed() {
        return state.getIntVolatile(QueueLayout.CLOSED) != 0;
    }

    /** Goes to the next message; false if there is none yet. */
    public boolean next(MessageBuffer into) {
        return look(() -> history.next(into));
    }

    /** Goes to the first message with this number or a higher one; if there is none yet, to the end. */
    public void moveToSequence(long number) {
        look(() -> history.moveToSequence(number));
    }

    /** Goes to the first message of this time or a later one; if there is none yet, to the end. */
    public void moveToTime(long epochNs) {
        look(() -> history.moveToTime(epochNs));
    }

    /** Goes to the message with this index; false if there is none. */
    public boolean moveToIndex(long index) {
        return look(() -> history.moveTo(index));
    }

    private boolean look(BooleanSupplier action) {
        for (int look = 1; ; look++) {
            if (state.getIntVolatile(ObjectHeader.STATE) == ObjectHeader.DELETED) {
                throw new ObjectDeletedException("queue was deleted: " + directory + ". There is nothing left to read");
            }
            try {
                return action.getAsBoolean();
            } catch (DomainAccessException goneSinceItWasListed) {
                if (look == LOOKS) {
                    throw goneSinceItWasListed;
                }
            }
        }
    }

    /** The number of the message last read. */
    public long sequence() {
        return history.sequence();
    }

    /** When the message last read was appended, in epoch ns. */
    public long timestampNs() {
        return history.timestampNs();
    }

    /** The index of the message last read; negative if damage before it hides it. */
    public long index() {
        return history.index();
    }

    @Override
    public void close() {
        history.close();
    }
}
