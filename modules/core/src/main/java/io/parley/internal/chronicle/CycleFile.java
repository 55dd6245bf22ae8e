package io.parley.internal.chronicle;

import java.nio.file.Path;

/**
 * A cycle file of a log, or of an archive of one.
 *
 * @param path where it lies
 * @param firstIndex the index of its first document
 * @param ending how it should end
 */
public record CycleFile(Path path, long firstIndex, Ending ending) {
    /** How a file should end. */
    public enum Ending {
        /** With an end mark: there is a newer cycle. */
        MARK,
        /** With nothing, or where its messages end: somebody writes to it. */
        OPEN,
        /** Right behind its last message. */
        CUT
    }
}
