package io.parley.examples;

import io.parley.Parley;
import io.parley.sync.BinaryLock;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A lock without an owner, handed from process to process: the first acquires it and ends, the main process releases
 * it, the second gets it. Found by its name, so that a {@code static} field means the same lock in every process.
 */
public final class HandedOver {
    private HandedOver() {}

    /** No arguments. */
    public static void main(String[] args) throws IOException, InterruptedException {
        try (Parley parley =
                Parley.open("handed-over-" + ProcessHandle.current().pid())) {
            refuseNameless(parley);
            BinaryLock gate = parley.binaryLock("gate");
            Child.join(List.of(Child.start(Runner.class, parley.directory(), "run1")));
            Process second = Child.start(Runner.class, parley.directory(), "run2");
            parley.event("run2-is-there").await();
            System.out.println("run2 waits: " + (gate.isLocked() && second.isAlive()));
            System.out.println("main thread release lock");
            gate.unlock();
            Child.join(List.of(second));
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

    /** Acquires the lock; the second one releases it. Its arguments are the domain's directory and its name. */
    static final class Runner {
        private Runner() {}

        public static void main(String[] args) {
            Parley parley = Parley.open(Path.of(args[0]));
            BinaryLock gate = parley.binaryLock("gate");
            parley.event(args[1] + "-is-there").set();
            gate.lock();
            System.out.println(args[1] + " get lock");
            if (args[1].equals("run2")) {
                System.out.println("run2 release lock");
                gate.unlock();
            }
        }
    }
}
