package io.parley.internal.memory;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Waits until the disk has what is in files and directories; whatever wrote it, through mapped memory or not. */
public final class Disk {
    private Disk() {}

    /** Returns when the content of a file is on disk. What was deleted is not wanted any more, and no error. */
    public static void sync(Path file) throws IOException {
        // Not a channel: that would close under an interrupted thread.
        try (RandomAccessFile raw = new RandomAccessFile(file.toFile(), "r")) {
            raw.getFD().sync();
        } catch (FileNotFoundException e) {
            if (Files.exists(file)) {
                throw e;
            }
        }
    }

    /** Returns when the names in a directory are on disk. */
    public static void syncNames(Path directory) throws IOException {
        try {
            Uninterrupted.call(() -> {
                try (FileChannel names = FileChannel.open(directory, StandardOpenOption.READ)) {
                    names.force(true);
                    return null;
                }
            });
        } catch (NoSuchFileException deleted) {
            return;
        }
    }
}
