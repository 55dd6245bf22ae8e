package io.parley.internal.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * JVMs that are started before they are needed, and wait on their life-lines for what to run. A thread starts one for
 * each that is taken or dies. None takes a place in the domain before it is used.
 *
 * <p><b>Threading:</b> thread-safe. <b>Processes:</b> they end when this process ends, however that happens: their
 * life-lines end.
 */
public final class WarmJvms implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger("io.parley.process");
    private static final long FIRST_PAUSE_MS = 50;
    private static final int MOST_DOUBLINGS = 10;

    private final Callable<Process> starter;
    private final Deque<Process> waiting = new ArrayDeque<>();
    private int wanted;
    private int failures;
    private boolean closed;
    private Thread thread;

    /** Starts none yet; {@code starter} starts one and returns at once. */
    public WarmJvms(Callable<Process> starter) {
        this.starter = starter;
    }

    /** Keeps that many from now on; those that are too many end. Returns at once. */
    public synchronized void keep(int number) {
        if (closed) {
            throw new IllegalStateException("closed: cannot keep JVMs ready any more. Make another ProcessFactory");
        }
        wanted = number;
        failures = 0;
        while (waiting.size() > wanted) {
            end(waiting.removeLast());
        }
        if (thread == null && wanted > 0) {
            thread = new Thread(this::replenish, "parley-warm");
            thread.setDaemon(true);
            thread.start();
        }
        notifyAll();
    }

    /** The one that has waited longest; null if there is none. */
    public synchronized Process take() {
        for (Process first = waiting.poll(); first != null; first = waiting.poll()) {
            notifyAll();
            if (first.isAlive()) {
                failures = 0;
                return first;
            }
        }
        return null;
    }

    /** How many wait now. */
    public synchronized int size() {
        return waiting.size();
    }

    /** Ends those that wait. A second call does nothing. */
    @Override
    public synchronized void close() {
        closed = true;
        waiting.forEach(WarmJvms::end);
        waiting.clear();
        notifyAll();
    }

    private void replenish() {
        try {
            while (awaitNeed()) {
                add(start());
            }
        } catch (InterruptedException endOfWarming) {
            close();
        }
    }

    /** Waits until one is missing; false at the end. What dies again and again is started less and less often. */
    private synchronized boolean awaitNeed() throws InterruptedException {
        while (!closed && waiting.size() >= wanted) {
            wait();
        }
        if (!closed && failures > 0) {
            wait(FIRST_PAUSE_MS << Math.min(failures, MOST_DOUBLINGS));
        }
        return !closed;
    }

    private Process start() {
        try {
            return starter.call();
        } catch (IOException | UncheckedIOException | IllegalStateException | IllegalArgumentException e) {
            LOG.debug("no JVM could be started in advance", e);
        } catch (Exception e) {
            LOG.warn("no JVM could be started in advance", e);
        }
        return null;
    }

    private synchronized void add(Process process) {
        if (process == null) {
            failures++;
        } else if (closed || waiting.size() >= wanted) {
            end(process);
        } else {
            waiting.add(process);
            process.onExit().thenRun(() -> ended(process));
        }
    }

    private synchronized void ended(Process process) {
        if (waiting.remove(process)) {
            failures++;
            notifyAll();
        }
    }

    /* Not by a signal: it may be in the middle of loading, and removes what it loads with. */
    private static void end(Process process) {
        try {
            process.getOutputStream().close();
        } catch (IOException gone) {
            LOG.trace("life-line was closed already", gone);
        }
    }
}
