package io.parley.manager.internal.wire;

import io.parley.CodecException;
import io.parley.MessageReader;
import io.parley.manager.RemoteInvocationException;

/** Reads what a {@link FailureWriter} wrote, held to the same bounds: the other side may be anybody's. */
final class FailureReader {
    private static final String SIDE = "parley";
    private static final int LEAST_FRAME = 16;

    private final MessageReader in;
    private final FailureTypes types;
    private StackTraceElement mark;
    private int nodes;

    FailureReader(MessageReader in, FailureTypes types) {
        this.in = in;
        this.types = types;
    }

    /** Whether the frames above this one are of the other side. */
    static boolean isMark(StackTraceElement frame) {
        return frame.getLineNumber() == -1
                && frame.getClassName().equals(SIDE)
                && frame.getMethodName().equals("server");
    }

    Throwable read() {
        mark = new StackTraceElement(SIDE, "server", in.readUtf8(), -1);
        return read(0);
    }

    private Throwable read(int depth) {
        if (depth >= FailureWriter.MAX_DEPTH || ++nodes > FailureWriter.MAX_NODES) {
            throw damaged("too many causes");
        }
        String type = in.readUtf8();
        String message = in.readByte() == 0 ? null : in.readUtf8();
        StackTraceElement[] frames = readFrames();
        Throwable cause = in.readByte() == 0 ? null : read(depth + 1);
        Throwable failure = make(type, message, cause);
        failure.setStackTrace(frames);
        for (int left = in.readByte(); left > 0; left--) {
            failure.addSuppressed(read(depth + 1));
        }
        return failure;
    }

    private Throwable make(String type, String message, Throwable cause) {
        Throwable known = KnownFailures.make(type, message, cause);
        if (known == null) {
            known = types.make(type, message, cause);
        }
        return known != null ? known : new RemoteInvocationException(type, message, cause);
    }

    private StackTraceElement[] readFrames() {
        int count = in.readInt();
        if (count < 0 || count > FailureWriter.MAX_FRAMES || count > in.remaining() / LEAST_FRAME) {
            throw damaged("frames=" + count + ", remaining=" + in.remaining());
        }
        StackTraceElement[] frames = new StackTraceElement[count + 1];
        for (int i = 0; i < count; i++) {
            String className = in.readUtf8();
            String method = in.readUtf8();
            String file = in.readUtf8();
            frames[i] = new StackTraceElement(className, method, file.isEmpty() ? null : file, in.readInt());
        }
        frames[count] = mark;
        return frames;
    }

    private static CodecException damaged(String what) {
        return new CodecException("cannot read a failure of the other side: " + what + ". It is damaged");
    }
}
