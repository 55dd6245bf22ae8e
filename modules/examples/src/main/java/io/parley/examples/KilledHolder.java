package io.parley.examples;

import io.parley.AcquireTimeoutException;
import io.parley.Parley;
import io.parley.process.ParleyProcess;
import io.parley.sync.HolderInfo;
import io.parley.sync.Lease;
import io.parley.sync.SharedLock;
import io.parley.value.SharedInt;
import io.parley.value.SharedLong;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/**
 * A process is killed with SIGKILL in the middle of a transfer, holding the lock. The next holder gets the lock, is
 * told, and repairs what was half done.
 */
public final class KilledHolder {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private KilledHolder() {}

    /** No arguments. */
    public static void main(String[] args) throws InterruptedException {
        try (Parley parley =
                Parley.open("killed-holder-" + ProcessHandle.current().pid())) {
            SharedLock book = parley.lock("book");
            SharedInt stage = parley.intValue("stage");
            SharedLong paid = parley.longValue("paid");
            SharedLong received = parley.longValue("received");
            ParleyProcess child =
                    parley.process("payer", () -> pay(book, paid, stage)).start();
            if (!stage.awaitChange(0, PATIENCE)) {
                throw new IllegalStateException("the child did not start");
            }

            waitInVain(book);
            child.kill();
            takeOver(book, paid, received);
            try (Lease lease = book.acquire(PATIENCE)) {
                System.out.println("after the repair: recovered=" + lease.recovered());
            }
            child.join();
            parley.delete();
        }
    }

    private static void waitInVain(SharedLock book) throws InterruptedException {
        try (Lease lease = book.acquire(Duration.ofMillis(100))) {
            throw new IllegalStateException("taken from the living: " + lease);
        } catch (AcquireTimeoutException held) {
            HolderInfo holder = book.holder().orElseThrow();
            System.out.println("holder=" + holder.processName() + " alive=" + holder.alive() + ": not acquired");
        }
    }

    private static void takeOver(SharedLock book, SharedLong paid, SharedLong received) throws InterruptedException {
        try (Lease lease = book.acquire(PATIENCE)) {
            System.out.println("after the kill: recovered=" + lease.recovered() + " token=" + lease.token());
            System.out.println("found: paid=" + paid.get() + " received=" + received.get());
            received.set(paid.get());
            lease.markConsistent();
            System.out.println("repaired: paid=" + paid.get() + " received=" + received.get());
        }
    }

    /** The process to be killed. */
    private static void pay(SharedLock book, SharedLong paid, SharedInt stage) throws InterruptedException {
        book.lock();
        paid.addAndGet(100);
        stage.set(1);
        new CountDownLatch(1).await();
    }
}
