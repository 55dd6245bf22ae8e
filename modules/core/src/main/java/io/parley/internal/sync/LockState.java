package io.parley.internal.sync;

import io.parley.internal.live.Liveness;
import io.parley.internal.live.Owner;
import io.parley.internal.live.ThreadTable;
import io.parley.internal.memory.Memory;
import io.parley.internal.memory.ObjectHeader;
import io.parley.internal.memory.Words;
import java.nio.ByteBuffer;

/** A lock's cell, and what may be asked about it by anybody. */
abstract sealed class LockState permits WordLock {
    final Memory memory;
    /** What {@link #memory} maps, one load away. */
    final ByteBuffer words;

    final int base;
    final int me;
    final Liveness liveness;
    final ThreadTable threads;

    LockState(Memory memory, int base, Liveness liveness, ThreadTable threads) {
        this.memory = memory.share(); // outlives the handle that came first
        this.words = this.memory.words();
        this.base = base;
        this.liveness = liveness;
        this.threads = threads;
        this.me = liveness.self();
    }

    final boolean hasThreadEnded(long word) {
        int mark = LockWord.mark(word);
        return mark != 0 && threads.isDead(mark);
    }

    /** Whether the object was deleted. */
    public final boolean isGone() {
        return memory.getIntVolatile(ObjectHeader.STATE) == ObjectHeader.DELETED;
    }

    /** What is mapped, for messages. */
    final String name() {
        return memory.name();
    }

    /** The options its creator gave it. */
    public final int options() {
        return Words.getInt(words, base + LockWord.OPTIONS);
    }

    /** The fencing token of the latest acquisition. */
    public final long token() {
        return Words.getLongVolatile(words, base + LockWord.TOKEN);
    }

    /** The owner word of the holder, {@link Owner#NONE} when free. */
    public final int owner() {
        return LockWord.owner(Words.getLongVolatile(words, base + LockWord.WORD));
    }

    /** Whether a holder died and nobody declared the guarded data in order since. */
    public final boolean isInconsistent() {
        return LockWord.isInconsistent(Words.getLongVolatile(words, base + LockWord.WORD));
    }

    /** Whether the holder is known to be dead and nobody took over yet. */
    public final boolean isAbandoned() {
        long word = Words.getLongVolatile(words, base + LockWord.WORD);
        return !LockWord.isFree(word) && (hasThreadEnded(word) || !liveness.isAlive(LockWord.owner(word)));
    }

    /** The holder's thread id, in its own process. */
    public final long holderThreadId() {
        return Words.getLongVolatile(words, base + LockWord.THREAD_ID);
    }

    /** How many take-overs there were. */
    public final long recoveries() {
        return Words.getLongVolatile(words, base + LockWord.RECOVERIES);
    }

    /** How many acquisitions had to wait, or nearly so: some looks were not enough. */
    public final long contended() {
        return Words.getLongVolatile(words, base + LockWord.CONTENDED);
    }

    /** Since when, in epoch ns, a waiter saw the present holder hold; 0 if nobody had to wait. */
    public final long heldSinceAtLeastNs() {
        return Words.getLongVolatile(words, base + LockWord.SEEN_TOKEN) == token()
                ? Words.getLongVolatile(words, base + LockWord.SEEN_AT)
                : 0;
    }

    /** The holder in words. */
    public final String describeHolder() {
        long word = Words.getLongVolatile(words, base + LockWord.WORD);
        int owner = LockWord.owner(word);
        if (owner == Owner.NONE) {
            return "nobody";
        }
        return owner == me
                ? "this process, thread " + ThreadNames.describe(holderThreadId())
                : liveness.describe(owner) + ", thread " + holderThreadId() + (hasThreadEnded(word) ? " (ended)" : "");
    }
}
