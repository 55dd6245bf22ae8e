package io.parley.examples;

import io.parley.Parley;
import io.parley.process.ParleyProcess;
import io.parley.sync.BinaryLock;
import io.parley.sync.SharedEvent;

/**
 * A lock without an owner, handed from process to process: the first acquires it and ends, the main process releases
 * it, the second gets it. Found by its name, so that a {@code static} field means the same lock in every process.
 */
public final class HandedOver {
    private HandedOver() {}

    /** No arguments. */
    public static void main(String[] args) throws InterruptedException {
        try (Parley parley =
                Parley.open("handed-over-" + ProcessHandle.current().pid())) {
            refuseNameless(parley);
            BinaryLock gate = parley.binaryLock("gate");
            SharedEvent isThere = parley.event("run2-is-there");
            ParleyProcess first = parley.process("run1", () -> run1(gate)).start();
            first.join();
            ParleyProcess second =
                    parley.process("run2", () -> run2(gate, isThere)).start();
            isThere.await();
            System.out.println("run2 waits: " + (gate.isLocked() && second.isAlive()));
            System.out.println("main thread release lock");
            gate.unlock();
            second.join();
            parley.delete();
        }
    }

    /** Python's trap: a lock without a name in a static field is another lock in every process. */
    private static void refuseNameless(Parley parley) {
        try {
            parley.binaryLock("");
        } catch (IllegalArgumentException nameless) {
            System.out.println("a lock without a name: refused");
        }
    }

    /** Ends with the lock in its hands. */
    private static void run1(BinaryLock gate) {
        gate.lock();
        System.out.println("run1 get lock");
    }

    private static void run2(BinaryLock gate, SharedEvent isThere) {
        isThere.set();
        gate.lock();
        System.out.println("run2 get lock");
        System.out.println("run2 release lock");
        gate.unlock();
    }
}
