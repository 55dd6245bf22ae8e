package io.parley.queue;

import io.parley.internal.os.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * What of a queue's or an archive's history to replay, and how fast. Consumes nothing and disturbs nobody.
 *
 * <p>By default: everything, up to the message that is the newest when the replay gets there, as fast as possible. Two
 * replays of the same history deliver the same entries in the same order and show their handlers the same times.
 *
 * <p>From inclusive, to exclusive, so that replays of adjacent ranges fit together. Times are those of the appends; if
 * the machine's clock was set back between two of its starts, several places in the log may pass a time, and a replay
 * begins at one of them, always the same.
 *
 * <p><b>Threading:</b> immutable; any thread. <b>Blocking, allocation, failure:</b> see {@link ReplaySession}.
 * <b>Differs from Python:</b> a {@code Queue} has no history.
 *
 * @param <E> the message type
 */
public final class Replay<E> {
    private final ReplaySource.Opener<E> opener;
    private final Clock clock;
    private ReplaySource.Position from = ReplaySource.Position.START;
    private ReplaySource.Position to = ReplaySource.Position.END;
    private boolean follows;
    private Predicate<? super QueueEntry<E>> filter = entry -> true;
    private double speed;
    private Consumer<? super Damage> onDamage;

    Replay(ReplaySource.Opener<E> opener, Clock clock) {
        this.opener = opener;
        this.clock = clock;
    }

    private Replay<E> with(Consumer<Replay<E>> change) {
        Replay<E> copy = new Replay<>(opener, clock);
        copy.from = from;
        copy.to = to;
        copy.follows = follows;
        copy.filter = filter;
        copy.speed = speed;
        copy.onDamage = onDamage;
        change.accept(copy);
        return copy;
    }

    /**
     * Several replays as one, by time. Of entries of the same time, those of the replay named first come first; those
     * of one replay stay in their order. Each replay keeps its range and its filter; speed, and whether to follow the
     * queues, are the merged one's. While it follows, what is appended to two queues within microseconds is delivered
     * in the order in which it is seen.
     *
     * @param <E> what all messages are; {@link #map} makes them so
     * @param replays at least one
     * @return a replay of all
     */
    @SafeVarargs
    public static <E> Replay<E> merge(Replay<? extends E>... replays) {
        if (replays.length == 0) {
            throw new IllegalArgumentException("nothing to merge. Name at least one replay");
        }
        List<Replay<? extends E>> parts = new ArrayList<>();
        for (Replay<? extends E> replay : replays) {
            parts.add(replay);
        }
        return new Replay<>(onDamage -> mergedSource(parts, onDamage), parts.get(0).clock);
    }

    private static <E> ReplaySource<E> mergedSource(
            List<Replay<? extends E>> parts, Consumer<? super Damage> onDamage) {
        List<ReplaySource<? extends E>> sources = new ArrayList<>();
        try {
            for (Replay<? extends E> part : parts) {
                sources.add(part.source(onDamage));
            }
            return new MergedSource<>(sources);
        } catch (RuntimeException e) {
            sources.forEach(ReplaySource::close);
            throw e;
        }
    }

    /**
     * Begins at a message.
     *
     * @param index a {@link QueueEntry#index()} or {@link Claim#index()}
     * @return a copy
     */
    public Replay<E> fromIndex(long index) {
        return from(ReplaySource.Kind.INDEX, index);
    }

    /**
     * Begins at a message, or at the first one behind it.
     *
     * @param sequence a {@link QueueEntry#sequence()}
     * @return a copy
     */
    public Replay<E> fromSequence(long sequence) {
        return from(ReplaySource.Kind.SEQUENCE, sequence);
    }

    /**
     * Begins at the first message of a time or later.
     *
     * @param time the least time
     * @return a copy
     */
    public Replay<E> fromTime(Instant time) {
        return from(ReplaySource.Kind.TIME, ReplaySource.Position.nanos(time));
    }

    /**
     * Begins at the first message there still is. The default.
     *
     * @return a copy
     */
    public Replay<E> fromStart() {
        return with(copy -> copy.from = ReplaySource.Position.START);
    }

    /**
     * Begins behind the newest message; makes sense with {@link #live()}.
     *
     * @return a copy
     */
    public Replay<E> fromNow() {
        return with(copy -> copy.from = ReplaySource.Position.NOW);
    }

    private Replay<E> from(ReplaySource.Kind kind, long value) {
        return with(copy -> copy.from = new ReplaySource.Position(kind, value));
    }

    /**
     * Ends before a message.
     *
     * @param index a {@link QueueEntry#index()}
     * @return a copy
     */
    public Replay<E> toIndex(long index) {
        return to(ReplaySource.Kind.INDEX, index);
    }

    /**
     * Ends before a message.
     *
     * @param sequence a {@link QueueEntry#sequence()}
     * @return a copy
     */
    public Replay<E> toSequence(long sequence) {
        return to(ReplaySource.Kind.SEQUENCE, sequence);
    }

    /**
     * Ends before the first message of a time or later.
     *
     * @param time the first time not wanted
     * @return a copy
     */
    public Replay<E> toTime(Instant time) {
        return to(ReplaySource.Kind.TIME, ReplaySource.Position.nanos(time));
    }

    /**
     * Ends behind the message that is the newest when the replay gets there. The default.
     *
     * @return a copy
     */
    public Replay<E> toEnd() {
        return with(copy -> {
            copy.to = ReplaySource.Position.END;
            copy.follows = false;
        });
    }

    /**
     * Follows the queue: waits for more at its end, up to where the replay should end, or the queue is closed for
     * writing, or the session is closed. An archive can be followed while somebody records it.
     *
     * @return a copy
     */
    public Replay<E> live() {
        return with(copy -> copy.follows = true);
    }

    private Replay<E> to(ReplaySource.Kind kind, long value) {
        return with(copy -> copy.to = new ReplaySource.Position(kind, value));
    }

    /**
     * Delivers only what passes a test, and what passed earlier ones.
     *
     * @param test asked once for each entry, in order
     * @return a copy
     */
    public Replay<E> filter(Predicate<? super QueueEntry<E>> test) {
        return with(copy -> copy.filter = entry -> filter.test(entry) && test.test(entry));
    }

    /**
     * Delivers something else instead of each message, at the same place and time.
     *
     * @param <R> what
     * @param function makes it; asked once for each entry that passes the filters so far
     * @return a replay with this one's range, filter and speed
     */
    public <R> Replay<R> map(Function<? super E, ? extends R> function) {
        Replay<R> mapped = new Replay<>(damage -> new MappedSource<E, R>(source(damage), function), clock);
        mapped.follows = follows;
        mapped.speed = speed;
        return mapped;
    }

    /**
     * Delivers messages at the pace at which they came, or a multiple of it. A handler that takes longer than the next
     * message leaves it is caught up with: the pace does not drift.
     *
     * @param factor 1 for the original pace, 10 for ten times as fast, 0.5 for half
     * @return a copy
     */
    public Replay<E> speed(double factor) {
        if (!(factor > 0) || Double.isInfinite(factor)) {
            throw new IllegalArgumentException(
                    "no such speed: " + factor + ". Give a positive factor, or use asFastAsPossible()");
        }
        return with(copy -> copy.speed = factor);
    }

    /**
     * Delivers messages without waiting for their times. The default.
     *
     * @return a copy
     */
    public Replay<E> asFastAsPossible() {
        return with(copy -> copy.speed = 0);
    }

    /**
     * Checks the checksum of every message. Reads the log's files as they lie there and not by way of Chronicle; going
     * to a place in the middle of a file then reads everything before it. At a damage, the session throws
     * {@link io.parley.ObjectCorruptException} with file and offset; its next call goes on behind it.
     *
     * @return a copy
     */
    public Replay<E> verify() {
        return skipDamage(ReplaySource::refuse);
    }

    /**
     * Checks the checksum of every message, as {@link #verify()} does, and goes on behind each damage. Indexes of
     * entries behind a damage in the same file are −1.
     *
     * @param handler told of each damage, before the next entry, in the session's thread
     * @return a copy
     */
    public Replay<E> skipDamage(Consumer<? super Damage> handler) {
        return with(copy -> copy.onDamage = handler);
    }

    /**
     * Replays in the calling thread, up to the end.
     *
     * @param handler gets every entry, and the time in the replay
     * @return how many entries there were
     * @throws InterruptedException if the thread is interrupted while it waits
     * @throws IllegalArgumentException if the replay should begin at an index that no message has
     * @throws io.parley.CodecException if a message cannot be decoded
     * @throws io.parley.ObjectCorruptException if the log is damaged
     */
    public long run(BiConsumer<? super QueueEntry<E>, ? super ReplayClock> handler) throws InterruptedException {
        try (ReplaySession<E> session = open(handler)) {
            return session.run();
        }
    }

    /**
     * Opens a session, which delivers nothing until it is run or stepped.
     *
     * @param handler gets every entry, and the time in the replay
     * @return the session, to close
     */
    public ReplaySession<E> open(BiConsumer<? super QueueEntry<E>, ? super ReplayClock> handler) {
        return open(handler, clock, (changed, ns) -> changed.await(ns, TimeUnit.NANOSECONDS));
    }

    /** With a test's clock. */
    ReplaySession<E> open(
            BiConsumer<? super QueueEntry<E>, ? super ReplayClock> handler, Clock real, ReplaySession.Sleep sleep) {
        return new ReplaySession<>(source(null), handler, speed, follows, real, sleep);
    }

    private ReplaySource<E> source(Consumer<? super Damage> fallback) {
        Consumer<? super Damage> told = onDamage == null ? fallback : onDamage;
        return new RangeSource<>(opener.open(told), from, to, filter);
    }
}
