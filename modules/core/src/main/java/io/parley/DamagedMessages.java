package io.parley;

/**
 * The checks that stand between a message's bytes and an allocation, and the words for what they find. Bytes come from
 * another process: a length is believed only if that many bytes are left.
 */
final class DamagedMessages {
    private static final String REMEDY = " It was written by another codec or another version of it, or is damaged.";

    private DamagedMessages() {}

    /** Reads the number of bytes of what follows. */
    static int readLength(MessageReader in, String what) {
        int length = in.readInt();
        if (length < 0 || length > in.remaining()) {
            throw new CodecException(what + " of " + length + " bytes does not fit the message: remaining="
                    + in.remaining() + "." + REMEDY);
        }
        return length;
    }

    /** Reads the number of elements of what follows; each takes a byte at least. */
    static int readCount(MessageReader in) {
        int count = in.readInt();
        if (count < 0 || count > in.remaining()) {
            throw new CodecException("List of " + count + " elements does not fit the message: remaining="
                    + in.remaining() + "." + REMEDY);
        }
        return count;
    }

    /** Reads a yes or no; any other byte shows that writer and reader are out of step. */
    static boolean readFlag(MessageReader in) {
        byte flag = in.readByte();
        if ((flag & ~1) != 0) {
            throw new CodecException(
                    "Flag expected, byte found: value=" + flag + " remaining=" + in.remaining() + "." + REMEDY);
        }
        return flag != 0;
    }

    /** Refuses a message that goes on after its end. */
    static void requireEnd(MessageReader in, String codec) {
        if (in.remaining() != 0) {
            throw new CodecException(
                    "Message goes on after its end: codec=" + codec + " remaining=" + in.remaining() + "." + REMEDY);
        }
    }

    /** How many elements of that width the message has; refuses one that ends within an element. */
    static int elements(MessageReader in, int width, String codec) {
        int bytes = in.remaining();
        if (bytes % width != 0) {
            throw new CodecException("Message ends within an element: codec=" + codec + " bytes=" + bytes + " width="
                    + width + "." + REMEDY);
        }
        return bytes / width;
    }
}
