package io.parley.cli;

/** Ends a command with a line on standard error, a second one that says what to run next, and an exit code. */
final class CommandFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int exitCode;
    private final String next;

    CommandFailure(String message, int exitCode) {
        this(message, exitCode, "");
    }

    private CommandFailure(String message, int exitCode, String next) {
        super(message);
        this.exitCode = exitCode;
        this.next = next;
    }

    static CommandFailure notFound(String message) {
        return new CommandFailure(message, ExitCode.NOT_FOUND);
    }

    static CommandFailure failed(String message) {
        return new CommandFailure(message, ExitCode.FAILED);
    }

    static CommandFailure usage(String message) {
        return new CommandFailure(message, ExitCode.USAGE);
    }

    /** The same, with the command line that helps. */
    CommandFailure next(String commandLine) {
        return new CommandFailure(getMessage(), exitCode, commandLine);
    }

    int exitCode() {
        return exitCode;
    }

    /** The command line that helps; empty if there is none. */
    String next() {
        return next;
    }
}
