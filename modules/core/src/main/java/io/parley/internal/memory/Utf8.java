package io.parley.internal.memory;

import java.nio.charset.StandardCharsets;

/** Bounded texts in shared memory. A text that does not fit is refused, never cut. */
public final class Utf8 {
    private Utf8() {}

    /**
     * How many bytes a text takes.
     *
     * @throws IllegalArgumentException if half of a surrogate pair is missing, which UTF-8 cannot say
     */
    public static int length(String text, String what) {
        int bytes = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x80) {
                bytes++;
            } else if (c < 0x800) {
                bytes += 2;
            } else if (!Character.isSurrogate(c)) {
                bytes += 3;
            } else if (startsPair(text, i)) {
                bytes += 4;
                i++;
            } else {
                throw new IllegalArgumentException("text has half a surrogate pair: " + what + " index=" + i
                        + ", char=0x" + Integer.toHexString(c) + ". Store bytes if it is not a text");
            }
        }
        return bytes;
    }

    private static boolean startsPair(String text, int index) {
        return Character.isHighSurrogate(text.charAt(index))
                && index + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(index + 1));
    }

    /**
     * As {@link #length}, for a text that may have {@code max} bytes.
     *
     * @throws IllegalArgumentException if it has more; the message has both numbers
     */
    public static int requireFits(String text, int max, String what) {
        int bytes = length(text, what);
        if (bytes > max) {
            throw new IllegalArgumentException("text is too long: " + what + " bytes=" + bytes + ", max=" + max
                    + ". The old one was kept; shorten the text or make more room");
        }
        return bytes;
    }

    /** Writes a text that {@link #length} accepted. */
    public static void put(Memory memory, int offset, String text) {
        int at = offset;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x80) {
                memory.putByte(at++, (byte) c);
            } else if (c < 0x800) {
                memory.putByte(at++, (byte) (0xC0 | c >> 6));
                memory.putByte(at++, trail(c));
            } else if (!Character.isSurrogate(c)) {
                memory.putByte(at++, (byte) (0xE0 | c >> 12));
                memory.putByte(at++, trail(c >> 6));
                memory.putByte(at++, trail(c));
            } else {
                int point = Character.toCodePoint(c, text.charAt(++i));
                memory.putByte(at++, (byte) (0xF0 | point >> 18));
                memory.putByte(at++, trail(point >> 12));
                memory.putByte(at++, trail(point >> 6));
                memory.putByte(at++, trail(point));
            }
        }
    }

    private static byte trail(int bits) {
        return (byte) (0x80 | bits & 0x3F);
    }

    /** Reads {@code length} bytes as a text. */
    public static String get(Memory memory, int offset, int length) {
        byte[] bytes = new byte[length];
        memory.getBytes(offset, bytes, 0, length);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /**
     * Reads a text that stands behind its length in bytes, an int. What the length says is not believed beyond
     * {@code max}: others may be writing, or may have damaged it.
     */
    public static String read(Memory memory, int lengthOffset, int max) {
        int length = Math.max(0, Math.min(max, memory.getIntAcquire(lengthOffset)));
        return get(memory, lengthOffset + Integer.BYTES, length);
    }
}
