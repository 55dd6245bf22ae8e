package io.parley.examples;

import io.parley.Parley;
import io.parley.sync.SharedLock;
import io.parley.value.SharedInt;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Ten processes add 1 to four numbers, ten times each: without a lock, with the number's own lock in a block, with
 * {@code lock()} and {@code unlock()}, and atomically. Only the first may lose additions.
 */
public final class Additions {
    private static final int PROCESSES = 10;
    private static final int ADDITIONS = 10;

    private Additions() {}

    /** No arguments. */
    public static void main(String[] args) throws IOException, InterruptedException {
        try (Parley parley = Parley.open("additions-" + ProcessHandle.current().pid())) {
            List<Process> adders = new ArrayList<>();
            for (int i = 0; i < PROCESSES; i++) {
                adders.add(Child.start(Adder.class, parley.directory()));
            }
            Child.join(adders);

            int unlocked = parley.intValue("unlocked").get();
            System.out.println("without a lock, from 1 to 100: " + (unlocked >= 1 && unlocked <= 100));
            System.out.println("in a block: " + parley.intValue("block").get());
            System.out.println("lock and unlock: " + parley.intValue("pair").get());
            System.out.println("atomically: " + parley.intValue("atomic").get());
            parley.delete();
        }
    }

    /** One of the processes; its argument is the domain's directory. */
    static final class Adder {
        private Adder() {}

        public static void main(String[] args) throws InterruptedException {
            try (Parley parley = Parley.open(Path.of(args[0]))) {
                SharedInt unlocked = parley.intValue("unlocked");
                SharedInt block = parley.intValue("block");
                SharedInt pair = parley.intValue("pair");
                SharedInt atomic = parley.intValue("atomic");
                for (int i = 0; i < ADDITIONS; i++) {
                    LockSupport.parkNanos(1_000_000);
                    unlocked.set(unlocked.get() + 1); // another process's addition in between is lost
                    addInBlock(block);
                    addBetween(pair);
                    atomic.incrementAndGet();
                }
            }
        }

        private static void addInBlock(SharedInt number) throws InterruptedException {
            try (var lease = number.lock().acquire()) {
                number.set(number.get() + (lease.recovered() ? 0 : 1));
            }
        }

        private static void addBetween(SharedInt number) {
            SharedLock lock = number.lock();
            lock.lock();
            try {
                number.set(number.get() + 1);
            } finally {
                lock.unlock();
            }
        }
    }
}
