package io.parley.internal.observe;

import io.parley.internal.memory.Memory;
import io.parley.internal.memory.ObjectHeader;
import io.parley.internal.memory.Words;
import java.nio.ByteBuffer;

/**
 * The word in an object's header that says whether its latencies are recorded: {@code {31..1 times | 0 on}}.
 *
 * <p><b>Threading, processes:</b> any number. <b>Death:</b> each change is one compare-and-set.
 */
public final class RecordingSwitch {
    /** What switching on adds to a word: the bit, and one more time. */
    private static final int ONCE_MORE = 2 + ObjectHeader.RECORDED;

    private RecordingSwitch() {}

    /** Whether latencies are to be recorded: one load and no ordering, for hot paths. */
    public static boolean isOn(ByteBuffer words) {
        return isOn(word(words));
    }

    static boolean isOn(int word) {
        return (word & ObjectHeader.RECORDED) != 0;
    }

    static int word(ByteBuffer words) {
        return Words.getIntOpaque(words, ObjectHeader.RECORDING);
    }

    /** Whether they were ever recorded, so that there may be histograms. */
    public static boolean wasEverOn(Memory memory) {
        return memory.getIntVolatile(ObjectHeader.RECORDING) != 0;
    }

    /** From now on latencies are recorded; false if they were already. */
    public static boolean switchOn(Memory memory) {
        while (true) {
            int word = memory.getIntVolatile(ObjectHeader.RECORDING);
            if (isOn(word)) {
                return false;
            }
            if (memory.compareAndSetInt(ObjectHeader.RECORDING, word, word + ONCE_MORE)) {
                return true;
            }
        }
    }

    /** From now on they are not; false if they were not before. */
    public static boolean switchOff(Memory memory) {
        while (true) {
            int word = memory.getIntVolatile(ObjectHeader.RECORDING);
            if (!isOn(word)) {
                return false;
            }
            if (memory.compareAndSetInt(ObjectHeader.RECORDING, word, word & ~ObjectHeader.RECORDED)) {
                return true;
            }
        }
    }
}
