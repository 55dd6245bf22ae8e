package io.parley.internal.live;

/** One thread of this process as one domain knows it; the same object whenever the same thread asks. */
public final class LiveThread {
    /** No thread. */
    public static final LiveThread NOBODY = new LiveThread(null, null, 0);

    private final ThreadTable table;
    private final Thread thread;
    private final int mark;

    LiveThread(ThreadTable table, Thread thread, int mark) {
        this.table = table;
        this.thread = thread;
        this.mark = mark;
    }

    ThreadTable table() {
        return table;
    }

    /** The thread. */
    public Thread thread() {
        return thread;
    }

    /** What shared memory calls it; 0 if no other process can see it end. */
    public int mark() {
        return mark;
    }
}
