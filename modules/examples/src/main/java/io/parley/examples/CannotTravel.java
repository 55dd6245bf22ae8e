package io.parley.examples;

import io.parley.Parley;
import io.parley.process.ParleyProcess;
import io.parley.process.ProcessTarget;
import io.parley.process.SerializableRunnable;
import io.parley.sync.SharedLock;
import java.util.concurrent.locks.StampedLock;

/**
 * Work that cannot be sent to another process is refused where it is given, and the message names the culprit. Then
 * three ways to do it right: a record, a static method, and a shared lock instead of a private one.
 */
public final class CannotTravel {
    private CannotTravel() {}

    record Greeting(String name) implements ProcessTarget {
        @Override
        public void run() {
            System.out.println("a record: hello " + name);
        }
    }

    /** Not serialisable, because nothing says that it is. */
    private static final class Context {
        private final String name = "context";
    }

    /** No arguments. */
    public static void main(String[] args) throws InterruptedException {
        try (Parley parley =
                Parley.open("cannot-travel-" + ProcessHandle.current().pid())) {
            Thread thread = Thread.currentThread();
            refuse("a thread", parley.process(() -> thread.interrupt()), "java.lang.Thread");
            Context context = new Context();
            refuse("a local class", parley.process(() -> System.out.println(context.name)), "CannotTravel$Context");
            StampedLock own = new StampedLock();
            refuse("a private lock", parley.process(own::writeLock), "StampedLock");

            run(parley.process(new Greeting("Ann")));
            run(parley.process(CannotTravel::greet));
            SharedLock lock = parley.lock("lock");
            SerializableRunnable guarded = () -> System.out.println(
                    "a shared lock: held by me " + lock.holder().orElseThrow().processName());
            run(parley.process("guard", () -> {
                lock.lock();
                guarded.run();
                lock.unlock();
            }));
            parley.delete();
        }
    }

    private static void refuse(String what, ParleyProcess process, String culprit) {
        try {
            process.start();
            throw new IllegalStateException("not refused: " + what);
        } catch (IllegalArgumentException e) {
            System.out.println(what + " is refused, the message names it: "
                    + e.getMessage().contains(culprit));
        }
    }

    private static void greet() {
        System.out.println("a static method: hello");
    }

    private static void run(ParleyProcess process) throws InterruptedException {
        process.start();
        process.join();
    }
}
