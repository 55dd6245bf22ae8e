package io.parley.cli;

import io.parley.cli.output.Keys;
import io.parley.cli.output.StatusLine;
import io.parley.cli.output.Terminal;
import io.parley.queue.ReplaySession;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/**
 * What a user at a terminal has of a replay: a line of progress on standard error, which is written over, and keys that
 * pause, step and end it. Where standard error goes to no terminal, or while that belongs to another program, nothing.
 */
final class ReplayScreen implements AutoCloseable {
    private static final Duration TICK = Duration.ofMillis(200);
    private static final String WAYS = "  (space: pause, n: next, q: end)";

    private final ReplaySession<?> session;
    private final ReplayProgress progress;
    private final LongSupplier done;
    /** Null where no screen is, as the line is. */
    private final Keys keys;

    private final StatusLine line;
    private final Thread thread;
    /** Messages go to the same terminal. */
    private final boolean shared = Terminal.isStdoutTerminal();

    private volatile boolean ended;

    /**
     * Opens it.
     *
     * @param progress null where no screen is
     * @param done how many messages there were
     */
    ReplayScreen(PrintWriter err, ReplaySession<?> session, ReplayProgress progress, LongSupplier done) {
        this.session = session;
        this.progress = progress;
        this.done = done;
        this.keys = progress == null ? null : Keys.ofTerminal().orElse(null);
        this.line = keys == null ? null : new StatusLine(err, Terminal.size().columns());
        this.thread = new Thread(this::watch, "parley-replay-screen");
        if (keys != null) {
            thread.setDaemon(true);
            thread.start();
        }
    }

    /** Whether there is a terminal. */
    static boolean isThere() {
        return Terminal.isStderrTerminal() && Terminal.isForeground();
    }

    /** Whether the user has ended the replay. */
    boolean isEnded() {
        return ended;
    }

    /** Prints messages. */
    void aroundOutput(Runnable print) {
        if (shared) {
            around(print);
        } else {
            print.run();
        }
    }

    /** Prints something else, where the line is. */
    void around(Runnable print) {
        if (line == null) {
            print.run();
        } else {
            line.around(print);
        }
    }

    private void watch() {
        while (!ended && !Thread.currentThread().isInterrupted()) {
            String text =
                    progress.line(done.getAsLong(), session.clock().nowNs(), System.nanoTime(), session.isPaused());
            if (Terminal.isForeground()) {
                line.draw(text + WAYS);
                press(keys.poll(TICK));
            } else {
                LockSupport.parkNanos(TICK.toNanos()); // who reads another program's keys is stopped
            }
        }
    }

    private void press(int key) {
        switch (key) {
            case ' ' -> {
                if (session.isPaused()) {
                    session.resume();
                } else {
                    session.pause();
                }
            }
            case 'n' -> session.advance();
            case 'q' -> {
                ended = true;
                session.close();
            }
            default -> {} // no key, or one that means nothing
        }
    }

    @Override
    public void close() {
        if (keys == null) {
            return;
        }
        line.close();
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        keys.close();
    }
}
