package io.parley.internal.sync;

import io.parley.internal.crash.Failpoint;
import io.parley.internal.memory.Memory;
import io.parley.internal.memory.ObjectFile;
import io.parley.internal.memory.ObjectHeader;
import io.parley.internal.memory.ObjectKind;
import io.parley.internal.wait.Doorbell;

/**
 * A latch: a count that only goes down.
 *
 * <pre>
 *   128  count       4
 *   132  initial     4  never changes
 *   136  doorbell    4  {31 WAITERS | sequence}
 *   140  (zero)    116
 * </pre>
 *
 * Prose twin: {@code docs/spec/latch.md}.
 */
public final class LatchWord {
    /** Where those who wait sleep. */
    public static final int DOORBELL = ObjectHeader.LENGTH + 8;

    private static final int COUNT = ObjectHeader.LENGTH;
    private static final int INITIAL = COUNT + 4;

    private LatchWord() {}

    /** What a new latch looks like; any existing one will do. */
    public static ObjectFile.Spec spec(int count) {
        return new ObjectFile.Spec(ObjectKind.LATCH, 0, -1, 256, memory -> {
            memory.putInt(COUNT, count);
            memory.putInt(INITIAL, count);
        });
    }

    /** How many are still to come. */
    public static int count(Memory memory) {
        return memory.getIntVolatile(COUNT);
    }

    /** How many were to come at the beginning. */
    public static int initial(Memory memory) {
        return memory.getInt(INITIAL);
    }

    /** Counts down by {@code n}, to 0 at most, and wakes everybody when there is nothing left to wait for. */
    public static void countDown(Memory memory, Doorbell bell, int n) {
        int count;
        int left;
        do {
            count = memory.getIntVolatile(COUNT);
            left = Math.max(0, count - n);
        } while (left != count && !memory.compareAndSetInt(COUNT, count, left));
        if (left == 0) {
            Failpoint.LATCH_OPEN_BEFORE_WAKE.hit();
            bell.ringAll();
        }
    }
}
