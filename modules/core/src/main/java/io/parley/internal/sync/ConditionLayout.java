package io.parley.internal.sync;

import io.parley.internal.memory.ObjectHeader;

/**
 * A condition's file behind the object header: who waits for a signal, one slot for each thread.
 *
 * <pre>
 *   128  lock generation   8  of the lock it belongs to
 *   136  next ticket       8  of the next waiter
 *   144  (zero)          112
 *   256  slot 0           64  slot i at 256 + i * 64
 *
 *   slot:
 *    0  owner              4  owner word of the waiting process; 0 = free slot
 *    4  state              4  1 waiting, 2 signalled, 3 left, 4 left with a signal; the waiter's futex word
 *    8  ticket             8  lowest first
 *   16  thread id          8  for people
 *   24  since              8  epoch ns
 *   32  (zero)            32
 * </pre>
 *
 * Prose twin: {@code docs/spec/condition.md}.
 */
public final class ConditionLayout {
    /** How many threads can wait at a time. */
    public static final int SLOTS = 256;
    /** Offset of the generation of the lock. */
    public static final int LOCK_GENERATION = ObjectHeader.LENGTH;
    /** Bytes of the file. */
    public static final int FILE_LENGTH;

    static final int NEXT_TICKET = LOCK_GENERATION + 8;
    static final int FIRST = ObjectHeader.LENGTH + 128;
    static final int SLOT_LENGTH = 64;

    /** Offset in a slot of the waiter's owner word. */
    public static final int OWNER = 0;
    /** Offset in a slot of the state. */
    public static final int STATE = 4;
    /** Offset in a slot of the ticket. */
    public static final int TICKET = 8;
    /** Offset in a slot of the waiter's thread. */
    public static final int THREAD_ID = 16;
    /** Offset in a slot of when the wait began, epoch ns. */
    public static final int SINCE = 24;

    static final int WAITING = 1;
    /** State: the waiter got a signal and is about to go on. */
    public static final int SIGNALLED = 2;
    /** State: the waiter gave up without the lock; nobody signals it any more. */
    public static final int LEFT = 3;
    /** The waiter gave up without the lock and had a signal, which another must get. */
    static final int LEFT_SIGNALLED = 4;

    static {
        FILE_LENGTH = FIRST + SLOTS * SLOT_LENGTH;
    }

    private ConditionLayout() {}

    /** Where a slot lies. */
    public static int at(int slot) {
        return FIRST + slot * SLOT_LENGTH;
    }
}
