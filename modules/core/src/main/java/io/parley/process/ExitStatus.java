package io.parley.process;

import java.util.Objects;
import java.util.OptionalInt;

/**
 * How a process ended: of its own accord with a code, or by a signal.
 *
 * <p>The operating system's number alone does not tell {@code System.exit(143)} from SIGTERM. So a child notes in the
 * domain's table of children that its orderly end has begun, and for which signal if for one; who ended without that
 * note and with a number above 128 was ended by a signal.
 *
 * <p><b>Threading:</b> immutable. <b>Differs from Python:</b> a signal is not a negative exit code. What cannot be told
 * apart: {@code Runtime.halt(143)} looks like SIGTERM, because it notes nothing.
 *
 * @param value what the operating system says: the exit code, or 128 plus the signal's number
 * @param signal the signal's number; 0 if none ended it
 * @param failure the exception that ended the target, as text; empty if there was none
 */
public record ExitStatus(int value, int signal, String failure) {
    static final int SIGKILL = 9;
    static final int SIGNAL_BASE = 128;
    private static final int MAX_SIGNAL = 64;

    /**
     * Checks that nothing is null.
     *
     * @param value what the operating system says
     * @param signal the signal's number, or 0
     * @param failure the exception as text, or empty
     */
    public ExitStatus {
        Objects.requireNonNull(failure, "failure");
    }

    /**
     * Tells code and signal apart.
     *
     * @param value what the operating system says
     * @param noted whether an orderly end had begun
     * @param notedSignal for which signal; 0 for none
     * @param killed whether SIGKILL was sent to it
     * @param failure the exception as text, or empty
     */
    static ExitStatus of(int value, boolean noted, int notedSignal, boolean killed, String failure) {
        int number = value - SIGNAL_BASE;
        boolean bySignal =
                number > 0 && number <= MAX_SIGNAL && (!noted || notedSignal != 0 || killed && number == SIGKILL);
        return new ExitStatus(value, bySignal ? number : 0, failure);
    }

    /**
     * The exit code.
     *
     * @return the code, 0 to 255; empty if a signal ended the process
     */
    public OptionalInt exitCode() {
        return signal == 0 ? OptionalInt.of(value) : OptionalInt.empty();
    }

    /**
     * The signal that ended the process.
     *
     * @return its number, such as 15 for SIGTERM and 9 for SIGKILL; empty if it exited of its own accord
     */
    public OptionalInt endedBySignal() {
        return signal == 0 ? OptionalInt.empty() : OptionalInt.of(signal);
    }

    /**
     * Whether it ended with code 0.
     *
     * @return whether it went well
     */
    public boolean isSuccess() {
        return signal == 0 && value == 0;
    }

    @Override
    public String toString() {
        String how = signal == 0 ? "exit code " + value : "signal " + signal;
        return failure.isEmpty() ? how : how + " (" + failure + ")";
    }
}
