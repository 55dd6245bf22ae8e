package io.parley.internal.map;

import io.parley.internal.memory.MessageBuffer;
import java.util.Arrays;

/** Encoded elements on their way into a list, one behind the other. */
public final class ListValues {
    private final MessageBuffer bytes = new MessageBuffer();
    private int[] ends = new int[16];
    private int count;

    /** Where the next element is to be written; then call {@link #written}. */
    public MessageBuffer target() {
        return bytes;
    }

    /** The next element is complete. */
    public void written() {
        if (count == ends.length) {
            ends = Arrays.copyOf(ends, 2 * count);
        }
        ends[count++] = bytes.length();
    }

    /** How many there are. */
    public int count() {
        return count;
    }

    /** Copies one of them out. */
    void read(int index, MessageBuffer target) {
        int start = index == 0 ? 0 : ends[index - 1];
        target.reset();
        target.writeBytes(bytes.array(), start, ends[index] - start);
    }
}
