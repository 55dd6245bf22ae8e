package io.parley.process;

import java.util.OptionalInt;

/**
 * How a process ended: of its own accord with a code, or by a signal.
 *
 * @param value what the operating system says: the exit code, or 128 plus the signal's number
 * @param signal the signal's number; 0 if none ended it
 * @param failure the exception that ended the target, as text; empty if there was none
 */
public record ExitStatus(int value, int signal, String failure) {
    /**
     * The exit code.
     *
     * @return the code; empty if a signal ended the process
     */
    public OptionalInt exitCode() {
        return signal == 0 ? OptionalInt.of(value) : OptionalInt.empty();
    }

    /**
     * The signal that ended the process.
     *
     * @return its number; empty if it exited of its own accord
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
