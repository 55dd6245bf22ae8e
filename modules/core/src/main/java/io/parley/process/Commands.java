package io.parley.process;

import java.io.IOException;
import java.util.concurrent.ExecutionException;

/**
 * Runs external programs. Python's {@code subprocess}. No domain is needed.
 *
 * <p>What usually goes wrong cannot here: both output streams are always read at the same time as the input is written,
 * so no full pipe blocks anybody; a time limit ends whatever the program started, too; and a process that it left in
 * the background with its output open is not waited for.
 *
 * <p><b>Threading:</b> thread-safe. {@link ParleyProcess} runs Java code of this program in another process.
 */
public final class Commands {
    private Commands() {}

    /**
     * Runs a program to its end. <b>Blocking:</b> until then, or until its time limit. If the caller is interrupted,
     * the program and every process that it started are killed.
     *
     * @param spec what to run, and how
     * @return how it ended, and what was captured
     * @throws CommandFailedException if it ended with another exit code than 0, and that was to be checked
     * @throws CommandOutputTooLongException if it printed more than may be captured
     * @throws IOException if it cannot be started: it does not exist, or not on the PATH, or may not be executed
     * @throws CommandTimeoutException if it ran longer than it may
     * @throws InterruptedException if the calling thread was interrupted
     * @throws IllegalArgumentException if its input is to be written while it runs: {@link #start} it instead
     */
    public static CompletedCommand run(CommandSpec spec)
            throws IOException, CommandTimeoutException, InterruptedException {
        if (spec.input() instanceof CommandInput.Piped) {
            throw new IllegalArgumentException("nobody would write the input of " + spec
                    + ". Use Commands.start, or give the input beforehand: withInput(...)");
        }
        try (RunningCommand command = RunningCommand.start(spec)) {
            return command.onExit().get();
        } catch (ExecutionException e) {
            throw rethrown(e.getCause());
        }
    }

    private static IOException rethrown(Throwable cause) throws CommandTimeoutException {
        if (cause instanceof CommandTimeoutException late) {
            throw late;
        }
        return cause instanceof IOException failure ? failure : new IOException(cause);
    }

    /**
     * Starts a program and returns at once.
     *
     * @param spec what to run, and how; a time limit and a check count here, too
     * @return the program; in a try-with-resources statement, it is killed at the end of the block
     * @throws IOException if it cannot be started: it does not exist, or not on the PATH, or may not be executed
     */
    public static RunningCommand start(CommandSpec spec) throws IOException {
        return RunningCommand.start(spec);
    }
}
