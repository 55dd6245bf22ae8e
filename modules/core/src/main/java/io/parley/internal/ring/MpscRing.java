package io.parley.internal.ring;

import io.parley.internal.crash.Failpoint;
import io.parley.internal.live.Liveness;
import io.parley.internal.memory.Memory;
import io.parley.internal.memory.Words;
import io.parley.internal.os.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A ring with many producers and one reader at a time. Producers claim room one after the other and write side by side.
 *
 * <p>Claiming, in steps another process can tell apart: get the {@link Turn}, by a compare-and-set that names this
 * process; clear the word behind the record; write the record's first word with the length below zero and this
 * process's owner word; move the tail; give the turn back. Then, at leisure: write the payload; write the first word
 * with the length above zero, which is when readers see it.
 *
 * <p>So at every instant it is known who has what. A producer that dies with the turn and before the tail has claimed
 * nothing: the next one takes the turn over and writes its own claim over what may be there. One that dies behind the
 * tail has a claim that names it, and the reader turns it into padding. Readers tell the two apart by the tail, and
 * never wait for the dead.
 */
public final class MpscRing extends Ring {
    private static final Logger LOG = LoggerFactory.getLogger("io.parley.queue");
    /** A reader that waits for a claim looks this often whether its producer lives. */
    private static final long LOOK_NS = 1_000_000;

    private final Turn turn;
    private final Liveness liveness;
    private final Clock clock;
    private final int me;
    private long waitedAt = NONE;
    private long lookNs;

    /** The ring that starts at {@code base}, a multiple of 128, of a file whose blocks are zero or a ring already. */
    public MpscRing(Memory memory, int base, int capacity, Liveness liveness, Clock clock) {
        super(memory, base, capacity);
        this.turn = Turn.each(this.memory, base + RingLayout.PRODUCER, liveness);
        this.liveness = liveness;
        this.clock = clock;
        this.me = liveness.self();
    }

    @Override
    public long claim(int payload) {
        if (!turn.tryEnter()) {
            return BUSY;
        }
        try {
            return isClosed() ? CLOSED : claimInTurn(RingLayout.needed(payload));
        } finally {
            turn.leave();
        }
    }

    private long claimInTurn(int needed) {
        Failpoint.RING_TURN_TAKEN.hit();
        long tail = Words.getLong(words, base + RingLayout.TAIL);
        int gap = gap(tail, needed);
        long position = tail + gap;
        long end = position + needed;
        if (!hasRoomUntil(end)) {
            return FULL;
        }
        Words.putLong(words, at(end), 0);
        Words.putLongRelease(words, at(position), RingLayout.header(-needed, me));
        if (gap != 0) {
            Words.putLongRelease(words, at(tail), RingLayout.header(-gap, me));
        }
        Failpoint.RING_CLAIMED_BEFORE_TAIL.hit();
        Words.putLongRelease(words, base + RingLayout.TAIL, end);
        if (gap != 0) {
            Failpoint.RING_TAIL_BEFORE_PADDING.hit();
            Words.putLongRelease(words, at(tail), RingLayout.header(gap, RingLayout.PADDING));
        }
        Failpoint.RING_CLAIMED_IN_TURN.hit();
        return position;
    }

    /** The word at {@code end} must be free as well. */
    private boolean hasRoomUntil(long end) {
        long furthest = end + RingLayout.RECORD_HEADER - capacity;
        if (furthest <= Words.getLong(words, base + RingLayout.KNOWN_HEAD)) {
            return true;
        }
        long head = head();
        Words.putLong(words, base + RingLayout.KNOWN_HEAD, head);
        return furthest <= head;
    }

    @Override
    public void commit(long position, int claimed, int payload, int recordType) {
        padRest(position, claimed, payload);
        Failpoint.RING_BEFORE_COMMIT.hit();
        Words.putLongRelease(words, at(position), RingLayout.header(payload + RingLayout.RECORD_HEADER, recordType));
    }

    @Override
    public void abort(long position, int claimed) {
        int length = RingLayout.needed(claimed);
        Words.putLongRelease(words, at(position), RingLayout.header(length, RingLayout.PADDING));
    }

    /** In turn, so that nothing is claimed afterwards; and clears what a dead producer may have left at the tail. */
    @Override
    public boolean close() {
        if (!turn.tryEnter()) {
            return false;
        }
        try {
            Words.putLongRelease(words, at(tail()), 0);
            Words.putIntVolatile(words, base + RingLayout.CLOSED, 1);
            return true;
        } finally {
            turn.leave();
        }
    }

    /** Looks at the first sight of a claim at nothing, later at the clock, and once in a while at the producer. */
    @Override
    boolean passByTheDead(long head, long header) {
        if (head != waitedAt) {
            waitedAt = head;
            lookNs = 0;
            return false;
        }
        long nowNs = clock.monotonicNs();
        if (lookNs == 0 || nowNs - lookNs < 0) {
            lookNs = lookNs == 0 ? nowNs + LOOK_NS : lookNs;
            return false;
        }
        lookNs = nowNs + LOOK_NS;
        int owner = RingLayout.type(header);
        if (!isClaimed(head) || liveness.isAlive(owner)) {
            return false;
        }
        int length = -RingLayout.length(header);
        requireInside(head, length);
        Words.putLongRelease(words, at(head), RingLayout.header(length, RingLayout.PADDING));
        LOG.warn(
                "PLY-0040 passed by a message that its producer, dead, had not written to the end: {} position={},"
                        + " bytes={}, producer={}",
                memory.name(),
                head,
                length,
                liveness.describe(owner));
        return true;
    }

    /** What is at the tail or behind it was never claimed: its producer died in its turn, or is still in it. */
    private boolean isClaimed(long position) {
        return position < tail();
    }

    @Override
    public boolean isOrphaned() {
        long header = firstHeader();
        return RingLayout.length(header) < 0 && isClaimed(readFrom()) && !liveness.isAlive(RingLayout.type(header));
    }
}
