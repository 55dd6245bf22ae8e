package io.parley.internal.queue;

import io.parley.internal.crash.Failpoint;
import io.parley.internal.live.Liveness;
import io.parley.internal.live.Owner;
import io.parley.internal.memory.Memory;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The shared cursor of competing consumers and the claims in flight. Lock-free: a paused consumer holds nobody up.
 *
 * <p>One claim slot, 64 bytes:
 *
 * <pre>
 *    0  word         8   {state (2): FREE, PENDING, CLAIMED | sequence (62)}
 *    8  owner        4   owner word; 0 = nobody
 *   12  deliveries   4   how often the message was handed out
 *   16  index        8   of the message in the log
 *   24  claimed at   8   epoch ns
 *   32  taker        8   {owner word (32) | thread id (32)} if the message was taken and not claimed; else 0, or a dead
 *                        owner's
 *   40  moving       4   1 = a dead letter may have been made of the message
 * </pre>
 *
 * <p>Claiming: reserve a slot (owner), write index and {@code PENDING·sequence}, then CAS the cursor from
 * {@code sequence} to {@code sequence + 1} <em>with the slot's number in it</em>, then mark the slot CLAIMED. Whoever
 * moves the cursor next first completes the mark for the slot the cursor names. So a pending slot counts exactly if the
 * cursor names it or it was completed: a claim whose cursor did not move is void, a moved cursor without a claim is
 * impossible.
 *
 * <p>A slot whose owner is dead is taken over by a CAS on the owner; the message is delivered again. A slot with state
 * CLAIMED and no owner was given back alive.
 */
public final class ClaimTable {
    static final int SLOT_LENGTH = 64;

    private static final int OWNER = 8;
    private static final int DELIVERIES = 12;
    private static final int INDEX = 16;
    private static final int CLAIMED_AT = 24;
    private static final int TAKER = 32;
    private static final int MOVING = 40;

    private static final long FREE = 0;
    private static final long PENDING = 1L << 62;
    private static final long CLAIMED = 2L << 62;
    private static final long STATE = 3L << 62;

    private final Memory memory;
    private final Liveness liveness;
    private final int me;
    private final int slots;
    private int hint = 1;

    ClaimTable(Memory memory, Liveness liveness) {
        this.memory = memory;
        this.liveness = liveness;
        this.me = liveness.self();
        this.slots = memory.getInt(QueueLayout.CLAIM_SLOTS);
    }

    private static int at(int slot) {
        return QueueLayout.CLAIMS + (slot - 1) * SLOT_LENGTH;
    }

    private long word(int slot) {
        return memory.getLongVolatile(at(slot));
    }

    private int owner(int slot) {
        return memory.getIntVolatile(at(slot) + OWNER);
    }

    private boolean changeOwner(int slot, int from, int to) {
        return memory.compareAndSetInt(at(slot) + OWNER, from, to);
    }

    /** Reads the cursor and completes the claim it names, as everybody must before moving it. */
    long cursor() {
        long cursor = memory.getLongVolatile(QueueLayout.CURSOR);
        int slot = QueueLayout.slot(cursor);
        if (slot != 0) {
            long sequence = QueueLayout.sequence(cursor) - 1;
            if (word(slot) == (PENDING | sequence)) {
                memory.compareAndSetLong(at(slot), PENDING | sequence, CLAIMED | sequence);
            }
        }
        return cursor;
    }

    /** Moves the cursor past one message, without a claim; false if somebody else moved it. */
    boolean advance(long cursor) {
        return memory.compareAndSetLong(
                QueueLayout.CURSOR, cursor, QueueLayout.cursor(QueueLayout.sequence(cursor) + 1, 0));
    }

    /** Moves the cursor past one message and claims it in a reserved slot; false if somebody else moved it. */
    boolean advance(long cursor, int slot, long index, long nowNs) {
        long sequence = QueueLayout.sequence(cursor);
        memory.putLong(at(slot) + INDEX, index);
        memory.putInt(at(slot) + DELIVERIES, 1);
        memory.putLong(at(slot) + CLAIMED_AT, nowNs);
        memory.putLong(at(slot) + TAKER, 0);
        memory.putInt(at(slot) + MOVING, 0);
        memory.putLongVolatile(at(slot), PENDING | sequence);
        Failpoint.CLAIM_BEFORE_CURSOR.hit();
        if (!memory.compareAndSetLong(QueueLayout.CURSOR, cursor, QueueLayout.cursor(sequence + 1, slot))) {
            return false;
        }
        Failpoint.CLAIM_AFTER_CURSOR.hit();
        memory.compareAndSetLong(at(slot), PENDING | sequence, CLAIMED | sequence);
        Failpoint.CLAIM_HELD.hit();
        return true;
    }

    /** Reserves a slot for this process; 0 if all are taken. */
    int reserve() {
        for (int i = 0; i < slots; i++) {
            int slot = 1 + (hint - 1 + i) % slots;
            if (word(slot) == FREE && owner(slot) == Owner.NONE && reserve(slot)) {
                if (word(slot) == FREE) {
                    hint = slot;
                    Failpoint.CLAIM_RESERVED.hit();
                    return slot;
                }
                changeOwner(slot, me, Owner.NONE); // it was claimed and given back in between
            }
        }
        return 0;
    }

    /** First the high water, then the owner: a slot that names a dead process must be found. */
    private boolean reserve(int slot) {
        raiseHighWater(slot);
        return changeOwner(slot, Owner.NONE, me);
    }

    private void raiseHighWater(int slot) {
        int seen;
        do {
            seen = memory.getIntVolatile(QueueLayout.CLAIM_HIGH_WATER);
        } while (seen < slot && !memory.compareAndSetInt(QueueLayout.CLAIM_HIGH_WATER, seen, slot));
    }

    /** Ends a claim whose message is dealt with; false if it is not this process's. */
    boolean ack(int slot, long sequence) {
        return owner(slot) == me && memory.compareAndSetLong(at(slot), CLAIMED | sequence, FREE) && leave(slot);
    }

    /** Gives a slot back that was reserved and not used. */
    void release(int slot) {
        memory.putLongVolatile(at(slot), FREE);
        leave(slot);
    }

    private boolean leave(int slot) {
        Failpoint.ACK_BEFORE_RELEASE.hit();
        hint = slot;
        return changeOwner(slot, me, Owner.NONE);
    }

    /** Gives a claimed message back for somebody else; false if the claim is not this process's. */
    boolean giveBack(int slot, long sequence) {
        if (!isMine(slot, sequence)) {
            return false;
        }
        memory.putLongVolatile(at(slot) + TAKER, 0); // who gets it next may claim it
        if (!changeOwner(slot, me, Owner.NONE)) {
            return false;
        }
        memory.getAndAddLong(QueueLayout.RETURNED, 1);
        return true;
    }

    /** Whether the slot holds this process's claim on the message. */
    boolean isMine(int slot, long sequence) {
        return owner(slot) == me && word(slot) == (CLAIMED | sequence);
    }

    /** Notes that this thread took the claimed message, and that no {@code Claim} stands for it. */
    void markTaken(int slot) {
        memory.putLongVolatile(at(slot) + TAKER, taker(thread()));
    }

    private long taker(int thread) {
        return (long) me << Integer.SIZE | thread & 0xFFFF_FFFFL;
    }

    private static int thread() {
        return (int) Thread.currentThread().getId();
    }

    /**
     * The message that this thread took first of those it is not done with; if there is none, that some thread of this
     * process took first; 0 if there is none.
     */
    int oldestTaken() {
        int highWater = highWater();
        long mine = taker(thread());
        int oldest = 0;
        boolean byThread = false;
        for (int slot = 1; slot <= highWater; slot++) {
            long taker = memory.getLongVolatile(at(slot) + TAKER);
            if ((int) (taker >>> Integer.SIZE) == me && isMine(slot)) {
                boolean better = oldest == 0 || (taker == mine) == byThread && sequence(slot) < sequence(oldest);
                if (better || taker == mine && !byThread) {
                    oldest = slot;
                    byThread = taker == mine;
                }
            }
        }
        return oldest;
    }

    private boolean isMine(int slot) {
        return owner(slot) == me && (word(slot) & STATE) == CLAIMED;
    }

    /** Notes that a dead letter is about to be made of the message, or that none was. */
    void setMoving(int slot, boolean moving) {
        memory.putIntVolatile(at(slot) + MOVING, moving ? 1 : 0);
    }

    /** Whether a dead letter may have been made of the message. */
    boolean isMoving(int slot) {
        return memory.getIntVolatile(at(slot) + MOVING) != 0;
    }

    /**
     * Takes over the oldest claim that was given back or whose owner died, and counts one more delivery; 0 if there is
     * none.
     */
    int takeOver(long nowNs) {
        int slot;
        while ((slot = oldestOrphan()) != 0) {
            int owner = owner(slot);
            if (owner != me && isOrphan(slot, owner) && changeOwner(slot, owner, me)) {
                if ((word(slot) & STATE) == CLAIMED) {
                    memory.putInt(at(slot) + DELIVERIES, deliveries(slot) + 1);
                    memory.putLong(at(slot) + CLAIMED_AT, nowNs);
                    return slot;
                }
                release(slot); // void: reserved, or pending with a cursor that never moved
            }
        }
        return 0;
    }

    /** A void slot sorts by whatever sequence it names: it only has to go. */
    private int oldestOrphan() {
        int oldest = 0;
        int highWater = highWater();
        for (int slot = 1; slot <= highWater; slot++) {
            int owner = owner(slot);
            if (owner != me && isOrphan(slot, owner) && (oldest == 0 || sequence(slot) < sequence(oldest))) {
                oldest = slot;
            }
        }
        return oldest;
    }

    /** Whether {@link #takeOver} would find something. */
    boolean hasOrphans() {
        int highWater = highWater();
        for (int slot = 1; slot <= highWater; slot++) {
            int owner = owner(slot);
            if (owner != me && isOrphan(slot, owner)) {
                return true;
            }
        }
        return false;
    }

    private boolean isOrphan(int slot, int owner) {
        if (owner == Owner.NONE) {
            return (word(slot) & STATE) == CLAIMED;
        }
        if (liveness.isAlive(owner)) {
            return false;
        }
        cursor(); // completes the slot's claim if the dead owner was the last to move the cursor
        return true;
    }

    /** Forgets claims on messages that the log lost in a crash of the machine; before anybody uses the queue. */
    void forgetFrom(long sequence) {
        int highWater = highWater();
        for (int slot = 1; slot <= highWater; slot++) {
            if ((word(slot) & STATE) != FREE && sequence(slot) >= sequence) {
                memory.putLongVolatile(at(slot), FREE);
            }
        }
    }

    /** Claims of living processes other than this one, and claims that wait for a new owner. */
    boolean hasClaimsElsewhere() {
        int highWater = highWater();
        for (int slot = 1; slot <= highWater; slot++) {
            if ((word(slot) & STATE) != FREE && owner(slot) != me) {
                return true;
            }
        }
        return false;
    }

    /** Messages below this sequence that are claimed or were given back. */
    int heldBelow(long sequence) {
        int found = 0;
        int highWater = highWater();
        for (int slot = 1; slot <= highWater; slot++) {
            long word = word(slot);
            if ((word & STATE) == CLAIMED && (word & ~STATE) < sequence) {
                found++;
            }
        }
        return found;
    }

    /** One message that somebody has, or that was given back; a snapshot. */
    public record Held(long sequence, long index, int owner, int deliveries, long sinceNs) {}

    /** Every message that somebody has or that was given back, in the order of the queue. */
    List<Held> held() {
        List<Held> held = new ArrayList<>();
        int highWater = highWater();
        for (int slot = 1; slot <= highWater; slot++) {
            long word = word(slot);
            Held read = new Held(
                    word & ~STATE, index(slot), owner(slot), deliveries(slot), memory.getLong(at(slot) + CLAIMED_AT));
            if ((word & STATE) == CLAIMED && word(slot) == word) {
                held.add(read);
            }
        }
        held.sort(Comparator.comparingLong(Held::sequence));
        return held;
    }

    /** Adds what is claimed, and what is about to be. */
    void holdInto(Floor floor) {
        int highWater = highWater();
        for (int slot = 1; slot <= highWater; slot++) {
            long word = word(slot);
            if ((word & STATE) != FREE) {
                int owner = owner(slot);
                floor.hold(
                        word & ~STATE,
                        () -> owner == Owner.NONE
                                ? "a claim was given back"
                                : "a claim of " + liveness.describe(owner) + " is");
            }
        }
    }

    /** Moves the cursor over messages that nobody is to take any more; false if it is there already. */
    boolean skipTo(long sequence) {
        long cursor;
        do {
            cursor = cursor();
            if (QueueLayout.sequence(cursor) >= sequence) {
                return false;
            }
        } while (!memory.compareAndSetLong(QueueLayout.CURSOR, cursor, QueueLayout.cursor(sequence, 0)));
        return true;
    }

    /** How many messages were given back and wait for somebody. */
    int returnedWaiting() {
        return count(Owner.NONE, true);
    }

    /** How many messages are claimed and not acknowledged. */
    int inFlight() {
        return count(Owner.NONE, false);
    }

    private int count(int owner, boolean ownedBy) {
        int found = 0;
        int highWater = highWater();
        for (int slot = 1; slot <= highWater; slot++) {
            if ((word(slot) & STATE) == CLAIMED && (owner(slot) == owner) == ownedBy) {
                found++;
            }
        }
        return found;
    }

    int highWater() {
        return memory.getIntVolatile(QueueLayout.CLAIM_HIGH_WATER);
    }

    long returned() {
        return memory.getLongVolatile(QueueLayout.RETURNED);
    }

    int slots() {
        return slots;
    }

    long sequence(int slot) {
        return word(slot) & ~STATE;
    }

    long index(int slot) {
        return memory.getLong(at(slot) + INDEX);
    }

    int deliveries(int slot) {
        return memory.getInt(at(slot) + DELIVERIES);
    }
}
