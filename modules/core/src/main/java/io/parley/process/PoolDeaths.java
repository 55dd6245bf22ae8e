package io.parley.process;

import java.util.List;
import java.util.concurrent.TimeUnit;

/** What is said of a worker's end. */
final class PoolDeaths {
    private static final int SIGKILL = 9;

    private PoolDeaths() {}

    /** It died while it ran a task. */
    static WorkerDiedException under(PoolTask<?> task, PoolWorker worker, ExitStatus status) {
        List<String> lines = worker.errors().last();
        return new WorkerDiedException(
                "worker died while it ran a task: " + worker + " ended with " + status + hint(status) + ", task="
                        + task.description()
                        + ". The pool goes on with a new worker; a task that may run twice is run again if it is "
                        + "submitted with TaskOptions.idempotent()" + text(lines),
                worker.process().pid(),
                status,
                lines);
    }

    /** It died before it was ready for tasks. */
    static WorkerDiedException atStart(PoolWorker worker, ExitStatus status) {
        List<String> lines = worker.errors().last();
        return new WorkerDiedException(
                "worker died before it was ready: " + worker + " ended with " + status + hint(status)
                        + ". Look at the JVM flags, the class path and the initializer" + text(lines),
                worker.process().pid(),
                status,
                lines);
    }

    /** Its task took too long. */
    static TaskTimeoutException tooLong(PoolTask<?> task, PoolWorker worker) {
        String where = worker.stacks();
        return new TaskTimeoutException("task did not end within its time limit: limit="
                + task.options().timeout() + ", task=" + task.description() + ", worker=" + worker
                + ". The worker was ended and is replaced; allow more time with TaskOptions.withTimeout, or do less"
                + (where.isEmpty() ? ". It could not say where the task was" : ". The task was here:\n" + where));
    }

    private static String hint(ExitStatus status) {
        boolean killed = status.endedBySignal().orElse(0) == SIGKILL;
        return killed ? " (kill -9; probably out of memory: see the kernel's log)" : "";
    }

    private static String text(List<String> lines) {
        return lines.isEmpty() ? "" : ". Its last lines on standard error:\n" + String.join("\n", lines);
    }

    /** How long to wait before a worker follows one that died without having done anything, n times in a row. */
    static long pauseNs(int inARow, int workers) {
        int many = inARow - 2 * workers;
        return many <= 0 ? 0 : TimeUnit.MILLISECONDS.toNanos(100L << Math.min(many, 6));
    }
}
