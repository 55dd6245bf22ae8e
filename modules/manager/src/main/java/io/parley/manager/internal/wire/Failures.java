package io.parley.manager.internal.wire;

import io.parley.MessageReader;
import io.parley.MessageWriter;
import io.parley.manager.RemoteInvocationException;
import java.util.Arrays;

/**
 * Exceptions on the wire: class, message, frames, causes, suppressed ones. Those on a list come out as themselves, the
 * others as {@link RemoteInvocationException}. Under the frames of the other side stands {@code at parley.server(pid
 * 4711)}, and under that the frames of who called.
 */
public final class Failures {
    private static final StackWalker WALKER = StackWalker.getInstance();
    private static final int MAX_LOCAL_FRAMES = 200;
    private static final String PLUMBING = "io.parley.manager.internal.";

    private Failures() {}

    /** Writes what there is to say about a failure. Never fails. */
    public static void write(Throwable failure, MessageWriter out) {
        new FailureWriter(out).write(failure);
    }

    /** The failure as the caller gets it; one that must be declared is the cause of one that need not. */
    public static RuntimeException read(MessageReader in) {
        Throwable failure = readAny(in, FailureTypes.NONE);
        return failure instanceof RuntimeException unchecked
                ? unchecked
                : new RemoteInvocationException(failure.getClass().getName(), failure.getMessage(), failure);
    }

    /**
     * The failure as it was thrown, be it one that must be declared.
     *
     * @param types knows more of them
     */
    public static Throwable readAny(MessageReader in, FailureTypes types) {
        return new FailureReader(in, types).read();
    }

    /** The failure as one of the calling thread, be it from the other side or made by another thread of this one. */
    public static <T extends Throwable> T ofCaller(T failure) {
        StackTraceElement[] frames = failure.getStackTrace();
        boolean fromThere = frames.length > 0 && FailureReader.isMark(frames[frames.length - 1]);
        if (!fromThere) {
            failure.setStackTrace(new StackTraceElement[0]);
        }
        return thrownHere(failure);
    }

    /** Adds the frames of the calling thread under those of the other side, so that one trace says everything. */
    public static <T extends Throwable> T thrownHere(T failure) {
        StackTraceElement[] there = failure.getStackTrace();
        StackTraceElement[] here = WALKER.walk(frames -> frames.skip(1)
                .dropWhile(frame -> frame.getClassName().startsWith(PLUMBING))
                .limit(MAX_LOCAL_FRAMES)
                .map(StackWalker.StackFrame::toStackTraceElement)
                .toArray(StackTraceElement[]::new));
        StackTraceElement[] all = Arrays.copyOf(there, there.length + here.length);
        System.arraycopy(here, 0, all, there.length, here.length);
        failure.setStackTrace(all);
        return failure;
    }
}
