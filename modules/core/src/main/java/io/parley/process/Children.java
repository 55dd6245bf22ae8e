package io.parley.process;

import io.parley.internal.os.SystemClock;
import io.parley.internal.process.JvmThreads;
import io.parley.internal.wait.Deadline;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The living children of this JVM, and what becomes of them at its end. Keeps them from the garbage collector, too: the
 * JDK closes the standard input of a child whose {@link Process} is collected, and that is its life-line.
 *
 * <p>At an orderly end daemons get SIGTERM, and two seconds later SIGKILL. The others are waited for as long as they
 * take, unless a signal ends this JVM: it has asked for an end soon.
 */
final class Children {
    private static final long GRACE_NS = TimeUnit.SECONDS.toNanos(2);

    private static final CountDownLatch OVER = new CountDownLatch(1);
    private static final Set<RunningChild> LIVING = new LinkedHashSet<>();
    private static boolean hooked;
    private static boolean ending;
    private static volatile boolean hurried;

    private Children() {}

    /**
     * To be called before a child is started, whose end has to be seen to.
     *
     * @throws IllegalStateException if this JVM ends
     */
    static synchronized void prepare(ParleyProcess child) {
        if (ending) {
            throw endingNow(child);
        }
        if (!hooked) {
            Thread hook = new Thread(null, Children::endAll, "parley-children-exit", 0, false);
            try {
                Runtime.getRuntime().addShutdownHook(hook);
            } catch (IllegalStateException shutdown) {
                throw endingNow(child);
            }
            hooked = true;
        }
    }

    static IllegalStateException endingNow(ParleyProcess child) {
        return new IllegalStateException(
                "cannot start " + child + ": this JVM is about to end. Start children before, not in a shutdown hook");
    }

    /** False if this JVM has begun to end meanwhile: nobody else will see to that child. */
    static synchronized boolean add(RunningChild child) {
        return !ending && LIVING.add(child);
    }

    static synchronized void remove(RunningChild child) {
        LIVING.remove(child);
    }

    static synchronized List<ParleyProcess> active() {
        return LIVING.stream().map(RunningChild::self).toList();
    }

    /** Whether this JVM ends in good order: who replaces dead children stops doing so, and says nothing. */
    static synchronized boolean isEnding() {
        return ending;
    }

    /** The parent is gone and this process has little time left: whose end follows is told without waiting. */
    static void hurry() {
        hurried = true;
    }

    private static synchronized List<RunningChild> close() {
        ending = true;
        return new ArrayList<>(LIVING);
    }

    /** In a shutdown hook: until nothing has to be done for children any more. */
    static void awaitEnd() throws InterruptedException {
        boolean any;
        synchronized (Children.class) {
            any = hooked;
        }
        if (any) {
            OVER.await();
        }
    }

    private static void endAll() {
        try {
            endAllInOrder();
        } finally {
            OVER.countDown();
        }
    }

    private static void endAllInOrder() {
        boolean wait = JvmThreads.shutdownSignal() == 0 && !hurried;
        List<RunningChild> living = close();
        List<RunningChild> daemons =
                living.stream().filter(RunningChild::isDaemon).toList();
        try {
            endDaemons(daemons);
            if (wait) {
                for (RunningChild child : living) {
                    child.join();
                }
            }
        } catch (InterruptedException e) {
            daemons.forEach(RunningChild::kill);
        }
    }

    private static void endDaemons(List<RunningChild> daemons) throws InterruptedException {
        daemons.forEach(RunningChild::terminate);
        if (hurried) {
            daemons.forEach(RunningChild::closeLifeline);
        }
        await(daemons);
        List<RunningChild> stubborn =
                daemons.stream().filter(child -> !child.isOver()).toList();
        stubborn.forEach(RunningChild::kill);
        await(stubborn);
    }

    /** All of them, but not for ever: not even SIGKILL ends who hangs in the kernel. */
    private static void await(List<RunningChild> children) throws InterruptedException {
        long deadlineNs = Deadline.after(SystemClock.LOCAL, GRACE_NS);
        for (RunningChild child : children) {
            child.join(Deadline.remainingNs(deadlineNs, SystemClock.LOCAL.monotonicNs()));
        }
    }
}
