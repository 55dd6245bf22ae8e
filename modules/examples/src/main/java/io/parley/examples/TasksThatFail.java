package io.parley.examples;

import io.parley.Parley;
import io.parley.process.BrokenPoolException;
import io.parley.process.PoolOptions;
import io.parley.process.ProcessPool;
import io.parley.process.RemoteTaskException;
import io.parley.process.TaskOptions;
import io.parley.process.TaskTimeoutException;
import io.parley.process.WorkerDiedException;
import io.parley.value.SharedInt;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;

/**
 * Tasks that throw, hang, or take their worker with them. The caller is always told, and the pool goes on with as many
 * workers as before.
 */
public final class TasksThatFail {
    private TasksThatFail() {}

    /** Holds what cannot travel. */
    static final class LineException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        /** No part of another process. */
        @SuppressWarnings("serial") // that is the point
        private final Object socket = new Socket();

        LineException(String message) {
            super(message);
        }
    }

    /** No arguments. */
    public static void main(String[] args) throws Exception {
        try (Parley parley =
                Parley.open("tasks-that-fail-" + ProcessHandle.current().pid())) {
            SharedInt attempts = parley.intValue("attempts");
            try (ProcessPool pool = parley.pool(2)) {
                fail(pool);
                CompletableFuture<Integer> never = pool.submit(TasksThatFail::hang);
                never.cancel(true);
                show(never);
                dieOnce(pool, attempts);
                System.out.println("workers as before: " + pool.workers() + ", answer " + pool.call(() -> 42));
            }
            giveUp(parley);
            parley.delete();
        }
    }

    private static void fail(ProcessPool pool) throws InterruptedException {
        show(pool.submit(() -> Integer.parseInt("seven")));
        show(pool.submit(() -> dial("7")));
        show(pool.with(options -> options.withTimeout(Duration.ofMillis(200))).submit(TasksThatFail::hang));
        show(pool.submit(() -> {
            Runtime.getRuntime().halt(7);
            return 0;
        }));
    }

    private static int dial(String number) {
        throw new LineException("line is down: " + number);
    }

    private static int hang() throws InterruptedException {
        new CountDownLatch(1).await();
        return 0;
    }

    /** Whoever says that a task may be run twice has it run again. */
    private static void dieOnce(ProcessPool pool, SharedInt attempts) throws Exception {
        int attempt = pool.with(TaskOptions::idempotent).call(() -> {
            if (attempts.incrementAndGet() == 1) {
                Runtime.getRuntime().halt(1);
            }
            return attempts.get();
        });
        System.out.println("done at the attempt " + attempt);
    }

    private static void giveUp(Parley parley) throws InterruptedException {
        PoolOptions options = PoolOptions.defaults()
                .withWorkers(1)
                .withInitializerFailures(2)
                .withInitializer(() -> {
                    throw new IllegalStateException("no licence");
                });
        ProcessPool pool = parley.pool(same -> options);
        try {
            pool.submit(() -> 1).get();
        } catch (BrokenPoolException e) { // it had given up already
            System.out.println("the pool gave up: true");
        } catch (ExecutionException e) {
            System.out.println("the pool gave up: " + (e.getCause() instanceof BrokenPoolException));
        } finally {
            pool.close();
        }
    }

    private static void show(CompletableFuture<Integer> task) throws InterruptedException {
        try {
            System.out.println("never: " + task.get());
        } catch (CancellationException e) {
            System.out.println("cancelled");
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            if (cause instanceof WorkerDiedException died) {
                System.out.println("its worker died: " + died.exitStatus());
            } else if (cause instanceof TaskTimeoutException) {
                System.out.println("took too long");
            } else if (cause instanceof RemoteTaskException remote) {
                System.out.println("threw what cannot travel: " + remote.className());
            } else {
                System.out.println("threw " + cause);
            }
        }
    }
}
