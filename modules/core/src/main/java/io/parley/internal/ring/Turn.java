package io.parley.internal.ring;

import io.parley.internal.live.Liveness;
import io.parley.internal.live.Owner;
import io.parley.internal.memory.Memory;
import io.parley.internal.memory.Words;
import java.nio.ByteBuffer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who may use one side of a ring: a word that names the process. Either the turn is taken for each record, by whoever
 * comes; or one thread of one process keeps it until it closes its handle or ends, and everybody else is refused.
 *
 * <p>A dead process's turn is taken over by a compare-and-set of exactly its word. What it left half-done is the ring's
 * to deal with.
 */
public final class Turn {
    private static final Logger LOG = LoggerFactory.getLogger("io.parley.queue");
    private static final int SPINS = 100;
    private static final int YIELDS = 10;

    private final Memory memory;
    private final ByteBuffer words;
    private final int offset;
    private final Liveness liveness;
    private final int me;
    private final Seat seat;
    private final Runnable whenKept;
    /** Plain is enough to recognise oneself. */
    private Thread keeper;

    /** Which thread of this process keeps the turn, whichever of its handles; one for each side and process. */
    public static final class Seat {
        private Turn holder;
        private Thread thread;
    }

    private Turn(Memory memory, int offset, Liveness liveness, Seat seat, Runnable whenKept) {
        this.memory = memory;
        this.words = memory.words();
        this.offset = offset;
        this.liveness = liveness;
        this.me = liveness.self();
        this.seat = seat;
        this.whenKept = whenKept;
    }

    /** A turn that is taken for each record. */
    public static Turn each(Memory memory, int offset, Liveness liveness) {
        return new Turn(memory, offset, liveness, null, null);
    }

    /**
     * A turn that the first thread to come keeps.
     *
     * @param whenKept called by who keeps it from now on, before it does anything else
     */
    public static Turn kept(Memory memory, int offset, Liveness liveness, Seat seat, Runnable whenKept) {
        return new Turn(memory, offset, liveness, seat, whenKept);
    }

    /** Whether one thread keeps it. */
    public boolean isKept() {
        return seat != null;
    }

    /**
     * Takes the turn, after some looks if need be.
     *
     * @return false if somebody else has it and lives: he may be paused
     * @throws IllegalStateException if somebody else keeps it
     */
    public boolean tryEnter() {
        if (seat == null) {
            return tryTake() || tryTakeSlowly();
        }
        if (keeper != Thread.currentThread()) {
            keep();
        }
        return true;
    }

    /** Gives the turn back, unless it is kept. */
    public void leave() {
        if (seat == null) {
            Words.putIntRelease(words, offset, Owner.NONE);
        }
    }

    private boolean tryTake() {
        return Words.getIntVolatile(words, offset) == Owner.NONE
                && Words.compareAndSetInt(words, offset, Owner.NONE, me);
    }

    private boolean tryTakeSlowly() {
        for (int i = 0; i < SPINS; i++) {
            if (tryTake()) {
                return true;
            }
            Thread.onSpinWait();
        }
        for (int i = 0; i < YIELDS; i++) {
            if (tryTake()) {
                return true;
            }
            Thread.yield();
        }
        int owner = Words.getIntVolatile(words, offset);
        return owner != Owner.NONE && owner != me && tryTakeFromTheDead(owner);
    }

    private boolean tryTakeFromTheDead(int owner) {
        if (liveness.isAlive(owner) || !Words.compareAndSetInt(words, offset, owner, me)) {
            return false;
        }
        if (seat == null) { // who keeps a turn may well end with it
            LOG.warn(
                    "PLY-0041 went on after a process that died in its turn: {} previous={}",
                    memory.name(),
                    liveness.describe(owner));
        }
        return true;
    }

    private void keep() {
        Thread current = Thread.currentThread();
        synchronized (seat) {
            if (seat.thread != null && seat.thread != current && seat.thread.isAlive()) {
                throw taken("this process, thread " + seat.thread.getName());
            }
            keepWord();
            if (seat.holder != null) {
                seat.holder.keeper = null;
            }
            seat.holder = this;
            seat.thread = current;
            whenKept.run();
            keeper = current;
        }
    }

    private void keepWord() {
        while (true) {
            int owner = Words.getIntVolatile(words, offset);
            if (owner == me || owner == Owner.NONE && Words.compareAndSetInt(words, offset, Owner.NONE, me)) {
                return;
            }
            if (owner != Owner.NONE && !tryTakeFromTheDead(owner) && liveness.isAlive(owner)) {
                throw taken(liveness.describe(owner));
            }
        }
    }

    private IllegalStateException taken(String holder) {
        return new IllegalStateException("this side of the queue belongs to one thread: " + memory.name() + " holder="
                + holder + ", caller=" + Thread.currentThread().getName()
                + ". It is free when that thread closes its handle or ends;"
                + " or create the queue for many producers or consumers");
    }

    /** The calling thread does not need a kept turn any more; nothing if another one keeps it. */
    public void giveUp() {
        if (seat == null) {
            return;
        }
        synchronized (seat) {
            if (seat.holder == this && (seat.thread == Thread.currentThread() || !seat.thread.isAlive())) {
                seat.holder = null;
                seat.thread = null;
                keeper = null;
                Words.compareAndSetInt(words, offset, me, Owner.NONE);
            }
        }
    }
}
