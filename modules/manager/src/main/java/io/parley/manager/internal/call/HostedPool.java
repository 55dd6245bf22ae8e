package io.parley.manager.internal.call;

import io.parley.internal.process.FarWorkers;
import io.parley.internal.process.PoolDoor;
import io.parley.process.ProcessPool;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** A pool of a server: its workers read tasks, the server does not. */
final class HostedPool implements FarWorkers {
    private static final int MOST_RETRIES = 100;

    private final String name;
    private final ProcessPool pool;
    private final boolean takesTasks;

    HostedPool(String name, ProcessPool pool, boolean takesTasks) {
        this.name = name;
        this.pool = pool;
        this.takesTasks = takesTasks;
    }

    String name() {
        return name;
    }

    ProcessPool pool() {
        return pool;
    }

    @Override
    public int workers() {
        return pool.workers();
    }

    @Override
    public CompletableFuture<byte[]> run(byte[] task, long timeoutNs, int retries) {
        PoolDoor door = PoolDoor.installed();
        if (!takesTasks) {
            return CompletableFuture.completedFuture(door.failed(new SecurityException("pool '" + name
                    + "' takes no tasks: the server allows no classes. Name those of tasks, arguments and results with"
                    + " ManagerServer.allowTasks")));
        }
        try {
            return new End(door.run(pool, task, Math.max(0, timeoutNs), Math.max(0, Math.min(retries, MOST_RETRIES))));
        } catch (RuntimeException refused) {
            return CompletableFuture.completedFuture(door.failed(refused));
        }
    }

    /** A task's end, as it travels, however it ended. */
    private static final class End extends CompletableFuture<byte[]> {
        private final CompletableFuture<byte[]> task;

        End(CompletableFuture<byte[]> task) {
            this.task = task;
            task.whenComplete((bytes, failure) -> complete(failure == null ? bytes : failed(failure)));
        }

        private static byte[] failed(Throwable failure) {
            return PoolDoor.installed()
                    .failed(
                            failure instanceof CompletionException && failure.getCause() != null
                                    ? failure.getCause()
                                    : failure);
        }

        @Override
        public boolean cancel(boolean mayInterruptIfRunning) {
            boolean cancelled = super.cancel(mayInterruptIfRunning);
            task.cancel(mayInterruptIfRunning);
            return cancelled;
        }
    }
}
