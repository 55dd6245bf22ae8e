package io.parley.queue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What retention did to the files of a queue's log, or would do.
 *
 * @param dryRun whether nothing was deleted
 * @param files every file, oldest first
 */
public record RetentionReport(boolean dryRun, List<LogFile> files) {
    /**
     * Copies the list.
     *
     * @param dryRun whether nothing was deleted
     * @param files every file, oldest first
     */
    public RetentionReport {
        files = List.copyOf(files);
    }

    /**
     * One file of the log.
     *
     * @param path it
     * @param messages how many messages are in it; 0 if it was not looked at, because an older one stays
     * @param bytes about how many bytes they take
     * @param why why it stays; empty if it goes
     */
    public record LogFile(Path path, long messages, long bytes, Optional<String> why) {
        /**
         * Whether it is deleted, or would be.
         *
         * @return true if nothing keeps it
         */
        public boolean goes() {
            return why.isEmpty();
        }
    }

    /**
     * The files that were deleted, or would be.
     *
     * @return oldest first
     */
    public List<LogFile> gone() {
        return files.stream().filter(LogFile::goes).toList();
    }

    /**
     * How many messages are in those.
     *
     * @return the sum
     */
    public long messages() {
        return gone().stream().mapToLong(LogFile::messages).sum();
    }

    /**
     * About how many bytes those had.
     *
     * @return the sum
     */
    public long bytes() {
        return gone().stream().mapToLong(LogFile::bytes).sum();
    }
}
