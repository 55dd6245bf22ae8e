package io.parley.process;

import io.parley.Parley;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What a task or an initializer can know of the worker that runs it. */
public final class WorkerContext {
    private static final ThreadLocal<WorkerContext> CURRENT = new ThreadLocal<>();

    private final String name;
    private final int number;
    private final Parley parley;
    private final Map<String, Object> attributes = new ConcurrentHashMap<>();
    private volatile long tasksDone;

    WorkerContext(String name, int number, Parley parley) {
        this.name = name;
        this.number = number;
        this.parley = parley;
    }

    /** The worker whose task this thread runs. */
    public static WorkerContext current() {
        WorkerContext context = CURRENT.get();
        if (context == null) {
            throw new IllegalStateException("not in a worker: this thread runs no task of a pool");
        }
        return context;
    }

    /** Binds the calling thread to this worker, or to none with null. */
    static void enter(WorkerContext context) {
        CURRENT.set(context);
    }

    void taskDone() {
        tasksDone++;
    }

    /** The worker's name. */
    public String name() {
        return name;
    }

    /** The worker's place in the pool, from 1; its successor has the same. */
    public int number() {
        return number;
    }

    /** The domain; null in a pool of threads. */
    public Parley parley() {
        return parley;
    }

    /** How many tasks it has done. */
    public long tasksDone() {
        return tasksDone;
    }

    /** What the initializer and tasks keep for later tasks of this worker. */
    public Map<String, Object> attributes() {
        return attributes;
    }
}
