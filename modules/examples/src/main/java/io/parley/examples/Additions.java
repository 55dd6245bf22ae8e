package io.parley.examples;

import io.parley.Parley;
import io.parley.process.ParleyProcess;
import io.parley.sync.SharedLock;
import io.parley.value.SharedInt;
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
    public static void main(String[] args) throws InterruptedException {
        try (Parley parley = Parley.open("additions-" + ProcessHandle.current().pid())) {
            SharedInt unlocked = parley.intValue("unlocked");
            SharedInt block = parley.intValue("block");
            SharedInt pair = parley.intValue("pair");
            SharedInt atomic = parley.intValue("atomic");
            List<ParleyProcess> adders = new ArrayList<>();
            for (int i = 0; i < PROCESSES; i++) {
                adders.add(
                        parley.process(() -> add(unlocked, block, pair, atomic)).start());
            }
            for (ParleyProcess adder : adders) {
                adder.join();
            }

            int sum = unlocked.get();
            System.out.println("without a lock, from 1 to 100: " + (sum >= 1 && sum <= 100));
            System.out.println("in a block: " + block.get());
            System.out.println("lock and unlock: " + pair.get());
            System.out.println("atomically: " + atomic.get());
            parley.delete();
        }
    }

    /** What each process does. */
    private static void add(SharedInt unlocked, SharedInt block, SharedInt pair, SharedInt atomic)
            throws InterruptedException {
        for (int i = 0; i < ADDITIONS; i++) {
            LockSupport.parkNanos(1_000_000);
            unlocked.set(unlocked.get() + 1); // another process's addition in between is lost
            addInBlock(block);
            addBetween(pair);
            atomic.incrementAndGet();
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
