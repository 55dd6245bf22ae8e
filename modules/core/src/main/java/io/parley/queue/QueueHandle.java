package io.parley.queue;

import io.parley.Codec;
import io.parley.DomainFullException;
import io.parley.Parley;
import io.parley.SharedObject;
import io.parley.Waitable;
import io.parley.internal.chronicle.LogDamage;
import io.parley.internal.chronicle.LogHistory;
import io.parley.internal.chronicle.LogWalk;
import io.parley.internal.domain.Address;
import io.parley.internal.domain.Addresses;
import io.parley.internal.domain.Domain;
import io.parley.internal.memory.MessageBuffer;
import io.parley.internal.observe.Counters;
import io.parley.internal.queue.DurableQueue;
import io.parley.internal.queue.LogReaders;
import io.parley.internal.queue.MessageCodec;
import io.parley.internal.queue.QueueLayout;
import io.parley.internal.queue.QueueReader;
import io.parley.internal.wait.WaitSource;
import io.parley.internal.wait.WaitSources;
import io.parley.observe.LatencyHistogram;
import java.nio.file.Path;
import java.util.AbstractQueue;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.function.Consumer;

/** The part of {@link SharedQueue} that consumes nothing: its life, its counters, its history. */
abstract class QueueHandle<E> extends AbstractQueue<E> implements BlockingQueue<E>, SharedObject, Waitable {
    static {
        Addresses.register(QueueHandle.class, handle -> handle.address());
        Counters.register(QueueHandle.class, QueueHandle::counters);
    }

    final Parley parley;
    final String name;
    final MessageCodec<E> codec;
    final Domain domain;
    final DurableQueue queue;
    private final Path directory;
    final QueueReader reader;
    final LatencyHistogram latency;
    private final WaitSource source;

    QueueHandle(Parley parley, String name, Codec<E> codec, QueueOptions options) {
        this.parley = parley;
        this.name = name;
        this.codec = new MessageCodec<>(codec.in(parley));
        this.domain = Domain.of(parley);
        this.queue = DurableQueue.open(domain, name, options.config().withCodec(codec.id()));
        this.directory = queue.file().path().getParent();
        try {
            this.reader = queue.reader();
            this.latency =
                    queue.hasLatency() ? LatencyHistogram.open(parley, path().resolve(QueueLayout.LATENCY_FILE)) : null;
        } catch (DomainFullException e) {
            queue.discard(domain);
            queue.close();
            throw e;
        } catch (RuntimeException e) {
            queue.close();
            throw e;
        }
        this.source = reader.source();
        WaitSources.register(this, source);
    }

    @SuppressWarnings("rawtypes") // the class of handles, whatever their messages are
    private static void counters(Counters.Table<QueueHandle> table) {
        table.count("appended", QueueHandle::appended)
                .count("appendedBytes", handle -> handle.queue.appendedBytes())
                .count("taken", QueueHandle::taken)
                .count("redelivered", QueueHandle::redelivered)
                .count("roomWaits", handle -> handle.queue.roomWaits())
                .count("recoveries", QueueHandle::recoveries)
                .gauge("acknowledged", handle -> handle.queue.acknowledged())
                .gauge("waiting", handle -> handle.queue.size())
                .gauge("claimed", QueueHandle::claimed)
                .gauge("capacity", handle -> handle.queue.capacity());
    }

    private Address address() {
        return new Address(
                domain,
                this,
                queue.file(),
                name,
                List.of(getClass().getSimpleName(), codec.id()),
                List.of(codec.codec()));
    }

    /** Whether {@code take} would not wait: there is a message, the end, or this handle is of no use any more. */
    @Override
    public boolean isReady() {
        return source.isTrue();
    }

    final E decode(MessageBuffer bytes, long index) {
        return codec.decode(bytes, directory, index);
    }

    /** Forces what this process appended so far to the disk; on tmpfs there is nothing to do. Takes 0.1 ms and more. */
    public void sync() {
        queue.sync();
    }

    /** Messages nobody took or claimed; a snapshot, in constant time. */
    @Override
    public int size() {
        return (int) Math.min(Integer.MAX_VALUE, queue.size());
    }

    /** How many messages fit now; {@link Integer#MAX_VALUE} if there is no bound. */
    @Override
    public int remainingCapacity() {
        long capacity = queue.capacity();
        return capacity == 0
                ? Integer.MAX_VALUE
                : (int) Math.max(0, Math.min(Integer.MAX_VALUE, capacity - queue.size()));
    }

    /**
     * How many messages were ever appended; the sequence of the next one.
     *
     * @return a snapshot
     */
    public long appended() {
        return queue.appended();
    }

    /**
     * How many messages were ever taken or claimed.
     *
     * @return a snapshot
     */
    public long taken() {
        return queue.taken();
    }

    /**
     * How many messages are claimed and not acknowledged.
     *
     * @return a snapshot
     */
    public int claimed() {
        return queue.inFlight();
    }

    /**
     * How often a message was handed out again, because its consumer died or gave it back.
     *
     * @return a count since the queue was created; too low by one for each consumer that died right then
     */
    public long redelivered() {
        return queue.redelivered();
    }

    /**
     * Who has which message, and which wait to be handed out again; for people.
     *
     * @return a snapshot, in the order of the queue
     */
    public List<ClaimInfo> claims() {
        return queue.held().stream().map(held -> ClaimInfo.of(domain, held)).toList();
    }

    /**
     * How often appending was taken over from a producer that died within {@code put}.
     *
     * @return a count since the queue was created
     */
    public long recoveries() {
        return queue.recoveries();
    }

    /**
     * The messages nobody took yet, oldest first, without consuming them; weakly consistent. {@code remove} is not
     * supported.
     */
    @Override
    public Iterator<E> iterator() {
        queue.file().requireNotDeleted();
        // What is not taken is not deleted, and what was taken meanwhile may be missing here.
        HistoryIterator<E> history = new HistoryIterator<>(queue.cursor(), null, queue::appended, this::decode);
        history.skipTo(queue.taken());
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return history.hasNext();
            }

            @Override
            public E next() {
                return history.next().message();
            }
        };
    }

    /**
     * Every message ever appended and still in the log, taken or not, oldest first, without consuming; ends at the
     * message that is the newest when it gets there. {@link Retention} deletes nothing that an iteration has not
     * reached, so go to the end, or use {@link #forEach}: one that was begun and forgotten keeps files until the
     * garbage collector finds it.
     *
     * @return entries to iterate over, any number of times
     */
    public Iterable<QueueEntry<E>> entries() {
        return this::history;
    }

    /**
     * Replays the log from a message on, without consuming, up to the newest message.
     *
     * @param fromIndex a {@link QueueEntry#index()} or {@link Claim#index()}; 0 for the start
     * @param handler gets every entry, in order, in this thread
     * @return how many entries there were
     * @throws IllegalArgumentException if no message has that index
     */
    public long forEach(long fromIndex, Consumer<? super QueueEntry<E>> handler) {
        try (HistoryIterator<E> history = history()) {
            if (fromIndex != 0 && !history.moveTo(fromIndex)) {
                throw new IllegalArgumentException(
                        "no message at index 0x" + Long.toHexString(fromIndex) + " in " + this
                                + ". Indexes come from QueueEntry.index() and Claim.index(); retention may have deleted it");
            }
            long count = 0;
            for (; history.hasNext(); count++) {
                handler.accept(history.next());
            }
            return count;
        }
    }

    /**
     * What this queue's history can be replayed by: from and to anywhere, at any pace, step by step, live, together
     * with other queues. Consumes nothing.
     *
     * @return a replay of everything, to be narrowed down and run
     */
    public Replay<E> replay() {
        return new Replay<>(this::replaySource, domain.clock());
    }

    private ReplaySource<E> replaySource(Consumer<? super Damage> onDamage) {
        queue.file().requireNotDeleted();
        LogReaders.Pin pin = queue.readers().pin();
        try {
            LogWalk walk = onDamage == null ? queue.cursor() : history(found -> onDamage.accept(Damage.of(found)));
            return new LogSource<>(walk, pin, queue::appended, queue::isClosedForWriting, this::decode);
        } catch (RuntimeException e) {
            pin.close();
            throw e;
        }
    }

    /**
     * Reads every message ever appended and still in the log, and checks its checksum. Takes about a second for some
     * GiB; others need not stop.
     *
     * @return what was found, by file
     */
    public QueueReport verify() {
        queue.file().requireNotDeleted();
        try (LogReaders.Pin pin = queue.readers().pin()) {
            return QueueReport.of(path(), queue.cycleFiles(), this::history, pin::moveTo);
        }
    }

    private LogHistory history(Consumer<? super LogDamage> onDamage) {
        return new LogHistory(queue::cycleFiles, queue::appended, onDamage);
    }

    private HistoryIterator<E> history() {
        queue.file().requireNotDeleted();
        LogReaders.Pin pin = pinIfThereIsRoom();
        try {
            return new HistoryIterator<>(queue.cursor(), pin, queue::appended, this::decode);
        } catch (RuntimeException e) {
            if (pin != null) {
                pin.close();
            }
            throw e;
        }
    }

    /** The table of pins is made for the first one; where it cannot be, nobody deletes anything either. */
    private LogReaders.Pin pinIfThereIsRoom() {
        try {
            return queue.readers().pin();
        } catch (DomainFullException noRoomForTheTable) {
            return null;
        }
    }

    /**
     * How long messages stay in the queue, if it was created with {@link QueueOptions#latency}.
     *
     * @return a handle of its own on the histogram that all consumers record into, to close; or empty
     */
    public Optional<LatencyHistogram> latency() {
        return latency == null
                ? Optional.empty()
                : Optional.of(LatencyHistogram.open(parley, path().resolve(QueueLayout.LATENCY_FILE)));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Path path() {
        return directory;
    }

    @Override
    public boolean isDeleted() {
        return queue.file().isDeleted();
    }

    @Override
    public void delete() {
        queue.delete(domain);
    }

    @Override
    public void close() {
        queue.requireClosable();
        domain.untrack(this);
        WaitSources.unregister(this);
        reader.lock().lock();
        try {
            if (!queue.isOpen()) {
                return;
            }
            if (latency != null) {
                latency.close();
            }
            reader.close();
            queue.close();
        } finally {
            reader.lock().unlock();
        }
    }

    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }

    @Override
    public String toString() {
        String counts = queue.isOpen()
                ? "appended=" + appended() + ", taken=" + taken() + ", claimed=" + claimed() + ", closed="
                        + queue.isClosedForWriting()
                : "handle closed";
        return getClass().getSimpleName() + "(" + name + ", " + counts + ", " + path() + ")";
    }
}
