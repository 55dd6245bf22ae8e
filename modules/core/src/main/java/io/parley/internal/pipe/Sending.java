package io.parley.internal.pipe;

import io.parley.internal.crash.Failpoint;
import io.parley.internal.memory.Words;
import io.parley.internal.os.Clock;
import io.parley.internal.pipe.PipeEnd.Sent;
import io.parley.internal.ring.SpscRing;
import io.parley.internal.wait.Doorbell;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The sending side of a lane, as one process sees it. A sender that gives up or dies in the middle of a large message
 * leaves pieces without LAST; its hold of the send lock is over then, so who receives drops them.
 */
final class Sending {
    private final Lane lane;
    private final SpscRing ring;
    private final Ends ends;
    private final Clock clock;
    private final ByteBuffer token = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.nativeOrder());
    private long lookedAtNs;

    Sending(Lane lane, Ends ends, Clock clock) {
        this.lane = lane;
        this.ring = lane.ring;
        this.ends = ends;
        this.clock = clock;
        this.lookedAtNs = clock.monotonicNs();
    }

    /** Sends all of the message or nothing. */
    Sent send(PipeEnd by, byte[] bytes, int offset, int length, long deadlineNs) throws InterruptedException {
        if (!lane.acquire(lane.sendLock, by, deadlineNs)) {
            return by.isClosed() ? Sent.CLOSED : Sent.FULL;
        }
        try {
            lane.makeSendingConsistent();
            if (isUnheard()) {
                return Sent.UNHEARD;
            }
            return length <= ring.maxRecordLength()
                    ? write(by, bytes, offset, length, Lane.WHOLE, deadlineNs)
                    : writePieces(by, bytes, offset, length, deadlineNs);
        } finally {
            lane.sendLock.release();
            Failpoint.PIPE_SENT_BEFORE_WAKE.hit();
            lane.notEmpty.ringAll(); // who polls would not pass a single ring on to who receives
        }
    }

    /** A death is not told by any word, so this looks for itself now and then. Under the send lock. */
    private boolean isUnheard() {
        long nowNs = clock.monotonicNs();
        if (nowNs - lookedAtNs >= Lane.SLICE_NS) {
            lookedAtNs = nowNs;
            return ends.look(lane.to);
        }
        return ends.isGone(lane.to);
    }

    private Sent writePieces(PipeEnd by, byte[] bytes, int offset, int length, long deadlineNs)
            throws InterruptedException {
        token.putLong(0, lane.sendLock.token());
        Sent sent = write(by, token.array(), 0, Long.BYTES, length, deadlineNs);
        for (int at = 0; sent == Sent.YES && at < length; ) {
            Words.fullFence(); // the bell's bit is read after the record is written
            lane.notEmpty.ringAll();
            Failpoint.PIPE_SENT_A_PIECE.hit();
            int count = Math.min(lane.pieceLength, length - at);
            int type = at + count == length ? Lane.LAST : Lane.MIDDLE;
            sent = write(by, bytes, offset + at, count, type, deadlineNs);
            at += count;
        }
        return sent;
    }

    private Sent write(PipeEnd by, byte[] bytes, int offset, int length, int type, long deadlineNs)
            throws InterruptedException {
        if (by.isClosed()) {
            return Sent.CLOSED;
        }
        if (ring.tryWrite(bytes, offset, length, type)) {
            return Sent.YES;
        }
        Write write = new Write(by, bytes, offset, length, type);
        if (lane.notFull.await(write, deadlineNs, Lane.SLICE_NS, by.strategy()) && !write.written) {
            by.file().requireNotDeleted();
            return by.isClosed() ? Sent.CLOSED : Sent.UNHEARD;
        }
        return write.written ? Sent.YES : Sent.FULL;
    }

    /** A record that waits for room; written as soon as there is some. */
    private final class Write implements Doorbell.Condition {
        private final PipeEnd by;
        private final byte[] bytes;
        private final int offset;
        private final int length;
        private final int type;
        private boolean written;

        Write(PipeEnd by, byte[] bytes, int offset, int length, int type) {
            this.by = by;
            this.bytes = bytes;
            this.offset = offset;
            this.length = length;
            this.type = type;
        }

        @Override
        public boolean isTrue() {
            if (by.isUnusable() || ends.isGone(lane.to)) {
                return true;
            }
            written = ring.tryWrite(bytes, offset, length, type);
            return written;
        }

        @Override
        public void sliceExpired() {
            ends.look(lane.to);
        }
    }
}
