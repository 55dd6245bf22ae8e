package io.parley.process;

import io.parley.internal.process.Lifeline;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the parent tells the child while it runs, over the life-line; and that the parent is gone. A daemon thread
 * listens.
 */
final class ChildCommands {
    /** Gets the number of a task to interrupt; set by a worker of a pool. */
    static volatile LongConsumer onCancel = task -> {};

    /** Says where the task is whose time is up; set by a worker of a pool. */
    static volatile Runnable onDump = () -> {};

    private static final Logger LOG = LoggerFactory.getLogger("io.parley.process");
    /** What shutdown hooks of a daemon get when its parent is gone. */
    private static final long GRACE_MS = 500;
    /** How soon a daemon that does not come to its end sees that its parent is gone. */
    private static final long LOOK_NS = TimeUnit.MILLISECONDS.toNanos(100);

    private final InputStream lifeline;
    private final boolean daemon;
    private final ParentProcess parent;
    private volatile boolean ending;
    private Thread running;
    private boolean interruptPending;

    private ChildCommands(InputStream lifeline, boolean daemon, ParentProcess parent) {
        this.lifeline = lifeline;
        this.daemon = daemon;
        this.parent = parent;
    }

    /** Obeys from now on, until the life-line ends. */
    static ChildCommands obey(InputStream lifeline, boolean daemon, ParentProcess parent) {
        ChildCommands commands = new ChildCommands(lifeline, daemon, parent);
        Thread listener = new Thread(null, commands::listen, "parley-lifeline", 0, false);
        listener.setDaemon(true);
        listener.start();
        return commands;
    }

    private void listen() {
        try {
            DataInputStream commands = new DataInputStream(lifeline);
            for (int command = commands.read(); command >= 0; command = commands.read()) {
                obey(command, commands);
            }
        } catch (IOException e) {
            LOG.debug("life-line broke: {}", e.toString());
        } finally {
            if (!ending) {
                parentIsGone();
            }
        }
    }

    /**
     * This JVM ends in good order: nobody listens any more. Should something keep a daemon from ending, it still
     * follows its parent.
     */
    void close() {
        ending = true;
        StandardStreams.closeInput();
        if (daemon) {
            Thread watch = new Thread(null, ChildCommands::endWithParent, "parley-parent-watch", 0, false);
            watch.setDaemon(true);
            watch.start();
        }
    }

    private static void endWithParent() {
        Optional<ProcessHandle> parent = ProcessHandle.current().parent();
        while (parent.equals(ProcessHandle.current().parent())) {
            LockSupport.parkNanos(LOOK_NS);
        }
        Runtime.getRuntime().halt(1);
    }

    private void obey(int command, DataInputStream commands) throws IOException {
        switch (command) {
            case Lifeline.INTERRUPT -> interrupt();
            case Lifeline.CANCEL -> cancel(commands.readLong());
            case Lifeline.DUMP -> onDump.run();
            default -> LOG.warn("unknown command from the parent was ignored: {}", command);
        }
    }

    /** Whatever comes of it, this thread must hear of the parent's end. */
    private static void cancel(long task) {
        try {
            onCancel.accept(task);
        } catch (RuntimeException e) {
            LOG.warn("task {} could not be cancelled", task, e);
        }
    }

    /** A daemon ends whatever happens, also if there is no memory for one more thread. */
    private void parentIsGone() {
        try {
            parent.ended();
        } finally {
            if (daemon) {
                end();
            }
        }
    }

    /** In good order if that is soon: another thread runs the shutdown hooks, this one ends the JVM if they do not. */
    private static void end() {
        try {
            Children.hurry();
            Thread exit = new Thread(null, () -> System.exit(1), "parley-parent-gone", 0, false);
            exit.setDaemon(true);
            exit.start();
            exit.join(GRACE_MS);
        } catch (InterruptedException e) {
            LOG.debug("interrupted while the JVM ends; it ends at once");
        } finally {
            Runtime.getRuntime().halt(1);
        }
    }

    private synchronized void interrupt() {
        if (running == null) {
            interruptPending = true;
        } else {
            running.interrupt();
        }
    }

    /** The calling thread runs the target: it is who is interrupted, also if that was wanted before. */
    synchronized void running() {
        running = Thread.currentThread();
        if (interruptPending) {
            interruptPending = false;
            running.interrupt();
        }
    }

    /** The target has ended; what comes after it is not interrupted. */
    synchronized void ran() {
        running = null;
        Thread.interrupted();
    }
}
