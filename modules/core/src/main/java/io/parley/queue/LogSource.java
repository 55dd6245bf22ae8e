package io.parley.queue;

import io.parley.internal.chronicle.LogWalk;
import io.parley.internal.memory.MessageBuffer;
import io.parley.internal.queue.LogReaders;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/** Entries of one log. */
final class LogSource<E> implements ReplaySource<E> {
    /** A reader may have to look again where one file ends and the next begins. */
    private static final int LOOKS = 100;

    private final LogWalk walk;
    private final LogReaders.Pin pin;
    private final LongSupplier counter;
    private final BooleanSupplier closed;
    private final HistoryIterator.Decoder<E> decoder;
    private final MessageBuffer buffer = new MessageBuffer();
    private long counted;
    /** Number of the next message if it is known. */
    private long expected = -1;

    private boolean ended;
    /** A message was read that its producer has not counted yet. */
    private boolean early;

    /**
     * @param pin keeps from being deleted what was not read yet; null if nobody deletes
     * @param counter how many messages there are
     * @param closed whether there will be no more
     */
    LogSource(
            LogWalk walk,
            LogReaders.Pin pin,
            LongSupplier counter,
            BooleanSupplier closed,
            HistoryIterator.Decoder<E> decoder) {
        this.walk = walk;
        this.pin = pin;
        this.counter = counter;
        this.closed = closed;
        this.decoder = decoder;
    }

    @Override
    public void seek(Position position) {
        early = false;
        ended = false;
        expected = -1;
        switch (position.kind()) {
            case START -> walk.toStart();
            case NOW -> {
                expected = counter.getAsLong();
                walk.moveToSequence(expected);
            }
            case SEQUENCE -> walk.moveToSequence(position.value());
            case TIME -> walk.moveToTime(position.value());
            case INDEX -> {
                if (!walk.moveTo(position.value())) {
                    throw new IllegalArgumentException("no message at index 0x" + Long.toHexString(position.value())
                            + " in " + walk + ". Indexes come from QueueEntry.index() and Claim.index()");
                }
            }
            case END -> throw new AssertionError(position);
        }
    }

    @Override
    public QueueEntry<E> next() {
        // Asked first: what was appended before the queue was closed is there.
        boolean last = closed.getAsBoolean();
        if (!early && !read()) {
            ended = last;
            return null;
        }
        early = walk.sequence() >= counted && walk.sequence() >= count();
        if (early) {
            return null;
        }
        expected = walk.sequence() + 1;
        if (pin != null) {
            pin.moveTo(walk.sequence());
        }
        long index = walk.index();
        return new QueueEntry<>(index, walk.sequence(), walk.timestampNs(), decoder.decode(buffer, index));
    }

    private boolean read() {
        for (int look = 0; look < LOOKS; look++) {
            if (walk.next(buffer)) {
                return true;
            }
            if (expected < 0 || counted == Long.MAX_VALUE || expected >= count()) {
                return false;
            }
            Thread.yield();
        }
        return false;
    }

    private long count() {
        counted = counter.getAsLong();
        return counted;
    }

    @Override
    public boolean isEnded() {
        return ended;
    }

    @Override
    public void close() {
        walk.close();
        if (pin != null) {
            pin.close();
        }
    }
}
