package io.parley.internal.sync;

import io.parley.internal.crash.Failpoint;
import io.parley.internal.live.Liveness;
import io.parley.internal.live.Owner;
import io.parley.internal.memory.Memory;
import io.parley.internal.wait.Futex;

/**
 * The waiters of one condition. Whoever changes the table holds the lock, but for a waiter that leaves without it (its
 * handle was closed), which only moves its own state.
 *
 * <p>Signals go to the lowest ticket. A signal that its receiver cannot use any more, because it died or left, is
 * passed on by whoever finds it; nobody ever waits for a receiver.
 */
final class ConditionTable {
    /** Not a slot. */
    static final int NONE = -1;

    private final Memory memory;
    private final Liveness liveness;
    private final int me;

    ConditionTable(Memory memory, Liveness liveness) {
        this.memory = memory;
        this.liveness = liveness;
        this.me = liveness.self();
    }

    private int owner(int slot) {
        return memory.getIntVolatile(ConditionLayout.at(slot) + ConditionLayout.OWNER);
    }

    private int state(int slot) {
        return memory.getIntVolatile(ConditionLayout.at(slot) + ConditionLayout.STATE);
    }

    private long ticket(int slot) {
        return memory.getLong(ConditionLayout.at(slot) + ConditionLayout.TICKET);
    }

    private boolean moveState(int slot, int from, int to) {
        return memory.compareAndSetInt(ConditionLayout.at(slot) + ConditionLayout.STATE, from, to);
    }

    /** Enters the calling thread behind everybody else; {@link #NONE} if every slot is taken. Under the lock. */
    int enter(long threadId, long nowNs) {
        int slot = free();
        if (slot == NONE) {
            reclaim();
            slot = free();
        }
        if (slot != NONE) {
            int at = ConditionLayout.at(slot);
            long ticket = memory.getLong(ConditionLayout.NEXT_TICKET) + 1;
            memory.putLong(ConditionLayout.NEXT_TICKET, ticket);
            memory.putLong(at + ConditionLayout.TICKET, ticket);
            memory.putLong(at + ConditionLayout.THREAD_ID, threadId);
            memory.putLong(at + ConditionLayout.SINCE, nowNs);
            memory.putInt(at + ConditionLayout.STATE, ConditionLayout.WAITING);
            Failpoint.CONDITION_BEFORE_OWNER.hit();
            memory.putIntVolatile(at + ConditionLayout.OWNER, me);
            Failpoint.CONDITION_ENTERED.hit();
        }
        return slot;
    }

    private int free() {
        for (int slot = 0; slot < ConditionLayout.SLOTS; slot++) {
            if (owner(slot) == Owner.NONE) {
                return slot;
            }
        }
        return NONE;
    }

    /** Whether the waiter of this slot got a signal. */
    boolean isSignalled(int slot) {
        return state(slot) == ConditionLayout.SIGNALLED;
    }

    /** Frees the slot, with its signal if it has one. Under the lock. */
    void leave(int slot) {
        memory.putIntVolatile(ConditionLayout.at(slot) + ConditionLayout.OWNER, Owner.NONE);
    }

    /** Gives the slot up without the lock; somebody under the lock frees it, and passes on its signal. */
    void leaveWithoutLock(int slot) {
        if (!moveState(slot, ConditionLayout.WAITING, ConditionLayout.LEFT)) {
            moveState(slot, ConditionLayout.SIGNALLED, ConditionLayout.LEFT_SIGNALLED);
        }
    }

    /** Signals at most {@code count} waiters, longest waiting first. Under the lock. */
    void signal(int count) {
        for (int left = count; left > 0; left--) {
            if (!signalFirst()) {
                return;
            }
        }
    }

    private boolean signalFirst() {
        while (true) {
            int first = NONE;
            for (int slot = 0; slot < ConditionLayout.SLOTS; slot++) {
                if (owner(slot) != Owner.NONE
                        && state(slot) == ConditionLayout.WAITING
                        && (first == NONE || ticket(slot) < ticket(first))) {
                    first = slot;
                }
            }
            if (first == NONE) {
                return false;
            }
            if (!liveness.isAlive(owner(first))) {
                leave(first);
            } else if (moveState(first, ConditionLayout.WAITING, ConditionLayout.SIGNALLED)) {
                Failpoint.CONDITION_SIGNALLED_BEFORE_WAKE.hit();
                Futex.wake(memory, wordOffset(first), Integer.MAX_VALUE);
                return true;
            }
        }
    }

    /** Signals everybody who waits. Under the lock. */
    void signalAll() {
        for (int slot = 0; slot < ConditionLayout.SLOTS; slot++) {
            if (owner(slot) != Owner.NONE && moveState(slot, ConditionLayout.WAITING, ConditionLayout.SIGNALLED)) {
                Failpoint.CONDITION_SIGNALLED_BEFORE_WAKE.hit();
                Futex.wake(memory, wordOffset(slot), Integer.MAX_VALUE);
            }
        }
    }

    /** Whether some signal has a receiver that cannot use it. Without the lock. */
    boolean hasStraySignal() {
        for (int slot = 0; slot < ConditionLayout.SLOTS; slot++) {
            int owner = owner(slot);
            int state = state(slot);
            if (owner != Owner.NONE
                    && (state == ConditionLayout.LEFT_SIGNALLED
                            || state == ConditionLayout.SIGNALLED && owner != me && !liveness.isAlive(owner))) {
                return true;
            }
        }
        return false;
    }

    /** Frees the slots of those who died or left; their signals go to the next. Under the lock. */
    void reclaim() {
        for (int slot = 0; slot < ConditionLayout.SLOTS; slot++) {
            int owner = owner(slot);
            int state = state(slot);
            boolean left = state == ConditionLayout.LEFT || state == ConditionLayout.LEFT_SIGNALLED;
            if (owner != Owner.NONE && (left || !liveness.isAlive(owner))) {
                if (state == ConditionLayout.LEFT_SIGNALLED || state == ConditionLayout.SIGNALLED) {
                    signal(1);
                    Failpoint.CONDITION_SIGNAL_PASSED_ON.hit();
                }
                leave(slot);
            }
        }
    }

    /** How many live threads wait for a signal. */
    int waiting() {
        int count = 0;
        for (int slot = 0; slot < ConditionLayout.SLOTS; slot++) {
            int owner = owner(slot);
            if (owner != Owner.NONE && state(slot) == ConditionLayout.WAITING && liveness.isAlive(owner)) {
                count++;
            }
        }
        return count;
    }

    /** The word the waiter of this slot sleeps on while it is {@link #WORD_WHILE_WAITING}. */
    int wordOffset(int slot) {
        return ConditionLayout.at(slot) + ConditionLayout.STATE;
    }

    /** What a waiter's word is until it is signalled. */
    static final int WORD_WHILE_WAITING = ConditionLayout.WAITING;
}
