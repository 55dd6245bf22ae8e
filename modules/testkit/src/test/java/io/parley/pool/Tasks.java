package io.parley.pool;

import io.parley.Parley;
import io.parley.process.ProcessPool;
import io.parley.process.WorkerContext;
import io.parley.value.SharedLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.locks.ReentrantLock;

/** What the tests let workers do. */
final class Tasks {
    private Tasks() {}

    static long pid() {
        return ProcessHandle.current().pid();
    }

    static String kill() {
        ProcessHandle self = ProcessHandle.current();
        try {
            Runtime.getRuntime().exec(new String[] {"kill", "-9", Long.toString(self.pid())});
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return stuck();
    }

    static String exit(int code) {
        System.exit(code);
        return "not reached";
    }

    static String halt(int code) {
        Runtime.getRuntime().halt(code);
        return "not reached";
    }

    static int recurse(int depth) {
        return recurse(depth + 1) + 1;
    }

    /** Waits for ever, but can be interrupted. */
    static String await() throws InterruptedException {
        new CountDownLatch(1).await();
        return "not reached";
    }

    /** Waits for ever, whatever happens. */
    static String stuck() {
        while (true) {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException ignored) {
                continue;
            }
        }
    }

    /** Two threads that wait for each other's lock; the calling one is one of them. */
    static String deadlock(ThreadFactory threads) throws InterruptedException {
        ReentrantLock first = new ReentrantLock();
        ReentrantLock second = new ReentrantLock();
        CountDownLatch both = new CountDownLatch(2);
        Thread other = threads.newThread(() -> {
            second.lock();
            both.countDown();
            first.lock();
        });
        other.setName("the-other-one");
        other.setDaemon(true);
        other.start();
        first.lock();
        both.countDown();
        both.await();
        second.lock();
        return "not reached";
    }

    /** Fails with its worker the first time, and says how often it was begun. */
    static long dieOnce(SharedLong begun) {
        if (begun.incrementAndGet() == 1) {
            Runtime.getRuntime().halt(7);
        }
        return begun.get();
    }

    static int inNestedPool() throws Exception {
        Parley parley = WorkerContext.current().parley();
        try (ProcessPool inner =
                parley.pool(options -> options.withName("inner").withWorkers(1))) {
            return inner.call(() -> 6 * 7);
        }
    }
}
