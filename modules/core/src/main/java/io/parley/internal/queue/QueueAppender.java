package io.parley.internal.queue;

import io.parley.CodecException;
import io.parley.MessageEncoder;
import io.parley.WaitStrategy;
import io.parley.internal.chronicle.DurableLog;
import io.parley.internal.crash.Failpoint;
import io.parley.internal.memory.Memory;
import io.parley.internal.memory.MessageBuffer;
import io.parley.internal.memory.ObjectFile;
import io.parley.internal.os.Clock;
import io.parley.internal.sync.LockCore;
import io.parley.internal.wait.Deadline;
import io.parley.internal.wait.Doorbell;

/**
 * The producing side of one handle; the steps are in {@link DurableQueue}. Threads of one process exclude each other by
 * the append lock as those of different processes do.
 */
final class QueueAppender {
    private final DurableQueue queue;
    private final ObjectFile file;
    private final Memory memory;
    private final QueueState state;
    private final LockCore lock;
    private final DurableLog log;
    private final Clock clock;
    private final WaitStrategy strategy;
    private final int me;
    private final Doorbell notEmpty;
    private final Doorbell notFull;
    /** For what cannot be made in its place; under the lock. */
    private final MessageBuffer aside = new MessageBuffer();
    /** An encoder is at work; under the lock. */
    private boolean encoding;
    /** Fencing token of the last hold; under the lock. */
    private long lastHold;

    private volatile boolean closing;

    QueueAppender(
            DurableQueue queue,
            DurableLog log,
            LockCore lock,
            Doorbell notEmpty,
            Doorbell notFull,
            Clock clock,
            WaitStrategy strategy,
            int me) {
        this.queue = queue;
        this.file = queue.file();
        this.memory = file.memory();
        this.state = queue.state();
        this.log = log;
        this.lock = lock;
        this.notEmpty = notEmpty;
        this.notFull = notFull;
        this.clock = clock;
        this.strategy = strategy;
        this.me = me;
    }

    /** Appends a message if there is room; waits for other appends under way, not for room. */
    DurableQueue.Appended tryAppend(MessageBuffer message) {
        if (isFull(message.length())) {
            return DurableQueue.Appended.FULL;
        }
        lock.acquire();
        return rung(appendAndRelease(message));
    }

    /** Appends a message, waiting for room until the deadline (monotonic ns; {@link Deadline#NEVER} for ever). */
    DurableQueue.Appended append(MessageBuffer message, long deadlineNs) throws InterruptedException {
        while (true) {
            if (!isFull(message.length())) {
                lock.acquireInterruptibly();
                DurableQueue.Appended outcome = rung(appendAndRelease(message));
                if (outcome != DurableQueue.Appended.FULL) {
                    return outcome;
                }
            }
            if (!awaitRoom(message.length(), deadlineNs)) {
                return DurableQueue.Appended.FULL;
            }
        }
    }

    /** Appends a message that is made in its place if there is room for the longest that it can become. */
    <A> DurableQueue.Appended tryAppend(int maxLength, A source, MessageEncoder<? super A> encoder) {
        if (isFull(maxLength)) {
            return DurableQueue.Appended.FULL;
        }
        lock.acquire();
        return rung(encodeAndRelease(maxLength, source, encoder));
    }

    /** The same, waiting for room until the deadline. */
    <A> DurableQueue.Appended append(int maxLength, A source, MessageEncoder<? super A> encoder, long deadlineNs)
            throws InterruptedException {
        while (true) {
            if (!isFull(maxLength)) {
                lock.acquireInterruptibly();
                DurableQueue.Appended outcome = rung(encodeAndRelease(maxLength, source, encoder));
                if (outcome != DurableQueue.Appended.FULL) {
                    return outcome;
                }
            }
            if (!awaitRoom(maxLength, deadlineNs)) {
                return DurableQueue.Appended.FULL;
            }
        }
    }

    /** Appends as many messages as there is room for, next to each other; false if the queue is closed. */
    boolean tryAppendSome(MessageBatch batch) {
        file.requireNotDeleted();
        lock.acquire();
        return appendSomeAndRelease(batch);
    }

    /** Appends all messages, waiting for room until the deadline; false if the queue is closed or it passed. */
    boolean appendAll(MessageBatch batch, long deadlineNs) throws InterruptedException {
        while (true) {
            file.requireNotDeleted();
            lock.acquireInterruptibly();
            if (!appendSomeAndRelease(batch)) {
                return false;
            }
            if (batch.isEmpty()) {
                return true;
            }
            if (!awaitRoom(batch.length(), deadlineNs)) {
                return false;
            }
        }
    }

    /** Makes the queue one that takes the messages of another one only, or makes sure that it is that. */
    void beginMirror(long source, long base) {
        file.requireNotDeleted();
        lock.acquire();
        try {
            queue.repairIfRecovered();
            long now = state.mirrorSource();
            if (now == source) {
                return;
            }
            if (now != 0 || state.appended() != 0) {
                throw new IllegalStateException("queue cannot become a mirror: " + file.path() + " "
                        + (now != 0 ? "it is that of another queue" : "messages=" + state.appended())
                        + ". Mirror into another queue, or delete this one");
            }
            state.setMirror(source, base);
        } finally {
            lock.release();
        }
    }

    /**
     * Appends messages of the mirrored queue, those that are here already left out, as far as there is room.
     *
     * @return the number, at the source, of the message that is left to append first
     */
    long appendMirrored(long source, long first, MessageBatch batch) {
        file.requireNotDeleted();
        lock.acquire();
        int before = 0;
        try {
            queue.repairIfRecovered();
            requireMirror(source);
            long next = state.mirrorBase() + state.appended();
            if (first > next) {
                throw new IllegalStateException("messages are missing: " + file.path() + " mirrored up to=" + next
                        + ", offered from=" + first + ". Begin the mirror again");
            }
            long number = first;
            for (; number < next && !batch.isEmpty(); number++) {
                batch.pass();
            }
            before = batch.remaining();
            long nowNs = clock.epochNs();
            while (!batch.isEmpty() && beginMirrored(batch.length()) == DurableQueue.Appended.YES) {
                append(nowNs, batch.array(), batch.offset(), batch.length());
                batch.pass();
                number++;
            }
            return number;
        } finally {
            lock.release();
            ringAfter(before - batch.remaining());
        }
    }

    private void requireMirror(long source) {
        if (state.mirrorSource() != source) {
            throw new IllegalStateException("queue does not mirror that one: " + file.path() + " source="
                    + Long.toHexString(source) + ", expected=" + Long.toHexString(state.mirrorSource())
                    + ". Begin the mirror again");
        }
    }

    private DurableQueue.Appended beginMirrored(int bytes) {
        requireUsable();
        DurableQueue.Appended outcome = room(bytes);
        if (outcome == DurableQueue.Appended.CLOSED) {
            throw new IllegalStateException(
                    "mirror takes no more messages: " + file.path() + ". Somebody closed it for writing");
        }
        return outcome;
    }

    private void ringAfter(int appended) {
        if (appended > 0) {
            Failpoint.APPEND_BEFORE_WAKE.hit();
            notEmpty.ringAll();
            queue.appendedSome(appended);
        }
    }

    private boolean isFull(int bytes) {
        file.requireNotDeleted();
        return state.isFull(bytes) && !state.isClosed();
    }

    private boolean awaitRoom(int bytes, long deadlineNs) throws InterruptedException {
        state.countRoomWait();
        return notFull.await(
                () -> !state.isFull(bytes) || state.isClosed() || file.isDeleted(),
                deadlineNs,
                QueueReader.SLICE_NS,
                strategy);
    }

    private DurableQueue.Appended rung(DurableQueue.Appended outcome) {
        if (outcome == DurableQueue.Appended.YES) {
            Failpoint.APPEND_BEFORE_WAKE.hit();
            notEmpty.ring();
            queue.appendedSome(1);
        }
        return outcome;
    }

    private DurableQueue.Appended appendAndRelease(MessageBuffer message) {
        try {
            DurableQueue.Appended outcome = begin(message.length());
            if (outcome == DurableQueue.Appended.YES) {
                append(clock.epochNs(), message.array(), 0, message.length());
            }
            return outcome;
        } finally {
            lock.release();
        }
    }

    private <A> DurableQueue.Appended encodeAndRelease(int maxLength, A source, MessageEncoder<? super A> encoder) {
        try {
            DurableQueue.Appended outcome = begin(maxLength);
            if (outcome == DurableQueue.Appended.YES) {
                encode(maxLength, source, encoder);
            }
            return outcome;
        } finally {
            lock.release();
        }
    }

    private boolean appendSomeAndRelease(MessageBatch batch) {
        int before = batch.remaining();
        try {
            long nowNs = clock.epochNs();
            DurableQueue.Appended outcome = DurableQueue.Appended.YES;
            while (!batch.isEmpty() && (outcome = begin(batch.length())) == DurableQueue.Appended.YES) {
                append(nowNs, batch.array(), batch.offset(), batch.length());
                batch.pass();
            }
            return outcome != DurableQueue.Appended.CLOSED;
        } finally {
            lock.release();
            ringAfter(before - batch.remaining());
        }
    }

    /** Under the lock. */
    private DurableQueue.Appended begin(int bytes) {
        requireUsable();
        queue.repairIfRecovered();
        if (state.mirrorSource() != 0) {
            throw new IllegalStateException("queue is a mirror: " + file.path()
                    + ". It takes the messages of the queue that it mirrors only; put them there");
        }
        return room(bytes);
    }

    private void requireUsable() {
        if (encoding) {
            throw new IllegalStateException("encoder uses the queue that it writes to: " + file.path()
                    + ". It holds everybody up there; put before or after it");
        }
        if (closing) {
            throw memory.closed();
        }
        queue.requireSound();
        noteHold();
    }

    /** If this handle had the lock last, nobody else can have appended. */
    private void noteHold() {
        long hold = lock.token();
        if (hold != lastHold) {
            log.setUndisturbed(hold == lastHold + 1);
            lastHold = hold;
        }
    }

    private DurableQueue.Appended room(int bytes) {
        if (state.isClosed()) {
            return DurableQueue.Appended.CLOSED;
        }
        return state.isFull(bytes) ? DurableQueue.Appended.FULL : DurableQueue.Appended.YES;
    }

    private void append(long nowNs, byte[] payload, int offset, int length) {
        long sequence = state.appended();
        long position = state.appendedBytes();
        Failpoint.APPEND_BEFORE_DOCUMENT.hit();
        log.appendNow(sequence, position, nowNs, me, payload, offset, length);
        Failpoint.APPEND_AFTER_DOCUMENT.hit();
        state.countAppended(sequence + 1, position + length);
    }

    private <A> void encode(int maxLength, A source, MessageEncoder<? super A> encoder) {
        long sequence = state.appended();
        long position = state.appendedBytes();
        long nowNs = clock.epochNs();
        encoding = true;
        try {
            Failpoint.APPEND_BEFORE_DOCUMENT.hit();
            int length = log.appendInPlace(sequence, position, nowNs, me, maxLength, source, encoder);
            if (length < 0) {
                length = encodeAside(maxLength, source, encoder);
                log.appendNow(sequence, position, nowNs, me, aside.array(), 0, length);
            }
            Failpoint.APPEND_AFTER_DOCUMENT.hit();
            state.countAppended(sequence + 1, position + length);
        } finally {
            encoding = false;
        }
    }

    private <A> int encodeAside(int maxLength, A source, MessageEncoder<? super A> encoder) {
        aside.recycle();
        encoder.encode(source, aside);
        if (aside.length() > maxLength) {
            throw new CodecException("Message longer than announced: length=" + aside.length() + ", announced="
                    + maxLength + ". Announce more.");
        }
        return aside.length();
    }

    /**
     * Lets no append of this handle begin any more and waits for the one under way. Whoever has the lock sees the flag,
     * or is seen to have the lock.
     */
    void close() {
        requireClosable();
        closing = true;
        while (lock.owner() == me) {
            Thread.yield();
        }
    }

    /** Whoever closes the queue in the middle of an append of its own would wait for itself. */
    void requireClosable() {
        if (lock.isHeldByCurrentThread()) {
            throw new IllegalStateException(
                    "queue is closed by an encoder that writes to it: " + file.path() + ". Close it afterwards");
        }
    }
}
