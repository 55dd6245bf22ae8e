package io.parley.manager.internal.wire;

import io.parley.MessageReader;
import io.parley.MessageWriter;
import io.parley.internal.memory.MessageBuffer;
import java.util.Arrays;

/** What a client's codec wrote, which the server does not look into. Equal if the bytes are. Immutable. */
public final class RawBytes {
    private static final int NONE = -1;

    private final byte[] bytes;

    private RawBytes(byte[] bytes) {
        this.bytes = bytes;
    }

    /** All that is in a buffer, from its beginning. */
    public static RawBytes of(MessageBuffer buffer) {
        return new RawBytes(Arrays.copyOf(buffer.array(), buffer.length()));
    }

    /** What is left of a message. */
    public static RawBytes rest(MessageReader in) {
        return read(in, in.remaining());
    }

    /** What {@link #write} wrote; a length is believed only as far as there are bytes. */
    public static RawBytes read(MessageReader in) {
        RawBytes read = readOptional(in);
        if (read == null) {
            throw new IllegalArgumentException("bytes are missing in a request or answer. Update the older side");
        }
        return read;
    }

    /** What {@link #writeOptional} wrote. */
    public static RawBytes readOptional(MessageReader in) {
        int length = in.readInt();
        return length == NONE ? null : read(in, length);
    }

    private static RawBytes read(MessageReader in, int length) {
        if (length < 0 || length > in.remaining()) {
            throw new IllegalArgumentException(
                    "length in a request or answer is wrong: length=" + length + ", remaining=" + in.remaining());
        }
        byte[] bytes = new byte[length];
        in.readBytes(bytes, 0, length);
        return new RawBytes(bytes);
    }

    /** Writes length and bytes. */
    public void write(MessageWriter out) {
        out.writeInt(bytes.length);
        writeContent(out);
    }

    /** Writes the bytes, or that there are none. */
    public static void writeOptional(RawBytes value, MessageWriter out) {
        if (value == null) {
            out.writeInt(NONE);
        } else {
            value.write(out);
        }
    }

    /** Writes the bytes alone. */
    public void writeContent(MessageWriter out) {
        out.writeBytes(bytes, 0, bytes.length);
    }

    /** How many bytes there are. */
    public int length() {
        return bytes.length;
    }

    /** To read them, from the beginning. */
    public MessageBuffer reader() {
        MessageBuffer buffer = new MessageBuffer(bytes.length);
        writeContent(buffer);
        return buffer;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RawBytes that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return bytes.length + " bytes";
    }
}
