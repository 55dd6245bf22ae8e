package io.parley.internal.sync;

import io.parley.internal.live.Owner;
import io.parley.internal.wait.Futex;

/**
 * A lock in shared memory: one 128-byte cell.
 *
 * <pre>
 *    0  word               4  {31 WAITERS | 30 INCONSISTENT | 29..0 owner}; owner 0 = free; the futex word
 *    4  thread             4  mark of the holding thread, 0 if no other process can see it end
 *    8  token              8  fencing token, +1 with every acquisition
 *   16  thread id          8  of the holder, for people
 *   24  recoveries         8  take-overs from dead owners since creation
 *   32  seen token         8  acquisition that a waiter saw
 *   40  seen at            8  epoch ns when it first saw it
 *   48  contended          8  acquisitions that had to wait
 *   56  (zero)             4
 *   60  previous owner     4  whom the last recoverer took it from
 * </pre>
 *
 * Word and thread are one long and change together: {@code {63..32 thread | 31..0 word}}.
 *
 * <p>Prose twin: {@code docs/spec/lock.md}.
 */
public final class LockWord {
    /** Bytes of a lock cell. */
    public static final int LENGTH = 128;
    /** Somebody may sleep on the word. A bit and not a count: dead waiters cannot leak it. */
    public static final long WAITERS = Futex.WAITERS & 0xFFFF_FFFFL;
    /** A holder died; what the lock guards may be half-changed until somebody says otherwise. */
    public static final long INCONSISTENT = 1L << 30;

    static final int WORD = 0;
    static final int TOKEN = 8;
    static final int THREAD_ID = 16;
    static final int RECOVERIES = 24;
    static final int SEEN_TOKEN = 32;
    static final int SEEN_AT = 40;
    static final int CONTENDED = 48;
    static final int PREVIOUS_OWNER = 60;

    private LockWord() {}

    /** The word of a lock that a thread of a process holds. */
    static long held(int owner, int mark) {
        return (long) mark << Integer.SIZE | owner;
    }

    static int owner(long word) {
        return (int) word & Owner.MASK;
    }

    /** The holding thread's mark in the thread table. */
    static int mark(long word) {
        return (int) (word >>> Integer.SIZE);
    }

    /** The half of the word that waiters sleep on. */
    static int futex(long word) {
        return (int) word;
    }

    static boolean isSameHold(long word, long other) {
        return ((word ^ other) & ~(WAITERS | INCONSISTENT)) == 0;
    }

    static boolean isFree(long word) {
        return owner(word) == Owner.NONE;
    }

    static boolean isInconsistent(long word) {
        return (word & INCONSISTENT) != 0;
    }
}
