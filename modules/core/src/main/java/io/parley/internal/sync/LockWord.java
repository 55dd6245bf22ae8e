package io.parley.internal.sync;

import io.parley.internal.live.Owner;
import io.parley.internal.wait.Futex;

/**
 * A lock in shared memory: one 128-byte cell.
 *
 * <pre>
 *    0  word               4  {31 WAITERS | 30 INCONSISTENT | 29..0 owner}; owner 0 = free; the futex word
 *    4  thread             4  mark of the holding thread; 0 if no other process can see it end
 *    8  token              8  fencing token, +1 with every acquisition
 *   16  thread id          8  of the holder, for people
 *   24  recoveries         8  take-overs from dead owners since creation
 *   32  seen token         8  acquisition that a waiter saw
 *   40  seen at            8  epoch ns when it first saw it
 *   48  contended          8  acquisitions that had to wait
 *   56  options            4  {0 FAIR | 1 RECOVERS}; written by the creator only
 *   60  previous owner     4  whom the last recoverer took it from
 *   64  next ticket        8  of a fair lock: see {@link FairQueue}
 *   72  (zero)            56
 * </pre>
 *
 * Word and thread are one long, {@code {63..32 thread | 31..0 word}}, and change together.
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
    /** Option: first come, first served; a slot table follows the cell. */
    public static final int FAIR = 1;
    /** Option of a lock without an owner: it comes back when the process that acquired it dies. */
    public static final int RECOVERS = 2;
    /** Where the options lie. */
    public static final int OPTIONS = 56;

    /** Offset of the futex word. */
    public static final int WORD = 0;
    /** Offset of the fencing token. */
    public static final int TOKEN = 8;
    /** Offset of the holder's thread id. */
    public static final int THREAD_ID = 16;
    /** Offset of the count of take-overs. */
    public static final int RECOVERIES = 24;
    /** Offset of the acquisition that a waiter saw. */
    public static final int SEEN_TOKEN = 32;
    /** Offset of when it saw it. */
    public static final int SEEN_AT = 40;
    /** Offset of the count of acquisitions that had to wait. */
    public static final int CONTENDED = 48;
    /** Offset of the owner that the last recoverer took it from. */
    public static final int PREVIOUS_OWNER = 60;
    /** Offset of the next ticket of a fair lock. */
    public static final int NEXT_TICKET = 64;

    private LockWord() {}

    /** Bytes of a lock with these options: the cell and, where there is an order, its table. */
    public static int length(int options) {
        return (options & FAIR) == 0 ? LENGTH : LENGTH + FairQueue.SLOTS * FairQueue.SLOT_LENGTH;
    }

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

    static boolean hasWaiters(long word) {
        return (word & WAITERS) != 0;
    }
}
