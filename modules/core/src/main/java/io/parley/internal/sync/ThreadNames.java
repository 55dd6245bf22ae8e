package io.parley.internal.sync;

/** Names of this JVM's threads, for messages. */
public final class ThreadNames {
    private ThreadNames() {}

    /** The id that goes into shared memory. */
    @SuppressWarnings("deprecation") // threadId() is not in 17
    static long id(Thread thread) {
        return thread.getId();
    }

    /**
     * {@code "31"}, or {@code "31 (main)"} if a live platform thread of this JVM has that id; an agent has one below 0.
     */
    static String describe(long id) {
        if (id < 0) {
            return -id + " of a remote client";
        }
        String name = name(id);
        return name.isEmpty() ? Long.toString(id) : id + " (" + name + ")";
    }

    /** The name of this JVM's live platform thread with that id; empty if there is none. */
    public static String name(long id) {
        ThreadGroup top = Thread.currentThread().getThreadGroup();
        while (top != null && top.getParent() != null) {
            top = top.getParent();
        }
        if (top != null) {
            Thread[] found = new Thread[top.activeCount() * 2 + 16];
            int count = top.enumerate(found);
            for (int i = 0; i < count; i++) {
                if (id(found[i]) == id) {
                    return found[i].getName();
                }
            }
        }
        return "";
    }
}
