package io.parley.process;

import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;

/**
 * A task without a result as one with a result, which is null. Can be sent if the task can.
 *
 * @param task what to run
 */
record RunnableTask(Runnable task) implements SerializableCallable<Object> {
    RunnableTask {
        Objects.requireNonNull(task, "task");
    }

    @Override
    public Object call() {
        task.run();
        return null;
    }

    /** What {@code shutdownNow} gives back of work that did not start: the task as it was given, if it was one. */
    static Runnable runnable(Callable<?> work) {
        if (work instanceof RunnableTask wrapped) {
            return wrapped.task;
        }
        return work instanceof Runnable runnable ? runnable : new Unstarted(work);
    }

    /** A task with a result that did not start. Whoever runs it gets no result, but what it throws. */
    private record Unstarted(Callable<?> work) implements Runnable {
        @Override
        public void run() {
            try {
                work.call();
            } catch (RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new CompletionException(e);
            }
        }
    }
}
