package io.parley.examples;

import io.parley.Parley;
import io.parley.process.ParentProcess;
import io.parley.process.ParleyProcess;
import java.util.concurrent.locks.LockSupport;

/** A process and its child: who they are, and that the one waits for the other. */
public final class ParentAndChild {
    private static final long WORK_NS = 100_000_000;

    private ParentAndChild() {}

    /** No arguments. */
    public static void main(String[] args) throws InterruptedException {
        try (Parley parley =
                Parley.open("parent-and-child-" + ProcessHandle.current().pid())) {
            System.out.println("parent: pid " + ProcessHandle.current().pid());
            ParleyProcess child = parley.process("child", () -> work("hello", 12));
            System.out.println("parent: before the start, alive=" + child.isAlive());
            child.start();
            System.out.println("parent: after the start, alive=" + child.isAlive());
            System.out.println("parent: waits for pid " + child.pid());
            parley.latch("waiting", 1).countDown();
            child.join();
            System.out.println("parent: the child ended, alive=" + child.isAlive());
            System.out.println("parent: " + child.exitStatus().orElseThrow());
            parley.delete();
        }
    }

    private static void work(String word, int number) throws InterruptedException {
        ParleyProcess self = ParleyProcess.current();
        ParentProcess parent = ParleyProcess.parent().orElseThrow();
        self.parley().latch("waiting", 1).await(); // so that the lines come in one order
        System.out.println(self.name() + ": pid " + self.pid() + ", parent pid " + parent.pid());
        LockSupport.parkNanos(WORK_NS);
        System.out.println(self.name() + ": (" + word + ", " + number + ")");
    }
}
