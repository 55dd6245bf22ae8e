package io.parley.cli;

/** Ends a command with one line on standard error and an exit code. */
final class CommandFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int exitCode;

    CommandFailure(String message, int exitCode) {
        super(message);
        this.exitCode = exitCode;
    }

    static CommandFailure notFound(String message) {
        return new CommandFailure(message, DomainCommand.NOT_FOUND);
    }

    static CommandFailure failed(String message) {
        return new CommandFailure(message, DomainCommand.FAILED);
    }

    int exitCode() {
        return exitCode;
    }
}
