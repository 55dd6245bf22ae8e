package io.parley.examples;

import io.parley.Parley;
import io.parley.process.ParleyProcess;

/**
 * The smallest program with a child. Python needs a guard around it, and {@code freeze_support()} when it is packed
 * into one file; here the child never enters this {@code main}, so there is nothing to guard.
 */
public final class HelloWorld {
    private HelloWorld() {}

    /** No arguments. */
    public static void main(String[] args) throws InterruptedException {
        try (Parley parley =
                Parley.open("hello-world-" + ProcessHandle.current().pid())) {
            ParleyProcess child =
                    parley.process(() -> System.out.println("hello world!")).start();
            child.join();
            parley.delete();
        }
    }
}
