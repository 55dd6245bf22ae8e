package io.parley.internal.sync;

import io.parley.internal.crash.Failpoint;
import io.parley.internal.memory.Memory;
import io.parley.internal.memory.ObjectFile;
import io.parley.internal.memory.ObjectHeader;
import io.parley.internal.memory.ObjectKind;
import io.parley.internal.wait.Doorbell;

/**
 * An event: a flag, and how often it was set.
 *
 * <pre>
 *   128  word        8  {63..1 epoch | 0 SET}
 *   136  doorbell    4  {31 WAITERS | sequence}
 *   140  (zero)    116
 * </pre>
 *
 * Setting raises the epoch in the same step, so a waiter that noted the epoch sees a pulse, set and cleared at once, as
 * well as a flag that stays. Prose twin: {@code docs/spec/event.md}.
 */
public final class EventWord {
    /** What a new event looks like: clear. */
    public static final ObjectFile.Spec SPEC = new ObjectFile.Spec(ObjectKind.EVENT, 0, 1, 256, memory -> {});
    /** Where those who wait sleep. */
    public static final int DOORBELL = ObjectHeader.LENGTH + 8;

    private static final int WORD = ObjectHeader.LENGTH;
    private static final long SET = 1;

    private EventWord() {}

    /** The word now. */
    public static long read(Memory memory) {
        return memory.getLongVolatile(WORD);
    }

    /** Whether a word says that the event is set. */
    public static boolean isSet(long word) {
        return (word & SET) != 0;
    }

    /** How often the event had been set. */
    public static long epoch(long word) {
        return word >>> 1;
    }

    /** Sets the flag and wakes everybody; also those whom a setter that died left asleep. */
    public static void set(Memory memory, Doorbell bell) {
        long word = memory.getLongVolatile(WORD);
        while (!isSet(word) && !memory.compareAndSetLong(WORD, word, epoch(word) + 1 << 1 | SET)) {
            word = memory.getLongVolatile(WORD);
        }
        Failpoint.EVENT_SET_BEFORE_WAKE.hit();
        bell.ringAll();
    }

    /** Clears the flag. */
    public static void clear(Memory memory) {
        long word = memory.getLongVolatile(WORD);
        while (isSet(word) && !memory.compareAndSetLong(WORD, word, word & ~SET)) {
            word = memory.getLongVolatile(WORD);
        }
    }
}
