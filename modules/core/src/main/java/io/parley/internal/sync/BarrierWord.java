package io.parley.internal.sync;

import io.parley.internal.memory.Memory;
import io.parley.internal.memory.ObjectFile;
import io.parley.internal.memory.ObjectHeader;
import io.parley.internal.memory.ObjectKind;

/**
 * A barrier's file behind the object header.
 *
 * <pre>
 *   128  parties       4  never changes
 *   132  (zero)      124
 *   256  state         8  {63..32 phase | 31..1 which of the 31 phases before ended broken | 0 BROKEN}
 *   264  arrived       4  parties in the list below
 *   268  doorbell      4  {31 WAITERS | sequence}
 *   272  cause         4  why it broke last; for people
 *   276  culprit       4  owner word of whoever broke it; for people
 *   280  (zero)      104
 *   384  guard       128  a lock cell, see docs/spec/lock.md
 *   512  list          4  owner word of the first to arrive in this phase; the next ones follow
 * </pre>
 *
 * State and outcome of a phase are one word, so that a waiter that wakes up late still learns how its own phase ended.
 * Prose twin: {@code docs/spec/barrier.md}.
 */
public final class BarrierWord {
    /** The most parties a barrier can have. */
    public static final int MAX_PARTIES = 65_535;
    /** Where the guard lies. */
    public static final int GUARD = 384;

    static final int PARTIES = ObjectHeader.LENGTH;
    /** Offset of phase, history and BROKEN. */
    public static final int STATE = 256;
    /** Offset of the number of parties in the list. */
    public static final int ARRIVED = STATE + 8;

    static final int DOORBELL = STATE + 12;
    /** Offset of why it broke last. */
    public static final int CAUSE = STATE + 16;
    /** Offset of the owner word of whoever broke it. */
    public static final int CULPRIT = STATE + 20;
    /** Offset of the owner words of those who arrived. */
    public static final int LIST = GUARD + LockWord.LENGTH;

    private static final long BROKEN = 1;
    private static final long LOW = 0xFFFF_FFFFL;
    private static final int REMEMBERED = 31;

    /** How a phase ended, or did not. */
    enum Outcome {
        /** It goes on. */
        RUNNING,
        /** All parties were there. */
        TRIPPED,
        /** It was broken, or it is so long ago that nobody knows. */
        BROKEN
    }

    private BarrierWord() {}

    /** What a new barrier looks like; any existing one will do. */
    public static ObjectFile.Spec spec(int parties) {
        return new ObjectFile.Spec(
                ObjectKind.BARRIER,
                0,
                -1,
                LIST + (long) Math.max(32, parties) * Integer.BYTES,
                memory -> memory.putInt(PARTIES, parties));
    }

    /** How many parties a barrier waits for. */
    public static int parties(Memory memory) {
        return memory.getInt(PARTIES);
    }

    /** The phase in a state. */
    public static int phase(long state) {
        return (int) (state >>> 32);
    }

    /** Whether a state says that the barrier is broken. */
    public static boolean isBroken(long state) {
        return (state & BROKEN) != 0;
    }

    static long broken(long state) {
        return state | BROKEN;
    }

    /** The state after the phase ended: as it was, broken or not, it becomes the youngest of those before. */
    static long next(long state) {
        return (long) (phase(state) + 1) << 32 | state << 1 & LOW;
    }

    static Outcome outcome(long state, int phase) {
        int ago = phase(state) - phase;
        if (ago == 0 && !isBroken(state)) {
            return Outcome.RUNNING;
        }
        boolean known = ago >= 0 && ago <= REMEMBERED;
        return known && (state >>> ago & BROKEN) == 0 ? Outcome.TRIPPED : Outcome.BROKEN;
    }
}
