package io.parley.process;

import io.parley.AnyCodec;
import io.parley.Codecs;
import io.parley.Parley;
import io.parley.SharedObject;
import io.parley.internal.memory.MessageBuffer;

/** Handles on shared objects as bytes, and back. */
final class HandleBytes {
    private static final AnyCodec HANDLES = Codecs.any();

    private HandleBytes() {}

    static byte[] write(SharedObject handle, Parley parley) {
        MessageBuffer buffer = new MessageBuffer();
        HANDLES.in(parley).encode(handle, buffer);
        byte[] bytes = new byte[buffer.length()];
        buffer.readBytes(bytes, 0, bytes.length);
        return bytes;
    }

    static Object read(byte[] bytes, Parley parley) {
        MessageBuffer buffer = new MessageBuffer(bytes.length);
        buffer.writeBytes(bytes, 0, bytes.length);
        return HANDLES.in(parley).decode(buffer);
    }
}
