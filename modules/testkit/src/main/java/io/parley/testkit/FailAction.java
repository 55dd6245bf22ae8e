package io.parley.testkit;

/** What a forked JVM does when one of its threads passes a failpoint that the parent configured. */
public enum FailAction {
    /**
     * The thread sends SIGKILL to its own process. The thread executes nothing after the failpoint, no shutdown hook
     * runs, and the process ends with exit code 137.
     */
    KILL,
    /**
     * The thread blocks, ignoring interruption, until {@link ForkedJvm#proceed(io.parley.internal.crash.Failpoint)}
     * lets it go on, which may be never. The other threads of the process go on.
     */
    PAUSE,
    /** The thread sends SIGSTOP to its own process; {@link ForkedJvm#resume()} lets it go on. */
    STOP
}
