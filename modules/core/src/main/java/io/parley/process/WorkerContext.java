package io.parley.process;

import io.parley.Parley;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What a task or an initializer can know of the worker that runs it, and a place for what the worker keeps between
 * tasks: a connection, a model.
 *
 * <p><b>Threading:</b> {@link #current()} is for the thread that runs the task; the object may be handed to others.
 * <b>Processes:</b> it belongs to one worker and ends with it. A worker that died, ran into a time limit, or had
 * {@link PoolOptions#maxTasksPerWorker} tasks, has a successor with the same number, a new context, and no attributes.
 *
 * <p><b>Differs from Python:</b> where a worker there keeps things in globals of its module, static fields do in a
 * worker process too. Attributes do the same in the threads of {@link LocalWorkers}, which share static fields.
 */
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

    /**
     * The worker whose task or initializer this thread runs.
     *
     * @return its context
     * @throws IllegalStateException if this thread runs neither
     */
    public static WorkerContext current() {
        WorkerContext context = CURRENT.get();
        if (context == null) {
            throw new IllegalStateException("not in a worker: thread '"
                    + Thread.currentThread().getName()
                    + "' runs no task of a pool. Ask in the thread that runs the task, and hand the context on");
        }
        return context;
    }

    /** Binds the calling thread to this worker, or to none with null. */
    static void enter(WorkerContext context) {
        if (context == null) {
            CURRENT.remove();
        } else {
            CURRENT.set(context);
        }
    }

    /** Counts a task. Only the thread that runs the tasks does. */
    void taskDone() {
        tasksDone = tasksDone + 1;
    }

    /**
     * The worker's name.
     *
     * @return the pool's name, a hyphen, and the number
     */
    public String name() {
        return name;
    }

    /**
     * The worker's place in the pool; its successor has the same.
     *
     * @return 1 or more
     */
    public int number() {
        return number;
    }

    /**
     * The domain that the worker opened, to get shared objects from by name.
     *
     * @return the domain; null in a pool of threads
     */
    public Parley parley() {
        return parley;
    }

    /**
     * How many tasks it has done before the present one.
     *
     * @return 0 in the initializer and the first task
     */
    public long tasksDone() {
        return tasksDone;
    }

    /**
     * What the initializer and tasks keep for later tasks of this worker.
     *
     * @return a map to change; neither keys nor values are null
     */
    public Map<String, Object> attributes() {
        return attributes;
    }

    @Override
    public String toString() {
        return "WorkerContext(" + name + ", tasksDone=" + tasksDone + ")";
    }
}
