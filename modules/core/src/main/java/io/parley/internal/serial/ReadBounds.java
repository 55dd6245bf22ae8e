package io.parley.internal.serial;

import java.io.ObjectInputFilter;

/**
 * Bounds what reading one serialised message may create, by the message's own size: an honest message has at least a
 * byte for every object and array element.
 *
 * <p>Classes are refused earlier, by who resolves them, by name and before they are loaded. Here they would have been
 * loaded, and those of the replacements that {@code readResolve} of an allowed class makes (the JDK's own value classes
 * do so) could not be told from those that the message names.
 */
public final class ReadBounds implements ObjectInputFilter {
    /** About what a default stack holds; where the stack ends earlier, its end is the limit. */
    public static final int MAX_DEPTH = 500;

    /** A hash table has more slots than entries; Java never makes it more than eight times as many. */
    private static final int SLOTS_PER_BYTE = 8;

    private static final int SPARE_SLOTS = 64;
    private static final int MAX_SHOWN = 250;

    private final int messageBytes;
    private long slotsLeft;
    private String refusal;

    /** For a message of that many bytes. */
    public ReadBounds(int messageBytes) {
        this.messageBytes = messageBytes;
        slotsLeft = SPARE_SLOTS + (long) SLOTS_PER_BYTE * messageBytes;
    }

    @Override
    public Status checkInput(FilterInfo info) {
        if (info.depth() > MAX_DEPTH) {
            return refuse("objects are nested more than " + MAX_DEPTH + " deep. Flatten them, or write a Codec.");
        }
        if (info.references() > messageBytes || info.streamBytes() > messageBytes) {
            return refuse("it claims more objects than it has bytes: references=" + info.references() + " bytes="
                    + messageBytes + ". It is damaged or was made up.");
        }
        if (info.arrayLength() > 0) {
            slotsLeft -= info.arrayLength() * slotBytes(info.serialClass());
            if (slotsLeft < 0) {
                return refuse("it claims an array too long for it: length=" + info.arrayLength() + " bytes="
                        + messageBytes + ". It is damaged or was made up.");
            }
        }
        return Status.UNDECIDED;
    }

    /* A reference may take a single byte in the message, a primitive always takes its size. */
    private static long slotBytes(Class<?> array) {
        Class<?> element = array == null ? null : array.componentType();
        if (element == long.class || element == double.class) {
            return Long.BYTES;
        }
        if (element == int.class || element == float.class) {
            return Integer.BYTES;
        }
        return element == short.class || element == char.class ? Short.BYTES : 1;
    }

    /** Notes why the message is refused; the first reason is the one. */
    public Status refuse(String reason) {
        if (refusal == null) {
            refusal = reason;
        }
        return Status.REJECTED;
    }

    /** Why the message was refused, null if it was not. */
    public String refusal() {
        return refusal;
    }

    /** A class name for a message: a made-up one may be 64 KiB long. */
    public static String shown(String name) {
        return name.length() > MAX_SHOWN ? name.substring(0, MAX_SHOWN) + "..." : name;
    }
}
