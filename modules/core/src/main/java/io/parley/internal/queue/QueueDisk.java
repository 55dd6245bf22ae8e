package io.parley.internal.queue;

import io.parley.NotDurableException;
import io.parley.internal.memory.Disk;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the log of a queue is worth nothing without, after a crash of the machine. */
final class QueueDisk {
    private QueueDisk() {}

    /**
     * Returns when the disk has the queue's state file, the tables of its domain, and the names on the way there.
     *
     * @throws NotDurableException if the disk refuses
     */
    static void sync(Path stateFile, Path domainDirectory) {
        Path directory = stateFile.getParent();
        try {
            Disk.sync(stateFile);
            Disk.syncNames(directory);
            try (DirectoryStream<Path> tables = Files.newDirectoryStream(domainDirectory, "domain.*")) {
                for (Path table : tables) {
                    Disk.sync(table);
                }
            }
            Disk.syncNames(domainDirectory);
            Disk.syncNames(domainDirectory.toAbsolutePath().getParent());
        } catch (IOException | DirectoryIteratorException e) {
            throw new NotDurableException(
                    "cannot write the queue to disk: " + directory + " reason=" + e
                            + ". Its messages are in the queue, but a crash of the machine may lose them. Look at the disk",
                    e);
        }
    }
}
