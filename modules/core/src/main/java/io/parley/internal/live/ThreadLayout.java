package io.parley.internal.live;

import io.parley.internal.os.RobustList;

/**
 * The thread table behind the process slots of {@code domain.parley}: one 64-byte entry for each thread that took a
 * lock. Slot 0 is nobody's.
 *
 * <pre>
 *    0  life               4  {31 WAITERS | 30 DIED | 29..0 kernel's thread id}; 0 = never used; a futex word
 *    4  generation         4  +1 with every thread that gets the entry; 20 bits
 *    8  (zero)            16
 *   24  previous           8  address in the thread's process: see {@link RobustList}
 *   32  next               8  address in the thread's process
 *   40  (zero)            24
 * </pre>
 *
 * Life and generation change together. Prose twin: {@code docs/spec/thread-table.md}.
 */
final class ThreadLayout {
    static final int SLOTS = 4_096;
    static final int SLOT_LENGTH = 64;
    static final int LENGTH = SLOTS * SLOT_LENGTH;

    private static final int GENERATION_BITS = 20;
    private static final int GENERATION_MASK = (1 << GENERATION_BITS) - 1;

    static {
        if (SLOT_LENGTH < RobustList.LENGTH || SLOTS > 1 << Integer.SIZE - GENERATION_BITS) {
            throw new AssertionError("an entry has no room, or its number no bits");
        }
    }

    private ThreadLayout() {}

    static int offset(int slot) {
        return SlotLayout.THREADS + slot * SLOT_LENGTH;
    }

    /** A thread in 32 bits: {@code slot (12) · generation (20)}. Zero is nobody. */
    static int mark(int slot, long entry) {
        return slot << GENERATION_BITS | generation(entry);
    }

    static int slot(int mark) {
        return mark >>> GENERATION_BITS;
    }

    /** Whether an entry's first eight bytes are those of the thread behind a mark, and it has not ended. */
    static boolean isAlive(long entry, int mark) {
        return generation(entry) == (mark & GENERATION_MASK) && !isFree(entry);
    }

    static boolean isFree(long entry) {
        int life = (int) entry;
        return life == 0 || (life & RobustList.DIED) != 0;
    }

    /** The entry for the next thread. */
    static long next(long entry, int threadId) {
        long generation = generation(entry) + 1 & GENERATION_MASK;
        return generation << Integer.SIZE | (threadId | RobustList.WAITERS) & 0xFFFF_FFFFL;
    }

    /** The entry when its thread has ended. */
    static long ended(long entry) {
        return entry >>> Integer.SIZE << Integer.SIZE | RobustList.DIED;
    }

    private static int generation(long entry) {
        return (int) (entry >>> Integer.SIZE) & GENERATION_MASK;
    }
}
