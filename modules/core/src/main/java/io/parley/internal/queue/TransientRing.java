package io.parley.internal.queue;

import io.parley.WaitStrategy;
import io.parley.internal.crash.Failpoint;
import io.parley.internal.domain.Domain;
import io.parley.internal.live.Liveness;
import io.parley.internal.memory.Memory;
import io.parley.internal.memory.ObjectFile;
import io.parley.internal.os.Clock;
import io.parley.internal.ring.MpscRing;
import io.parley.internal.ring.Ring;
import io.parley.internal.ring.RingLayout;
import io.parley.internal.ring.SpscRing;
import io.parley.internal.ring.Turn;
import io.parley.internal.wait.BellSource;
import io.parley.internal.wait.Deadline;
import io.parley.internal.wait.Doorbell;
import io.parley.internal.wait.WaitSource;
import java.util.concurrent.locks.LockSupport;

/**
 * One open transient queue, without its message type: the ring, who may use its two sides, and the bells.
 *
 * <p>No fence lies between a record's commit and the look at the bell, nor between the head and the other bell: fences
 * would cost more than all the rest. So a waiter that falls asleep at the very moment may be overlooked. It sleeps
 * shortly the first time, looks again, and only then at length: by then every processor has seen its mark.
 */
public final class TransientRing implements WaitSource {
    private static final long FIRST_SLICE_NS = 50_000;
    private static final long SLICE_NS = 20_000_000;
    /** A producer that sleeps is woken when there is some room, and looks by itself whether there is enough for it. */
    private static final long ROOM_SLICE_NS = 5_000_000;

    private static final int SPINS = 1_000;
    /** Between looks at a producer or consumer that is paused in its turn. */
    private static final long BUSY_NS = 20_000;

    private final ObjectFile file;
    private final Memory memory;
    private final Clock clock;
    private final WaitStrategy strategy;
    private final Ring ring;
    private final Turn reading;
    /** Null if every claim takes a turn of its own. */
    private final Turn writing;

    private final Doorbell notEmpty;
    private final Doorbell notFull;
    private volatile boolean orphanSeen;

    /** Which threads of this process keep the two sides. */
    private record Seats(Turn.Seat producer, Turn.Seat consumer) {
        Seats() {
            this(new Turn.Seat(), new Turn.Seat());
        }
    }

    private TransientRing(Domain domain, ObjectFile file, TransientConfig config) {
        this.file = file;
        this.memory = file.memory();
        this.clock = domain.clock();
        this.strategy = domain.strategy();
        Liveness liveness = domain.liveness();
        Seats seats = domain.core(file, created -> new Seats());
        Memory shared = memory.share();
        if (config.oneProducer() == 1) {
            SpscRing one = new SpscRing(memory, TransientLayout.RING, config.capacity());
            int producer = TransientLayout.RING + RingLayout.PRODUCER;
            this.writing = Turn.kept(shared, producer, liveness, seats.producer, one::goOnAfterAnother);
            this.ring = one;
        } else {
            this.writing = null;
            this.ring = new MpscRing(memory, TransientLayout.RING, config.capacity(), liveness, clock);
        }
        int consumer = TransientLayout.RING + RingLayout.CONSUMER;
        this.reading = config.oneConsumer() == 1
                ? Turn.kept(shared, consumer, liveness, seats.consumer, () -> {})
                : Turn.each(shared, consumer, liveness);
        this.notEmpty = new Doorbell(memory, TransientLayout.NOT_EMPTY, clock);
        this.notFull = new Doorbell(memory, TransientLayout.NOT_FULL, clock);
    }

    /** Opens the queue, creating it first if there is none. */
    public static TransientRing open(Domain domain, String name, TransientConfig wanted) {
        ObjectFile file = domain.openObject(name, wanted.spec());
        TransientConfig found = TransientConfig.read(file);
        wanted.requireMatch(file.path(), found);
        return new TransientRing(domain, file, found);
    }

    /** The records. */
    public Ring ring() {
        return ring;
    }

    /** The file. */
    public ObjectFile file() {
        return file;
    }

    /** A deadline that many ns from now. */
    public long deadline(long timeoutNs) {
        return Deadline.after(clock, timeoutNs);
    }

    /** Whether one thread keeps the writing side. */
    public boolean hasOneProducer() {
        return writing != null;
    }

    /** Whether one thread keeps the reading side, so that it may take its time with a record. */
    public boolean hasOneConsumer() {
        return reading.isKept();
    }

    /** Before the calling thread claims; throws if it may not. */
    public void requireProducer() {
        requireOpen();
        if (writing != null) {
            writing.tryEnter();
        }
    }

    /** A record was committed: wakes a consumer that sleeps. */
    public void written() {
        Failpoint.RING_WRITTEN_BEFORE_WAKE.hit();
        notEmpty.ring();
    }

    /**
     * After a claim failed: waits until another attempt makes sense.
     *
     * @param outcome {@link Ring#FULL} or {@link Ring#BUSY}
     * @return false if the deadline passed first
     */
    public boolean awaitRoom(int payload, long outcome, long deadlineNs) throws InterruptedException {
        file.requireNotDeleted();
        if (outcome == Ring.BUSY) {
            return pause(deadlineNs);
        }
        for (int i = spins(); i > 0; i--) {
            if (ring.hasRoomFor(payload)) {
                return true;
            }
            Thread.onSpinWait();
        }
        Doorbell.Condition room = () -> ring.hasRoomFor(payload) || ring.isClosed() || file.isDeleted();
        return await(notFull, room, deadlineNs, ROOM_SLICE_NS);
    }

    /** Whether the shortest record would find room, or be refused, as something to wait for beside others. */
    public WaitSource room() {
        return new BellSource(
                notFull, () -> memory.isClosed() || ring.hasRoomFor(0) || ring.isClosed() || file.isDeleted());
    }

    /** The bell looks at clock and interruption each time. Before that some looks at nothing else. */
    private int spins() {
        return Math.min(SPINS, strategy.maxSpins());
    }

    /** Lets somebody who is in his turn go on; also without interruption and deadline. */
    public void pause() {
        LockSupport.parkNanos(BUSY_NS);
    }

    private boolean pause(long deadlineNs) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        if (Deadline.remainingNs(deadlineNs, clock.monotonicNs()) <= 0) {
            return false;
        }
        pause();
        return true;
    }

    /** Before the calling thread reads; every success is followed by {@link #leaveReading}. */
    public boolean tryEnterReading() {
        requireOpen();
        return reading.tryEnter();
    }

    /** Waits for the turn to read; false if the deadline passed first. */
    public boolean enterReading(long deadlineNs) throws InterruptedException {
        while (!tryEnterReading()) {
            if (!pause(deadlineNs)) {
                return false;
            }
        }
        return true;
    }

    /** Waits for the turn to read, however long somebody else is in his. */
    public void enterReading() {
        while (!tryEnterReading()) {
            pause();
        }
    }

    /** The calling thread is done with reading for now. */
    public void leaveReading() {
        reading.leave();
    }

    /** Room was given back: wakes a producer that sleeps, once it is worth while. */
    public void read() {
        Failpoint.RING_READ_BEFORE_WAKE.hit();
        if (notFull.hasWaiters() && ring.used() <= ring.capacity() / 4 * 3L) {
            notFull.ring();
        }
    }

    /** Waits until there may be something to read; false if the deadline passed first. */
    public boolean awaitRecord(long deadlineNs) throws InterruptedException {
        file.requireNotDeleted();
        boolean mine = reading.isKept(); // then this thread may look where the next one is, which is one word less
        for (int i = spins(); i > 0; i--) {
            if (mine ? ring.nextLength() != Ring.NONE : ring.hasNext()) {
                return true;
            }
            Thread.onSpinWait();
        }
        return await(notEmpty, this, deadlineNs, SLICE_NS);
    }

    private boolean await(Doorbell bell, Doorbell.Condition condition, long deadlineNs, long sliceNs)
            throws InterruptedException {
        long shortlyNs = clock.monotonicNs() + FIRST_SLICE_NS;
        long firstNs = deadlineNs == Deadline.NEVER || deadlineNs - shortlyNs > 0 ? shortlyNs : deadlineNs;
        return bell.await(condition, firstNs, FIRST_SLICE_NS, strategy)
                || bell.await(condition, deadlineNs, sliceNs, strategy);
    }

    @Override
    public Doorbell bell() {
        return notEmpty;
    }

    @Override
    public long firstSleepNs() {
        return FIRST_SLICE_NS;
    }

    /** Whether a wait for a record would end: there is one, or there will be none, or a dead producer is in the way. */
    @Override
    public boolean isTrue() {
        return ring.hasNext() || isDrained() || orphanSeen || file.isDeleted();
    }

    @Override
    public void sliceExpired() {
        orphanSeen = ring.isOrphaned();
    }

    /** A reader found nothing: nothing will come if the queue was deleted. */
    public void foundNothing() {
        file.requireNotDeleted();
        if (orphanSeen) {
            orphanSeen = ring.isOrphaned();
        }
    }

    /** Takes no more records, for good. */
    public void closeForWriting() {
        requireProducer();
        if (ring.isClosed()) {
            return;
        }
        while (!ring.close()) {
            pause();
        }
        wakeAll();
    }

    /** Whether nothing will come any more: closed, and everything read. */
    public boolean isDrained() {
        return ring.isClosed() && ring.isEmpty();
    }

    /** Marks the queue deleted, removes its file, wakes everybody. */
    public void delete(Domain domain) {
        domain.delete(file);
        ring.forbidWriting();
        domain.forgetCore(file);
        wakeAll();
    }

    /** Lets producers of a deleted queue know, who look at nothing else; for who has its file only. */
    public static void forbidWriting(ObjectFile deleted) {
        deleted.memory().putIntVolatile(TransientLayout.RING + RingLayout.CLOSED, 1);
    }

    private void wakeAll() {
        notEmpty.ringAll();
        notFull.ringAll();
    }

    private void requireOpen() {
        if (memory.isClosed()) {
            throw memory.closed();
        }
    }

    /** Whether this handle was not closed yet. */
    public boolean isOpen() {
        return !memory.isClosed();
    }

    /** Closes this handle. What the calling thread kept is free for others. */
    public void close() {
        reading.giveUp();
        if (writing != null) {
            writing.giveUp();
        }
        memory.close();
    }
}
