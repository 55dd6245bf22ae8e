package io.parley.queue;

import io.parley.ObjectCorruptException;
import java.time.Instant;
import java.util.function.Consumer;

/** Where a replay gets its entries from. One thread at a time. */
interface ReplaySource<E> extends AutoCloseable {
    /** A place to read from. */
    record Position(Kind kind, long value) {
        static final Position START = new Position(Kind.START, 0);
        static final Position NOW = new Position(Kind.NOW, 0);
        static final Position END = new Position(Kind.END, 0);

        static Position time(Instant time) {
            return new Position(Kind.TIME, nanos(time));
        }

        static long nanos(Instant time) {
            return Math.addExact(Math.multiplyExact(time.getEpochSecond(), 1_000_000_000L), time.getNano());
        }
    }

    /** What a position says. */
    enum Kind {
        /** The first message, or what each of several sources calls its beginning. */
        START,
        /** Behind the newest message. */
        NOW,
        /** Behind every message there will be. */
        END,
        /** A message's index. */
        INDEX,
        /** A message's number. */
        SEQUENCE,
        /** A time, epoch ns. */
        TIME
    }

    /** Opens a source; whoever does closes it. */
    @FunctionalInterface
    interface Opener<E> {
        /** Checks every byte if {@code onDamage} is not null, and tells it of damage. */
        ReplaySource<E> open(Consumer<? super Damage> onDamage);
    }

    /** For who wants to be told by an exception. */
    static void refuse(Damage damage) {
        throw new ObjectCorruptException("log is damaged: " + damage
                + ". Restore the file from a copy, or read on behind the damage with Replay.skipDamage");
    }

    /** Goes there. */
    void seek(Position position);

    /** The next entry; null if there is none now. */
    QueueEntry<E> next();

    /** Whether there will be none any more; asked after {@link #next} said null. */
    boolean isEnded();

    @Override
    void close();
}
