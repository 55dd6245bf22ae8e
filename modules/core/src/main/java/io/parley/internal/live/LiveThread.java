package io.parley.internal.live;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Who may hold a lock in one domain: a thread of this process, the same object whenever the same thread asks; or an
 * agent, which this process lets live and die itself.
 */
public final class LiveThread {
    /** No thread. */
    public static final LiveThread NOBODY = new LiveThread(null, null, 0, 0);

    private static final AtomicLong LAST_AGENT = new AtomicLong();

    private final ThreadTable table;
    private final Thread thread;
    private final int mark;
    private final long id;

    LiveThread(ThreadTable table, Thread thread, int mark) {
        this(table, thread, mark, id(thread));
    }

    private LiveThread(ThreadTable table, Thread thread, int mark, long id) {
        this.table = table;
        this.thread = thread;
        this.mark = mark;
        this.id = id;
    }

    @SuppressWarnings("deprecation") // threadId() is not in 17
    private static long id(Thread thread) {
        return thread.getId();
    }

    /** Somebody new that is no thread, such as one thread of a remote client. Others see only its process end. */
    public static LiveThread agent() {
        return new LiveThread(null, null, 0, LAST_AGENT.decrementAndGet());
    }

    ThreadTable table() {
        return table;
    }

    /** The thread; null if it is an agent. */
    public Thread thread() {
        return thread;
    }

    /** What shared memory calls it; 0 if no other process can see it end. */
    public int mark() {
        return mark;
    }

    /** What people call it: the thread's id; below 0 if it is an agent. */
    public long id() {
        return id;
    }

    /** Whether it is a thread that has ended. Of an agent, who lets it live says so. */
    public boolean hasEnded() {
        return thread != null && !thread.isAlive();
    }
}
