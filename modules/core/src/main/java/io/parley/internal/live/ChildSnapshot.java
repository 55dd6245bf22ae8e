package io.parley.internal.live;

/** One record of the table of children as it was read; for people. */
public record ChildSnapshot(
        long number,
        String name,
        ChildState state,
        boolean parentAlive,
        int parentOwner,
        long parentPid,
        int owner,
        long pid,
        int flags,
        int depth,
        long startedAtNs,
        long endedAtNs,
        int exitValue,
        int exitSignal,
        boolean exitNoted,
        int notedSignal,
        String reason) {
    /** Whether it has one of the flags of {@link ChildTable}. */
    public boolean is(int flag) {
        return (flags & flag) != 0;
    }

    /** Whether it has not ended, as far as anybody knows. */
    public boolean isAlive() {
        return state != ChildState.ENDED && state != ChildState.LOST;
    }
}
