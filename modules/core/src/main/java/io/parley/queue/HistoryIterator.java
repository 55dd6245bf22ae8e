package io.parley.queue;

import io.parley.internal.chronicle.LogCursor;
import io.parley.internal.memory.MessageBuffer;
import io.parley.internal.queue.LogReaders;
import java.lang.ref.Cleaner;
import java.lang.ref.Reference;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.LongSupplier;

/**
 * Walks a queue's log without consuming, up to the newest counted message. Gives its cursor back at the end, or when
 * the garbage collector finds that nobody will get there.
 */
final class HistoryIterator<E> implements Iterator<QueueEntry<E>>, AutoCloseable {
    private static final Cleaner CLEANER = Cleaner.create();

    private final LogCursor cursor;
    private final LogReaders.Pin pin;
    private final Cleaner.Cleanable cleanable;
    private final LongSupplier appended;
    private final Decoder<E> decoder;
    private final MessageBuffer buffer = new MessageBuffer();
    private boolean ready;
    private boolean closed;

    /** Turns bytes into a message; the index is for its error message. */
    interface Decoder<E> {
        E decode(MessageBuffer bytes, long index);
    }

    /** The pin keeps what is to be read from being deleted; null if it need not be. */
    HistoryIterator(LogCursor cursor, LogReaders.Pin pin, LongSupplier appended, Decoder<E> decoder) {
        this.cursor = cursor;
        this.pin = pin;
        this.cleanable = CLEANER.register(this, () -> release(cursor, pin));
        this.appended = appended;
        this.decoder = decoder;
    }

    private static void release(LogCursor cursor, LogReaders.Pin pin) {
        cursor.close();
        if (pin != null) {
            pin.close();
        }
    }

    boolean moveTo(long index) {
        return cursor.moveTo(index);
    }

    /** Goes to the message with this sequence, or to the first one behind it. */
    void skipTo(long sequence) {
        cursor.moveToSequence(sequence);
    }

    @Override
    public boolean hasNext() {
        try {
            if (!ready && !closed) {
                ready = cursor.next(buffer) && cursor.sequence() < appended.getAsLong();
                if (!ready) {
                    close();
                }
            }
            return ready;
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    @Override
    public QueueEntry<E> next() {
        if (!hasNext()) {
            throw new NoSuchElementException("no more messages");
        }
        ready = false;
        if (pin != null) {
            pin.moveTo(cursor.sequence());
        }
        long index = cursor.index();
        return new QueueEntry<>(index, cursor.sequence(), cursor.timestampNs(), decoder.decode(buffer, index));
    }

    @Override
    public void close() {
        closed = true;
        cleanable.clean();
    }
}
