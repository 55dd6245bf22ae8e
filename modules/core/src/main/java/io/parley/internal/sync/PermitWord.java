package io.parley.internal.sync;

import io.parley.internal.memory.Memory;
import io.parley.internal.memory.ObjectFile;
import io.parley.internal.memory.ObjectHeader;
import io.parley.internal.memory.ObjectKind;
import io.parley.internal.wait.Futex;

/**
 * A semaphore's file behind the object header.
 *
 * <pre>
 *   128  sort              4  {@link #PLAIN}, {@link #BOUNDED} or {@link #LEASED}; never changes
 *   132  initial           4  permits at the beginning; never changes
 *   136  (zero)          120
 *   256  word              4  {31 WAITERS | 30..0 permits}; the futex word
 *   260  bulk              4  1 once somebody slept for more than one permit
 *   264  (zero)          120
 *   384  guard           128  of a leased one: a lock cell, see docs/spec/lock.md
 *   512  leases        8,320  of a leased one: a {@link SlotTable}, permits by process
 * </pre>
 *
 * Prose twin: {@code docs/spec/semaphore.md}.
 */
public final class PermitWord {
    /** Permits have no owner, and there may become more of them. */
    public static final int PLAIN = 1;
    /** Permits have no owner, and there are never more than at the beginning. */
    public static final int BOUNDED = 2;
    /** Permits are leased to processes. */
    public static final int LEASED = 3;
    /** Where the guard of a leased semaphore lies. */
    public static final int GUARD = 384;
    /** The most permits there can be. */
    public static final int MAX = Integer.MAX_VALUE;

    /** Offset of the sort. */
    public static final int SORT = ObjectHeader.LENGTH;
    /** Offset of the permits at the beginning. */
    public static final int INITIAL = SORT + 4;
    /** Offset of the permits. */
    public static final int WORD = 256;

    static final int BULK = WORD + 4;
    /** Offset of the count for each process. */
    public static final int LEASES = GUARD + LockWord.LENGTH;

    private PermitWord() {}

    /** What a new semaphore looks like; any existing one will do. */
    public static ObjectFile.Spec spec(int sort, int initial) {
        return new ObjectFile.Spec(
                ObjectKind.SEMAPHORE, 0, -1, sort == LEASED ? LEASES + SlotTable.LENGTH : GUARD, memory -> {
                    memory.putInt(SORT, sort);
                    memory.putInt(INITIAL, initial);
                    memory.putInt(WORD, initial);
                });
    }

    /** The sort that an existing semaphore is of. */
    public static int sort(Memory memory) {
        return memory.getInt(SORT);
    }

    /** The number of permits that a semaphore began with. */
    public static int initial(Memory memory) {
        return memory.getInt(INITIAL);
    }

    /** The permits in a word. */
    public static int permits(int word) {
        return word & ~Futex.WAITERS;
    }
}
