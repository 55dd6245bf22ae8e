package io.parley.internal.pipe;

import io.parley.ObjectCorruptException;
import io.parley.internal.crash.Failpoint;
import io.parley.internal.live.Owner;
import io.parley.internal.memory.MessageBuffer;
import io.parley.internal.memory.Words;
import io.parley.internal.os.Clock;
import io.parley.internal.pipe.PipeEnd.Received;
import io.parley.internal.ring.SpscRing;
import io.parley.internal.wait.Deadline;
import io.parley.internal.wait.Doorbell;
import io.parley.internal.wait.Uninterrupted;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The receiving side of a lane, as one process sees it. A receiver that dies in the middle of a large message leaves
 * pieces without FIRST, which the next one drops: the message is lost, as it is with who dies right after receiving.
 */
final class Receiving {
    private static final Logger LOG = LoggerFactory.getLogger("io.parley.pipe");
    /** Others hold the receive lock for a copy only, unless they wait for the rest of a large message. */
    private static final int LOOKS = 200;

    private final Lane lane;
    private final SpscRing ring;
    private final Ends ends;
    private final int from;
    private final Clock clock;
    private volatile long lookedAtNs;

    Receiving(Lane lane, Ends ends, Clock clock) {
        this.lane = lane;
        this.ring = lane.ring;
        this.ends = ends;
        this.from = PipeLayout.peer(lane.to);
        this.clock = clock;
        this.lookedAtNs = clock.monotonicNs();
    }

    /** Receives a message if there is one; waits for the rest of a large one, not for its beginning. */
    Received receive(PipeEnd by, MessageBuffer into, int maxLength, long deadlineNs) throws InterruptedException {
        if (!lane.mayHaveNext()) {
            return Received.NOTHING;
        }
        if (!lane.acquire(lane.receiveLock, by, deadlineNs)) {
            return by.isClosed() ? Received.CLOSED : Received.NOTHING;
        }
        try {
            return by.isClosed() ? Received.CLOSED : next(by, into, maxLength);
        } finally {
            release();
        }
    }

    private void release() {
        lane.receiveLock.release();
        Failpoint.PIPE_RECEIVED_BEFORE_WAKE.hit();
        lane.notFull.ring();
    }

    private Received next(PipeEnd by, MessageBuffer into, int maxLength) {
        for (int length; (length = nextLength()) != SpscRing.NONE; ) {
            boolean whole = ring.type() == Lane.WHOLE;
            int total = whole ? length : requirePossible(ring.type());
            if (total > maxLength) {
                into.reset();
                into.writeInt(total);
                return Received.TOO_LONG;
            }
            if (whole) {
                ring.tryRead(into);
                return Received.MESSAGE;
            }
            Received received = assemble(by, into, total);
            if (received != Received.NOTHING) {
                return received;
            }
        }
        return Received.NOTHING;
    }

    /** What a foreign hand wrote must not make anybody wait for it. */
    private int requirePossible(int total) {
        if (total <= ring.maxRecordLength() || total > MessageBuffer.MAX_CAPACITY) {
            throw new ObjectCorruptException("pipe has an impossible message: " + lane.name + " bytes=" + total
                    + ". Something else wrote into the file; delete it and begin anew");
        }
        return total;
    }

    /** The length of the next record that begins a message; pieces that lack their beginning are dropped. */
    private int nextLength() {
        int length;
        while ((length = ring.nextLength()) != SpscRing.NONE && isContinuation(ring.type())) {
            if (lane.receiveLock.isRecovered()) {
                LOG.warn("PLY-0046 message lost with a receiver that died in the middle of it: {}", lane.name);
                lane.receiveLock.markConsistent();
            }
            skip();
        }
        Lane.makeConsistent(lane.receiveLock);
        return length;
    }

    private static boolean isContinuation(int type) {
        return type == Lane.MIDDLE || type == Lane.LAST;
    }

    private void skip() {
        ring.skip();
        Words.fullFence(); // the bell's bit is read after the room is given back
        lane.notFull.ring();
    }

    private Received assemble(PipeEnd by, MessageBuffer into, int total) {
        into.reset();
        into.ensureCapacity(total); // which may fail; nothing is consumed yet
        Piece piece = new Piece(by, lane.memory.getLong(ring.nextOffset()));
        skip();
        int at = 0;
        while (piece.await()) {
            Failpoint.PIPE_RECEIVED_A_PIECE.hit();
            int length = ring.nextLength();
            if (length == SpscRing.NONE) {
                continue; // padding
            }
            boolean last = ring.type() == Lane.LAST;
            if (!isContinuation(ring.type()) || (last ? at + length != total : at + length >= total)) {
                break;
            }
            lane.memory.getBytes(ring.nextOffset(), into.array(), at, length);
            skip();
            at += length;
            if (last) {
                into.setLength(total);
                return Received.MESSAGE;
            }
        }
        if (by.isClosed()) {
            return Received.CLOSED;
        }
        if (piece.hasSenderDied()) {
            LOG.warn("PLY-0045 message dropped that its dead sender began: {} bytes={} of {}", lane.name, at, total);
        }
        return Received.NOTHING;
    }

    /** The next piece of a message, as long as its sender holds the send lock. */
    private final class Piece implements Doorbell.Condition {
        private final PipeEnd by;
        private final long token;
        private final long deaths = lane.sendLock.recoveries();
        private boolean senderDied;

        Piece(PipeEnd by, long token) {
            this.by = by;
            this.token = token;
        }

        /** Waits for it, through interruptions; false if none will come. */
        boolean await() {
            if (!lane.mayHaveNext()) {
                Uninterrupted.await(lane.notEmpty, this, Deadline.NEVER, Lane.SLICE_NS, by.strategy());
                by.file().requireNotDeleted();
            }
            // Looked at after the sender was seen to be done: the last piece may have come before that.
            return !by.isClosed() && lane.mayHaveNext();
        }

        @Override
        public boolean isTrue() {
            return lane.mayHaveNext() || by.isUnusable() || senderDied || !isHeld();
        }

        private boolean isHeld() {
            return lane.sendLock.owner() != Owner.NONE && lane.sendLock.token() == token;
        }

        /** Seen here, or by who has the lock since; false if it gave up, and knows. */
        boolean hasSenderDied() {
            return senderDied || lane.sendLock.recoveries() != deaths;
        }

        @Override
        public void sliceExpired() {
            senderDied = lane.sendLock.isAbandoned();
        }
    }

    /** Whether a message is there, or has begun to come. Waits for nobody. */
    boolean hasMessage() {
        if (!lane.mayHaveNext() || !tryLock()) {
            return false;
        }
        try {
            return nextLength() != SpscRing.NONE;
        } finally {
            release();
        }
    }

    /** Drops the next message if there is one. */
    boolean discard() {
        if (!lane.mayHaveNext() || !tryLock()) {
            return false;
        }
        try {
            return nextLength() != SpscRing.NONE && ring.skip();
        } finally {
            release();
        }
    }

    private boolean tryLock() {
        for (int i = 0; i < LOOKS; i++) {
            if (lane.receiveLock.tryAcquire()) {
                return true;
            }
            Thread.yield();
        }
        return false;
    }

    /** Whether nothing will come any more, as far as is known; looks who is alive now and then. */
    boolean isEnded() {
        long nowNs = clock.monotonicNs();
        boolean gone;
        if (nowNs - lookedAtNs >= Lane.SLICE_NS) {
            lookedAtNs = nowNs;
            gone = ends.look(from);
        } else {
            gone = ends.isGone(from);
        }
        return gone && !lane.mayHaveNext(); // in this order: who is gone sends no more
    }

    boolean isSenderGone() {
        return ends.isGone(from);
    }

    void lookForSenders() {
        ends.look(from);
    }
}
