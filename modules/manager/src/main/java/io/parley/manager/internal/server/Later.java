package io.parley.manager.internal.server;

import java.util.ArrayDeque;

/**
 * The lines that a thread has to go through when it is done with what it is in: while it has a session's turn it must
 * not take that of another.
 */
final class Later {
    private static final ThreadLocal<Later> OF_THREAD = ThreadLocal.withInitial(Later::new);

    private final ArrayDeque<Line> lines = new ArrayDeque<>();
    private int depth;
    private boolean draining;

    static Later ofThread() {
        return OF_THREAD.get();
    }

    void enter() {
        depth++;
    }

    /** The line is gone through at the end; false if there is nothing to wait for. */
    boolean add(Line line) {
        if (depth == 0) {
            return false;
        }
        if (!lines.contains(line)) {
            lines.add(line);
        }
        return true;
    }

    void leave() {
        depth--;
        if (depth > 0 || draining || lines.isEmpty()) {
            return;
        }
        draining = true;
        try {
            for (Line line = lines.poll(); line != null; line = lines.poll()) {
                line.retry();
            }
        } finally {
            draining = false;
        }
    }
}
