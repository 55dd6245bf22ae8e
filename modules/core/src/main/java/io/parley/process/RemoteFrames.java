package io.parley.process;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Set;

/**
 * Marks an exception that came from another process: under its own frames stands one more that says from which,
 * {@code at parley.process(worker-1, pid 4711)}. Class, message, causes and suppressed exceptions are the thrower's.
 */
final class RemoteFrames {
    private static final String CLASS = "parley";
    private static final String METHOD = "process";
    private static final int MAX_TEXT = 1_000;

    private RemoteFrames() {}

    /** How this process is called in such a frame. */
    static String thisProcess() {
        ParleyProcess current = ParleyProcess.current();
        String pid = "pid " + ProcessHandle.current().pid();
        if (current == null) {
            return pid;
        }
        String name = current.name();
        return (name.length() > MAX_TEXT ? name.substring(0, MAX_TEXT) : name) + ", " + pid;
    }

    /** Marks an exception, its causes and what they suppressed; not those whose own methods fail. */
    static void mark(Throwable failure, String process) {
        try {
            markAll(failure, process);
        } catch (RuntimeException ofTheException) {
            // What it says is more important than where it came from.
            return;
        }
    }

    private static void markAll(Throwable failure, String process) {
        StackTraceElement frame = new StackTraceElement(CLASS, METHOD, process, -1);
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<Throwable> left = new ArrayDeque<>();
        left.add(failure);
        for (Throwable next = left.poll(); next != null; next = left.poll()) {
            if (seen.add(next)) {
                mark(next, frame);
                if (next.getCause() != null) {
                    left.add(next.getCause());
                }
                left.addAll(Arrays.asList(next.getSuppressed()));
            }
        }
    }

    /* One without frames was made without; it stays so. One that came further than from there has a mark already. */
    private static void mark(Throwable failure, StackTraceElement frame) {
        StackTraceElement[] frames = failure.getStackTrace();
        if (frames.length > 0 && !isMark(frames[frames.length - 1])) {
            StackTraceElement[] marked = Arrays.copyOf(frames, frames.length + 1);
            marked[frames.length] = frame;
            failure.setStackTrace(marked);
        }
    }

    private static boolean isMark(StackTraceElement frame) {
        return CLASS.equals(frame.getClassName()) && METHOD.equals(frame.getMethodName());
    }
}
