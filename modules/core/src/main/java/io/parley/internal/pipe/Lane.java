package io.parley.internal.pipe;

import io.parley.internal.domain.Domain;
import io.parley.internal.memory.Memory;
import io.parley.internal.os.Clock;
import io.parley.internal.ring.RingLayout;
import io.parley.internal.ring.SpscRing;
import io.parley.internal.sync.LockCore;
import io.parley.internal.wait.Deadline;
import io.parley.internal.wait.Doorbell;

/**
 * One direction of a pipe: a ring, a lock for who sends and one for who receives, so that the ring has one of each at a
 * time, and two bells. The receiving side sleeps on the one, the sending side on the other.
 *
 * <p>A message is one record, or, when it does not fit one: FIRST, with the fencing token of the sender's hold, MIDDLE
 * and LAST. Its pieces are next to each other, since the sender keeps the send lock. See {@link Sending} and
 * {@link Receiving}.
 *
 * <p>One instance per process and direction.
 */
final class Lane {
    /** How long the dead may hold others up. */
    static final long SLICE_NS = 20_000_000;

    private static final long MOMENT_NS = 1_000_000;
    /** No ring gets there. */
    private static final long FAR = 1L << 61;

    /** Type of a record: a message. */
    static final int WHOLE = 0;
    /** Type of a record: a piece of a message, not its end. */
    static final int MIDDLE = 1;
    /** Type of a record: the end of a message. Larger types are FIRST, and say how long the whole message is. */
    static final int LAST = 2;

    final Memory memory;
    final String name;
    final LockCore sendLock;
    final LockCore receiveLock;
    final Doorbell notEmpty;
    final Doorbell notFull;
    final SpscRing ring;
    final int pieceLength;
    /** The end that receives. */
    final int to;

    private final Clock clock;
    private final int ringAt;
    private final int capacity;
    /** Keeps a position within the ring, and at a record's beginning. */
    private final int mask;

    /** The direction to the end {@code to}. */
    Lane(Domain domain, Memory memory, int capacity, int to) {
        this.memory = memory;
        this.name = memory.name();
        this.to = to;
        this.clock = domain.clock();
        int base = PipeLayout.lane(to);
        this.sendLock = lock(domain, memory, base + PipeLayout.SEND_LOCK);
        this.receiveLock = lock(domain, memory, base + PipeLayout.RECEIVE_LOCK);
        this.notEmpty = new Doorbell(memory, base + PipeLayout.NOT_EMPTY, domain.clock());
        this.notFull = new Doorbell(memory, base + PipeLayout.NOT_FULL, domain.clock());
        this.ringAt = PipeLayout.ring(to, capacity);
        this.ring = new SpscRing(memory, ringAt, capacity);
        this.capacity = capacity;
        this.mask = capacity - Long.BYTES;
        this.pieceLength = Math.min(ring.maxRecordLength(), capacity / 4);
    }

    /** Passes on when its holder's process dies; a thread that ends releases what it has. */
    static LockCore lock(Domain domain, Memory memory, int at) {
        return new LockCore(memory, at, domain.liveness(), domain.clock(), domain.strategy());
    }

    /** Whether there seems to be a record; for who has no lock, so stale at once. */
    boolean mayHaveNext() {
        long head = memory.getLongVolatile(ringAt + RingLayout.HEAD);
        return (int) memory.getLongVolatile(ringAt + RingLayout.RECORDS + ((int) head & mask)) > 0;
    }

    /**
     * Takes one of the locks, in the name of a handle. Who has no time left waits a moment all the same: others have
     * the lock for a copy only, unless they wait themselves.
     *
     * @return false if it took too long, or the handle was closed
     */
    boolean acquire(LockCore lock, PipeEnd by, long deadlineNs) throws InterruptedException {
        try {
            if (deadlineNs == Deadline.NEVER) {
                lock.acquireInterruptibly(by);
                return true;
            }
            long remainingNs = Deadline.remainingNs(deadlineNs, clock.monotonicNs());
            return lock.acquire(Math.max(MOMENT_NS, remainingNs), by);
        } catch (HandleClosed e) {
            return false;
        }
    }

    /** Everybody who waits looks again. */
    void ringAll() {
        notEmpty.ringAll();
        notFull.ringAll();
    }

    /** Drops everything, when nobody has an end open. */
    void empty() {
        sendLock.acquire();
        try {
            receiveLock.acquire();
            try {
                emptyRing();
                makeConsistent(receiveLock);
            } finally {
                receiveLock.release();
            }
            makeSendingConsistent();
        } finally {
            sendLock.release();
        }
    }

    /**
     * Goes on behind everything, whatever a power cut or a foreign hand made of it. Positions never go back: other
     * processes remember where the reader was.
     */
    private void emptyRing() {
        long head = memory.getLong(ringAt + RingLayout.HEAD) & -Long.BYTES;
        long tail = memory.getLong(ringAt + RingLayout.TAIL) & -Long.BYTES;
        boolean inOrder = head >= 0 && tail >= head && tail - head <= capacity;
        long next = inOrder ? tail : Math.max(0, Math.min(FAR, Math.max(head, tail)));
        memory.putLong(ringAt + RingLayout.RECORDS + ((int) next & mask), 0);
        memory.putInt(ringAt + RingLayout.CLOSED, 0);
        memory.putLongVolatile(ringAt + RingLayout.TAIL, next);
        memory.putLongVolatile(ringAt + RingLayout.HEAD, next);
    }

    /** Under the send lock. What a dead sender left half-done is dropped by who receives. */
    void makeSendingConsistent() {
        if (sendLock.isRecovered()) {
            ring.goOnAfterAnother();
            sendLock.markConsistent();
        }
    }

    /** What a dead holder left half-done is dropped by who receives; the lock itself is in order. */
    static void makeConsistent(LockCore lock) {
        if (lock.isRecovered()) {
            lock.markConsistent();
        }
    }
}
