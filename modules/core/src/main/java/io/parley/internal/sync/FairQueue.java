package io.parley.internal.sync;

import io.parley.internal.crash.Failpoint;
import io.parley.internal.live.Liveness;
import io.parley.internal.live.Owner;
import io.parley.internal.memory.Memory;
import io.parley.internal.wait.Futex;

/**
 * Who waits for a fair lock, in which order: a table behind the lock's cell, one slot for each waiting thread.
 *
 * <pre>
 *    0  owner              4  owner word of the waiting process; 0 = free slot
 *    4  wake               4  counts wakes; the futex word of this waiter
 *    8  ticket             8  0 = not waiting (yet, or any more); the lowest is next
 *   16  thread id          8  for people
 *   24  (zero)            40
 * </pre>
 *
 * <p>A slot is claimed by a CAS from 0 and given back by its process. A dead waiter is skipped: whoever finds that it
 * would be next takes its ticket and its slot away. Nobody but the lock's word decides who holds the lock; the table
 * only says who may try. Prose twin: {@code docs/spec/lock.md}.
 */
final class FairQueue {
    /** How many threads can wait in order; who finds no slot looks again and again until there is one. */
    static final int SLOTS = 128;

    static final int SLOT_LENGTH = 64;
    /** Not a slot. */
    static final int NONE = -1;

    private static final int OWNER = 0;
    private static final int WAKE = 4;
    private static final int TICKET = 8;
    private static final int THREAD_ID = 16;

    private final Memory memory;
    private final int nextTicket;
    private final int table;
    private final Liveness liveness;
    private final int me;

    /** The queue of the lock whose cell lies at {@code cell}. */
    FairQueue(Memory memory, int cell, Liveness liveness) {
        this.memory = memory;
        this.nextTicket = cell + LockWord.NEXT_TICKET;
        this.table = cell + LockWord.LENGTH;
        this.liveness = liveness;
        this.me = liveness.self();
    }

    private int at(int slot) {
        return table + slot * SLOT_LENGTH;
    }

    private long ticket(int slot) {
        return memory.getLongVolatile(at(slot) + TICKET);
    }

    private int owner(int slot) {
        return memory.getIntVolatile(at(slot) + OWNER);
    }

    /** Queues the calling thread behind everybody else; {@link #NONE} if every slot is taken. */
    int enter(long threadId) {
        int slot = claim();
        if (slot == NONE && reclaimDead()) {
            slot = claim();
        }
        if (slot != NONE) {
            Failpoint.FAIR_SLOT_CLAIMED.hit();
            memory.putLong(at(slot) + THREAD_ID, threadId);
            memory.putLongVolatile(at(slot) + TICKET, memory.getAndAddLong(nextTicket, 1) + 1);
            Failpoint.FAIR_QUEUED.hit();
        }
        return slot;
    }

    private int claim() {
        for (int slot = 0; slot < SLOTS; slot++) {
            if (owner(slot) == Owner.NONE && memory.compareAndSetInt(at(slot) + OWNER, Owner.NONE, me)) {
                return slot;
            }
        }
        return NONE;
    }

    private boolean reclaimDead() {
        boolean any = false;
        for (int slot = 0; slot < SLOTS; slot++) {
            long ticket = ticket(slot);
            int owner = owner(slot);
            if (owner != Owner.NONE && !liveness.isAlive(owner)) {
                reclaim(slot, ticket, owner);
                any = true;
            }
        }
        return any;
    }

    /** The ticket first: a free slot has none. Tickets are given once, so a slot that moved on is not hit. */
    private void reclaim(int slot, long ticket, int owner) {
        if (ticket == 0 || memory.compareAndSetLong(at(slot) + TICKET, ticket, 0)) {
            Failpoint.FAIR_SLOT_RECLAIMED.hit();
            memory.compareAndSetInt(at(slot) + OWNER, owner, Owner.NONE);
        }
    }

    /** Gives the slot back. */
    void leave(int slot) {
        memory.putLongVolatile(at(slot) + TICKET, 0);
        Failpoint.FAIR_TICKET_RETURNED.hit();
        memory.putIntVolatile(at(slot) + OWNER, Owner.NONE);
    }

    /** Whether nobody alive is before the waiter of this slot; for {@link #NONE}, whether nobody alive waits. */
    boolean isNext(int slot) {
        return first() == slot;
    }

    /** The slot of the waiter whose turn it is, dead ones cleared away; {@link #NONE} if nobody waits. */
    private int first() {
        while (true) {
            int first = NONE;
            long lowest = Long.MAX_VALUE;
            for (int slot = 0; slot < SLOTS; slot++) {
                long ticket = ticket(slot);
                if (ticket != 0 && ticket < lowest) {
                    lowest = ticket;
                    first = slot;
                }
            }
            if (first == NONE) {
                return NONE;
            }
            int owner = owner(first);
            if (owner == me || liveness.isAlive(owner)) {
                return first;
            }
            if (owner != Owner.NONE) {
                reclaim(first, lowest, owner);
            }
        }
    }

    /** Wakes the waiter whose turn it is; false if nobody waits. */
    boolean wakeFirst() {
        int first = first();
        if (first == NONE) {
            return false;
        }
        memory.getAndAddInt(at(first) + WAKE, 1);
        Failpoint.FAIR_BEFORE_WAKE.hit();
        Futex.wake(memory, at(first) + WAKE, 1);
        return true;
    }

    /** The word the waiter of this slot sleeps on. */
    int wakeOffset(int slot) {
        return at(slot) + WAKE;
    }

    /** What the word must still be when the waiter falls asleep; read before it looks for the last time. */
    int wakes(int slot) {
        return memory.getIntVolatile(at(slot) + WAKE);
    }

    /** How many threads wait, those that died waiting included. */
    int waiting() {
        int count = 0;
        for (int slot = 0; slot < SLOTS; slot++) {
            count += ticket(slot) == 0 ? 0 : 1;
        }
        return count;
    }
}
