package io.parley.internal.process;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * The pipe from parent to child, which is the child's standard input: first what to run, then commands of one byte
 * each. Only the parent has its other end, so its end is the parent's, however it came.
 */
public final class Lifeline {
    /** Interrupt the main thread. */
    public static final int INTERRUPT = 'I';
    /** Interrupt the task whose number follows, if it still runs. */
    public static final int CANCEL = 'C';
    /** Say where the threads are. */
    public static final int DUMP = 'D';

    private static final int MAGIC = 0x504C5950;

    private Lifeline() {}

    /** Writes what to run. */
    public static void writePayload(OutputStream out, byte[] payload) throws IOException {
        DataOutputStream data = new DataOutputStream(out);
        data.writeInt(MAGIC);
        data.writeInt(payload.length);
        data.write(payload);
        data.flush();
    }

    /** Reads what to run; null if the parent went away first. */
    public static byte[] readPayload(InputStream in) throws IOException {
        DataInputStream data = new DataInputStream(in);
        int magic = data.read() << 24;
        if (magic < 0) {
            return null;
        }
        magic |= data.read() << 16 | data.read() << 8 | data.read();
        if (magic != MAGIC) {
            throw new IOException("standard input does not come from a Parley parent");
        }
        byte[] payload = new byte[data.readInt()];
        data.readFully(payload);
        return payload;
    }
}
