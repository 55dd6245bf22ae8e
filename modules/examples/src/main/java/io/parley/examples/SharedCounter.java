package io.parley.examples;

import io.parley.Parley;
import io.parley.sync.Lease;
import io.parley.sync.SharedLock;
import io.parley.value.SharedInt;
import io.parley.value.SharedLong;
import java.io.IOException;
import java.nio.file.Path;
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
    public static void main(String[] args) throws IOException, InterruptedException {
        try (Parley parley =
                Parley.open("shared-counter-" + ProcessHandle.current().pid())) {
            SharedInt locked = parley.intValue("locked");
            SharedLong atomic = parley.longValue("atomic");

            List<Process> workers = new ArrayList<>();
            for (int i = 0; i < PROCESSES; i++) {
                workers.add(Child.start(Worker.class, parley.directory()));
            }
            Child.join(workers);

            System.out.println("under the lock: " + locked.get());
            System.out.println("atomically: " + atomic.get());
            System.out.println("acquisitions: " + parley.lock("lock").token());
            parley.delete();
        }
    }

    /** One of the processes; its argument is the domain's directory. */
    static final class Worker {
        private Worker() {}

        public static void main(String[] args) throws InterruptedException {
            try (Parley parley = Parley.open(Path.of(args[0]))) {
                SharedLock lock = parley.lock("lock");
                SharedInt locked = parley.intValue("locked");
                SharedLong atomic = parley.longValue("atomic");
                for (int i = 0; i < ADDITIONS; i++) {
                    add(lock, locked);
                    atomic.incrementAndGet();
                }
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
}
