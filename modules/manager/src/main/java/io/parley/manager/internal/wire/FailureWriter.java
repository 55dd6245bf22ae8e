package io.parley.manager.internal.wire;

import io.parley.MessageWriter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * Writes an exception with its causes and what they suppressed, as many as a reader will take. Never fails, whatever
 * the exception's own methods do.
 */
final class FailureWriter {
    static final int MAX_DEPTH = 16;
    static final int MAX_NODES = 40;
    static final int MAX_FRAMES = 100;
    private static final int MAX_TEXT = 20_000;
    private static final String PLUMBING = "io.parley.manager.internal.";

    private final MessageWriter out;
    private final Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());

    FailureWriter(MessageWriter out) {
        this.out = out;
    }

    void write(Throwable failure) {
        out.writeUtf8("pid " + ProcessHandle.current().pid());
        seen.add(failure);
        write(failure, 0);
    }

    private void write(Throwable failure, int depth) {
        out.writeUtf8(failure.getClass().getName());
        String message = message(failure);
        out.writeByte(message == null ? 0 : 1);
        if (message != null) {
            out.writeUtf8(message);
        }
        writeFrames(failure);
        List<Throwable> suppressed = new ArrayList<>();
        Throwable cause = null;
        if (depth + 1 < MAX_DEPTH) {
            cause = isNew(cause(failure)) ? cause(failure) : null;
            for (Throwable each : failure.getSuppressed()) {
                if (isNew(each)) {
                    suppressed.add(each);
                }
            }
        }
        out.writeByte(cause == null ? 0 : 1);
        if (cause != null) {
            write(cause, depth + 1);
        }
        out.writeByte(suppressed.size());
        suppressed.forEach(each -> write(each, depth + 1));
    }

    private boolean isNew(Throwable failure) {
        return failure != null && seen.size() < MAX_NODES && seen.add(failure);
    }

    private static Throwable cause(Throwable failure) {
        try {
            return failure.getCause();
        } catch (RuntimeException | StackOverflowError ofTheException) {
            return null;
        }
    }

    private static String message(Throwable failure) {
        try {
            return cut(failure.getMessage());
        } catch (RuntimeException | StackOverflowError ofTheException) {
            return "(its message cannot be read: " + ofTheException.getClass().getName() + ")";
        }
    }

    private static String cut(String text) {
        return text == null || text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT) + "…";
    }

    private void writeFrames(Throwable failure) {
        StackTraceElement[] frames = frames(failure);
        int count = useful(frames);
        out.writeInt(count);
        for (int i = 0; i < count; i++) {
            out.writeUtf8(frames[i].getClassName());
            out.writeUtf8(frames[i].getMethodName());
            out.writeUtf8(frames[i].getFileName() == null ? "" : frames[i].getFileName());
            out.writeInt(frames[i].getLineNumber());
        }
    }

    private static StackTraceElement[] frames(Throwable failure) {
        try {
            return failure.getStackTrace();
        } catch (RuntimeException | StackOverflowError ofTheException) {
            return new StackTraceElement[0];
        }
    }

    /** Without what brought the request to the object: that is the same for all, and says nothing. */
    private static int useful(StackTraceElement[] frames) {
        int count = 0;
        while (count < Math.min(frames.length, MAX_FRAMES)
                && (count == 0 || !frames[count].getClassName().startsWith(PLUMBING))) {
            count++;
        }
        while (count > 1 && isReflection(frames[count - 1].getClassName())) {
            count--;
        }
        return count;
    }

    private static boolean isReflection(String className) {
        return className.startsWith("java.lang.reflect.") || className.startsWith("jdk.internal.reflect.");
    }
}
