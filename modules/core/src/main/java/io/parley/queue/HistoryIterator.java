package io.parley.queue;

import io.parley.internal.chronicle.LogCursor;
import io.parley.internal.memory.MessageBuffer;
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

    HistoryIterator(LogCursor cursor, LongSupplier appended, Decoder<E> decoder) {
        this.cursor = cursor;
        this.cleanable = CLEANER.register(this, cursor::close);
        this.appended = appended;
        this.decoder = decoder;
    }

    boolean moveTo(long index) {
        return cursor.moveTo(index);
    }

    /** Goes to the message with this sequence; the hint is the index of one that may be near. */
    void skipTo(long sequence, long indexHint) {
        long next = 0;
        if (sequence > 0
                && indexHint != 0
                && cursor.moveTo(indexHint)
                && cursor.skip()
                && cursor.sequence() < sequence) {
            next = cursor.sequence() + 1;
        } else {
            cursor.toStart();
        }
        while (next < sequence && cursor.skip()) {
            next = cursor.sequence() + 1;
        }
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
        long index = cursor.index();
        return new QueueEntry<>(index, cursor.sequence(), cursor.timestampNs(), decoder.decode(buffer, index));
    }

    @Override
    public void close() {
        closed = true;
        cleanable.clean();
    }
}
