package io.parley.manager.internal.value;

import io.parley.MessageReader;
import io.parley.manager.internal.server.Call;
import io.parley.manager.internal.server.ServerContext;
import io.parley.value.SharedBytes;
import java.util.Arrays;
import java.util.Objects;

/** A byte string, served. */
final class ServedBytes extends ServedWhole {
    private final SharedBytes bytes;

    private ServedBytes(ServerContext server, SharedBytes bytes) {
        super(server, bytes, bytes.lock(), bytes::version);
        this.bytes = bytes;
    }

    static ServedBytes open(ServerContext server, String name, MessageReader details) {
        int capacity = details.readInt();
        return new ServedBytes(server, SharedBytes.open(server.parley(), name, capacity, rest(details)));
    }

    private static byte[] rest(MessageReader in) {
        return some(in, in.remaining());
    }

    private static byte[] some(MessageReader in, int count) {
        Objects.checkFromIndexSize(0, count, in.remaining());
        byte[] read = new byte[count];
        in.readBytes(read, 0, count);
        return read;
    }

    @Override
    void readOrWrite(Call call) {
        MessageReader args = call.args();
        switch (call.op()) {
            case WholeOps.GET -> {
                int from = args.readInt();
                int count = WholeOps.requireFits(args.readInt(), bytes.name());
                Objects.checkFromIndexSize(from, count, bytes.length());
                call.reply().writeBytes(bytes.slice(from, from + count), 0, count);
                call.done();
            }
            case WholeOps.SET -> {
                int to = args.readInt();
                boolean terminated = args.readByte() != 0;
                byte[] next = rest(args);
                write(call, () -> {
                    set(to, terminated, next);
                    call.done();
                });
            }
            case WholeOps.COMPARE_AND_SET -> {
                byte[] expected = some(args, args.readInt());
                byte[] next = rest(args);
                write(call, () -> call.done(compareAndSet(expected, next)));
            }
            default -> throw unknown(call);
        }
    }

    private void set(int to, boolean terminated, byte[] next) {
        if (terminated) {
            bytes.setValue(next);
        } else if (to == 0) {
            bytes.setRaw(next);
        } else {
            bytes.copyFrom(next, 0, to, next.length);
        }
    }

    private boolean compareAndSet(byte[] expected, byte[] next) {
        boolean equal = Arrays.equals(bytes.value(), expected);
        if (equal) {
            bytes.setValue(next);
        }
        return equal;
    }
}
