package io.parley.cli;

/** What scripts learn from a command. */
final class ExitCode {
    /** It is done. */
    static final int OK = 0;
    /** It was tried, and failed. */
    static final int FAILED = 1;
    /** It was called in a wrong way, and nothing was tried. */
    static final int USAGE = 2;
    /** It is done, and what was looked at is not in order. */
    static final int UNHEALTHY = 3;
    /** What the command is about does not exist. */
    static final int NOT_FOUND = 4;

    private ExitCode() {}
}
