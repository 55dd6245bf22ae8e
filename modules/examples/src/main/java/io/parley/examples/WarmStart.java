package io.parley.examples;

import io.parley.Parley;
import io.parley.process.ParleyProcess;
import io.parley.process.ProcessFactory;

/** JVMs that are started in advance and wait for their target: {@code start()} has nothing to wait for. */
public final class WarmStart {
    private WarmStart() {}

    /** No arguments. */
    public static void main(String[] args) throws InterruptedException {
        try (Parley parley = Parley.open("warm-start-" + ProcessHandle.current().pid())) {
            try (ProcessFactory processes = parley.processes(options -> options.withHeap("64m"))) {
                processes.warm(2);
                while (processes.warmCount() < 2) { // they start in the background; a program need not wait for them
                    Thread.onSpinWait();
                }
                System.out.println("waiting: " + processes.warmCount());
                ParleyProcess quick = processes
                        .process("quick", () -> System.out.println("hello from a JVM that was there already"))
                        .start();
                quick.join();
            } // ends those that were not needed
            parley.delete();
        }
    }
}
