package io.parley.cli.output;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The keys of the terminal, each as it is pressed and not shown. Ctrl-C still interrupts the process; Ctrl-Z is a key,
 * {@link #SUSPEND}, so that who reads it can put the screen back first. {@link #close} gives the terminal back as it
 * was, and so does the end of the JVM, by a signal as well.
 *
 * <p>By {@code stty} and {@code /dev/tty}: a library for terminals would be loaded by every command that has keys, and
 * would ask {@code stty} as well, or call native code that newer JDKs warn of.
 *
 * <p>Threading: one thread at a time.
 */
public final class Keys implements AutoCloseable {
    /** Instead of a key. */
    public static final int NONE = -1;
    /** Escape, and what the codes of keys such as arrows begin with. */
    public static final int ESCAPE = 27;
    /** Ctrl-Z. */
    public static final int SUSPEND = 26;

    private static final long GLANCE_NS = TimeUnit.MILLISECONDS.toNanos(20);

    private final InputStream in;
    private final AtExit restoring;

    private Keys(InputStream in, AtExit restoring) {
        this.in = in;
        this.restoring = restoring;
    }

    /** The keys of this process's terminal; empty if it has none. */
    public static Optional<Keys> ofTerminal() {
        String before = Stty.run("-g");
        if (before.isEmpty()) {
            return Optional.empty();
        }
        try {
            InputStream in = new FileInputStream(Stty.TERMINAL);
            AtExit restoring = AtExit.of(() -> Stty.run(before));
            Stty.run("-icanon", "-echo", "min", "1", "time", "0", "susp", "undef");
            return Optional.of(new Keys(in, restoring));
        } catch (IOException noTerminal) {
            return Optional.empty();
        }
    }

    /**
     * Waits for the next key.
     *
     * @param atMost how long; zero for a key that was pressed already
     * @return its byte, or {@link #NONE} if none was pressed, or the thread is interrupted
     */
    public int poll(Duration atMost) {
        long end = System.nanoTime() + atMost.toNanos();
        try {
            while (in.available() == 0) { // a read would stay blocked, whatever happens
                long left = end - System.nanoTime();
                if (left <= 0 || Thread.currentThread().isInterrupted()) {
                    return NONE;
                }
                LockSupport.parkNanos(Math.min(left, GLANCE_NS));
            }
            return in.read();
        } catch (IOException gone) {
            throw new UncheckedIOException("cannot read the terminal", gone);
        }
    }

    @Override
    public void close() {
        restoring.close();
        try {
            in.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot close the terminal", e);
        }
    }
}
