package io.parley.internal.process;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/**
 * The pipe from parent to child, which is the child's standard input: first what to run, then commands of one byte
 * each. Only the parent has its other end, so its end is the parent's, however it came.
 *
 * <pre>
 * int magic | int length | length bytes: what to run | commands: 'I' | 'C' long | 'D' ...
 * </pre>
 */
public final class Lifeline {
    /** Interrupt the main thread. */
    public static final int INTERRUPT = 'I';
    /** Interrupt the task whose number follows, if it still runs. */
    public static final int CANCEL = 'C';
    /** Say where the task is. */
    public static final int DUMP = 'D';

    private static final int MAGIC = 0x504C5950;

    private Lifeline() {}

    /** What goes in front of a payload of that length. */
    public static byte[] head(int length) {
        return ByteBuffer.allocate(2 * Integer.BYTES)
                .putInt(MAGIC)
                .putInt(length)
                .array();
    }

    /** A command, with the number of a task behind it where it wants one. */
    public static byte[] command(int command, long argument) {
        if (command != CANCEL) {
            return new byte[] {(byte) command};
        }
        return ByteBuffer.allocate(1 + Long.BYTES)
                .put((byte) command)
                .putLong(argument)
                .array();
    }

    /**
     * Reads what to run; null if the parent went away first.
     *
     * @throws IOException if the bytes come from somebody else
     */
    public static byte[] readPayload(InputStream in) throws IOException {
        DataInputStream data = new DataInputStream(in);
        try {
            int magic = data.readInt();
            int length = data.readInt();
            if (magic != MAGIC || length < 0) {
                throw new IOException("standard input does not come from a Parley parent: first bytes="
                        + Integer.toHexString(magic)
                        + ". This main class is started by ParleyProcess.start(), not by hand");
            }
            byte[] payload = new byte[length];
            data.readFully(payload);
            return payload;
        } catch (EOFException parentIsGone) {
            return null;
        }
    }
}
