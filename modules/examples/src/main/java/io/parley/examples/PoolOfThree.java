package io.parley.examples;

import io.parley.Parley;
import io.parley.process.ProcessPool;
import io.parley.sync.SharedEvent;
import io.parley.value.SharedInt;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Five greetings for a pool of three processes: first without waiting for each, so that three of them run at the same
 * time, then one after the other.
 */
public final class PoolOfThree {
    private static final int WORKERS = 3;
    private static final int TASKS = 5;
    private static final Duration WORK = Duration.ofMillis(200);

    private PoolOfThree() {}

    /** No arguments. */
    public static void main(String[] args) throws Exception {
        try (Parley parley =
                Parley.open("pool-of-three-" + ProcessHandle.current().pid())) {
            together(parley);
            oneByOne(parley);
            parley.delete();
        }
    }

    private static void together(Parley parley) throws InterruptedException {
        SharedEvent said = parley.event("said");
        SharedInt running = parley.intValue("running");
        SharedInt most = parley.intValue("most");
        ProcessPool pool = parley.pool(WORKERS);
        for (int i = 0; i < TASKS; i++) {
            String greeting = "hello world" + i;
            pool.submit(() -> {
                said.await();
                int now = running.incrementAndGet();
                most.updateAndGet(before -> Math.max(before, now));
                greet(greeting);
                return running.decrementAndGet();
            });
        }
        System.out.println("close......");
        said.set();
        pool.shutdown();
        pool.awaitTermination(1, TimeUnit.MINUTES);
        System.out.println("at most 3 at a time: " + (most.get() >= 1 && most.get() <= WORKERS));
        System.out.println("done......");
    }

    private static void oneByOne(Parley parley) throws Exception {
        try (ProcessPool pool = parley.pool(WORKERS)) {
            for (int i = 0; i < TASKS; i++) {
                String greeting = "hello again" + i;
                pool.call(() -> greet(greeting));
            }
        }
    }

    private static String greet(String greeting) {
        System.out.println("msg: " + greeting);
        LockSupport.parkNanos(TimeUnit.NANOSECONDS.convert(WORK));
        System.out.println("end: " + greeting);
        return greeting;
    }
}
