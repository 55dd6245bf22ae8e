package io.parley.examples;

import io.parley.Parley;
import io.parley.process.ParleyProcess;
import io.parley.sync.Lease;
import io.parley.sync.SharedLock;
import io.parley.value.SharedInt;
import io.parley.value.SharedLong;
import java.util.ArrayList;
import java.util.List;

/**
 * Ten processes add to two numbers, ten times each: to one by reading and writing it under a lock, to the other by an
 * atomic addition. Both end at exactly 100.
 */
public final class SharedCounter {
    private static final int PROCESSES = 10;
    private static final int ADDITIONS = 10;

    private SharedCounter() {}

    /** No arguments. */
    public static void main(String[] args) throws InterruptedException {
        try (Parley parley =
                Parley.open("shared-counter-" + ProcessHandle.current().pid())) {
            SharedLock lock = parley.lock("lock");
            SharedInt locked = parley.intValue("locked");
            SharedLong atomic = parley.longValue("atomic");

            List<ParleyProcess> workers = new ArrayList<>();
            for (int i = 0; i < PROCESSES; i++) {
                workers.add(parley.process(() -> work(lock, locked, atomic)).start());
            }
            for (ParleyProcess worker : workers) {
                worker.join();
            }

            System.out.println("under the lock: " + locked.get());
            System.out.println("atomically: " + atomic.get());
            System.out.println("acquisitions: " + lock.token());
            parley.delete();
        }
    }

    /** What each process does, with its own handles on the same lock and numbers. */
    private static void work(SharedLock lock, SharedInt locked, SharedLong atomic) throws InterruptedException {
        for (int i = 0; i < ADDITIONS; i++) {
            add(lock, locked);
            atomic.incrementAndGet();
        }
    }

    /** Without the lock, another process's addition between the get and the set would be lost. */
    private static void add(SharedLock lock, SharedInt number) throws InterruptedException {
        try (Lease lease = lock.acquire()) {
            if (lease.recovered()) {
                throw new IllegalStateException("a process died in between");
            }
            number.set(number.get() + 1);
        }
    }
}
