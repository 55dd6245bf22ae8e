package io.parley.cli.demo;

import io.parley.Parley;
import io.parley.ParleyConfig;
import io.parley.ParleyException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/** What the child processes' main methods have in common. */
final class Child {
    /** A line of output that says why the child gives up begins like this. */
    static final String GIVES_UP = "parley-demo-child-gives-up: ";

    private static final int FAILED = 1;
    private static final int ABANDONED = 3;

    private Child() {}

    /** The work of a child. */
    interface Work {
        void run(Parley parley, DemoPlan plan) throws DemoException, InterruptedException;
    }

    /** Runs and returns the exit code; a failure that has a remedy is one line for the parent, a bug a stack trace. */
    static int run(String name, String[] args, Work work) throws InterruptedException {
        endWithParent();
        DemoPlan plan = DemoPlan.fromArgs(args);
        ParleyConfig config = ParleyConfig.at(plan.domain()).withProcessName(name);
        try (Parley parley = Parley.open(config)) {
            work.run(parley, plan);
            return 0;
        } catch (ParleyException | DemoException e) {
            System.out.println(GIVES_UP + e.getMessage());
            return FAILED;
        }
    }

    /** The parent holds the other end of standard input and never writes: its end is the parent's. */
    private static void endWithParent() {
        Thread watch = new Thread(Child::awaitParentsEnd, "parent-watch");
        watch.setDaemon(true);
        watch.start();
    }

    private static void awaitParentsEnd() {
        try {
            System.in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            Runtime.getRuntime().halt(ABANDONED);
        }
    }
}
