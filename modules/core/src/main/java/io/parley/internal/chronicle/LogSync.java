package io.parley.internal.chronicle;

import io.parley.internal.memory.FileFailures;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Puts on disk what this process appended. Goes by files, not by mapped memory, and so needs no lock. */
final class LogSync {
    private final Path directory;
    /** Where this process has appended since it last synced, oldest first. */
    private final Set<Path> written = new LinkedHashSet<>();

    LogSync(Path directory) {
        this.directory = directory;
    }

    /** From now on this process appends to {@code file}. */
    synchronized void add(Path file) {
        written.remove(file);
        written.add(file);
    }

    private synchronized List<Path> written() {
        return List.copyOf(written);
    }

    private synchronized void synced(List<Path> files) {
        // The newest is still appended to.
        files.stream().limit(Math.max(0, files.size() - 1)).forEach(written::remove);
    }

    void run() {
        List<Path> files = written();
        boolean interrupted = false;
        try {
            for (Path file : files) {
                syncFile(file);
            }
            while (!syncNames()) {
                interrupted |= Thread.interrupted();
            }
        } catch (IOException e) {
            throw FileFailures.explain("write the log to disk", directory, e);
        } finally {
            Sheltered.restore(interrupted);
        }
        synced(files);
    }

    private static void syncFile(Path file) throws IOException {
        try (RandomAccessFile raw = new RandomAccessFile(file.toFile(), "r")) {
            raw.getFD().sync();
        } catch (FileNotFoundException e) {
            if (Files.exists(file)) {
                throw e;
            }
            // Deleted since: its messages are not wanted any more.
        }
    }

    private boolean syncNames() throws IOException {
        try (FileChannel names = FileChannel.open(directory, StandardOpenOption.READ)) {
            names.force(true);
            return true;
        } catch (ClosedByInterruptException e) {
            return false;
        }
    }
}
