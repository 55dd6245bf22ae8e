package io.parley.examples;

import io.parley.Parley;
import io.parley.process.ProcessPool;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A task is given to a pool of one; the pool takes no more and ends; the result is still there. */
public final class OneTask {
    private OneTask() {}

    /** No arguments. */
    public static void main(String[] args) throws Exception {
        try (Parley parley = Parley.open("one-task-" + ProcessHandle.current().pid())) {
            ProcessPool pool = parley.pool(1);
            CompletableFuture<Integer> result = pool.submit(() -> 1);
            pool.shutdown();
            System.out.println("ended: " + pool.awaitTermination(1, TimeUnit.MINUTES));
            System.out.println(result.get());
            parley.delete();
        }
    }
}
