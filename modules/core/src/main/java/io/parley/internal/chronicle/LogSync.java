package io.parley.internal.chronicle;

import io.parley.NotDurableException;
import io.parley.internal.crash.Failpoint;
import io.parley.internal.memory.Disk;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.StreamSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts the log on disk. Goes by files, not by mapped memory, and so needs no lock but its own, and may be used while
 * the log is closed.
 *
 * <p>A log is on disk if every cycle file is, from the oldest on: a later message is worth little without the earlier
 * ones. So the first call of a process writes all of them, and each further one those from the newest it wrote the last
 * time; for files that did not change that is next to nothing.
 *
 * <p>The kernel tells of a failed write once to everybody who has the file open, and then takes the pages for written.
 * So the file that is appended to is kept open from before the first append, and no call after a failed one succeeds.
 */
final class LogSync {
    private static final Logger LOG = LoggerFactory.getLogger("io.parley.chronicle");

    private final Path directory;
    private final String suffix;
    private final Path metadata;
    /** Where this process appends. */
    private volatile Path newest;

    private volatile boolean keeping;
    /** The file this process went on to since the last call, open. */
    private final AtomicReference<Open> next = new AtomicReference<>();
    /** The one before. Guarded by this. */
    private Open current;

    /** This file and all before it were on disk, as they were then; null: not known of any. Guarded by this. */
    private Path synced;

    private volatile NotDurableException failure;

    LogSync(Path directory, String suffix, Path metadata) {
        this.directory = directory;
        this.suffix = suffix;
        this.metadata = metadata;
    }

    private record Open(Path path, RandomAccessFile file) {
        static Open of(Path path) {
            try {
                return path == null ? null : new Open(path, new RandomAccessFile(path.toFile(), "r"));
            } catch (IOException deletedOrTooManyFiles) {
                // Then it is opened each time, and that says what is wrong.
                LOG.debug("cannot keep {} open", path, deletedOrTooManyFiles);
                return null;
            }
        }

        static void close(Open open) {
            if (open != null) {
                try {
                    open.file.close();
                } catch (IOException e) {
                    LOG.debug("cannot close {}", open.path, e);
                }
            }
        }
    }

    /** From now on this process appends to {@code file}. Under the append lock: waits for no disk. */
    void appendingTo(Path file) {
        if (!file.equals(newest)) {
            newest = file;
            if (keeping) {
                Open.close(next.getAndSet(Open.of(file)));
            }
        }
    }

    /** From now on what this process appends has to go to disk. */
    synchronized void keep() {
        keeping = true;
        Open.close(next.getAndSet(Open.of(newest)));
        own();
    }

    private void adopt() {
        Open adopted = next.getAndSet(null);
        if (adopted != null) {
            Open.close(current);
            current = adopted;
        }
    }

    /** Closes what is kept open. */
    synchronized void release() {
        keeping = false;
        adopt();
        Open.close(current);
        current = null;
    }

    /** Throws what an earlier call threw. */
    void requireSound() {
        if (failure != null) {
            throw new NotDurableException(failure.getMessage(), failure.getCause());
        }
    }

    /** Returns when what anybody appended before is on disk. */
    synchronized void all() {
        requireSound();
        adopt();
        try {
            several();
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /** Returns when what this process appended before is on disk. */
    synchronized void own() {
        requireSound();
        Path appended = newest;
        adopt();
        try {
            if (appended == null || !appended.equals(synced)) {
                several();
            } else {
                Failpoint.LOG_SYNC.hit();
                sync(appended);
            }
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private void sync(Path file) throws IOException {
        if (current != null && file.equals(current.path)) {
            current.file.getFD().sync();
        } else {
            Disk.sync(file);
        }
    }

    private void several() throws IOException {
        List<Path> files = cycles();
        Failpoint.LOG_SYNC.hit();
        if (synced == null) {
            Disk.sync(metadata);
        }
        for (Path file : files) {
            if (synced == null || file.compareTo(synced) >= 0) {
                sync(file);
            }
        }
        Disk.syncNames(directory);
        synced = files.isEmpty() ? synced : files.get(files.size() - 1);
    }

    private List<Path> cycles() throws IOException {
        if (!Files.exists(directory)) {
            // The queue was deleted.
            return List.of();
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*" + suffix)) {
            return StreamSupport.stream(files.spliterator(), false).sorted().toList();
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
    }

    private NotDurableException failed(IOException e) {
        failure = new NotDurableException(
                "cannot write the log to disk: " + directory + " reason=" + e.getMessage()
                        + ". The messages are in the queue, but a crash of the machine may lose them, also later."
                        + " Look at the disk, then open the queue again and put again what must not be lost",
                e);
        return failure;
    }
}
