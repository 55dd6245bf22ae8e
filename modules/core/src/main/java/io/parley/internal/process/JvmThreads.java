package io.parley.internal.process;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** What this JVM's threads say about its end. */
public final class JvmThreads {
    /** The JDK runs shutdown hooks for these signals, started by a thread with the signal's name. */
    private static final Map<String, Integer> HANDLERS =
            Map.of("SIGTERM handler", 15, "SIGINT handler", 2, "SIGHUP handler", 1);

    private JvmThreads() {}

    /**
     * The signal for which this JVM shuts down, asked by a shutdown hook; 0 if nobody sent one. The thread that began
     * the shutdown waits for the hooks, so it is still there.
     */
    public static int shutdownSignal() {
        return all().stream()
                .mapToInt(thread -> HANDLERS.getOrDefault(thread.getName(), 0))
                .max()
                .orElse(0);
    }

    /** Waits until every thread but the calling one has ended that keeps this JVM running. */
    public static void joinOthers() {
        boolean interrupted = false;
        for (Thread other = another(); other != null; other = another()) {
            try {
                other.join();
            } catch (InterruptedException e) {
                interrupted = true; // nobody waits for this thread's work: it has none left
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static Thread another() {
        return all().stream()
                .filter(thread -> thread != Thread.currentThread() && !thread.isDaemon() && thread.isAlive())
                .findFirst()
                .orElse(null);
    }

    private static List<Thread> all() {
        ThreadGroup top = Thread.currentThread().getThreadGroup();
        while (top.getParent() != null) {
            top = top.getParent();
        }
        Thread[] found = new Thread[2 * top.activeCount() + 8];
        int count = top.enumerate(found, true);
        while (count == found.length) {
            found = new Thread[2 * count];
            count = top.enumerate(found, true);
        }
        return new ArrayList<>(Arrays.asList(found).subList(0, count));
    }
}
