package io.parley.internal.memory;

import io.parley.internal.crash.Failpoint;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/**
 * A mapped file without an object header, because its format is not Parley's own. It belongs to an object that has one.
 * Created as an {@link ObjectFile} is: under a temporary name, with all its blocks, and linked to its final name when
 * it is complete.
 */
public final class PlainFile {
    private PlainFile() {}

    /** Work with an open file. */
    @FunctionalInterface
    public interface Work<T> {
        /** Does it; the channel is open meanwhile, what is mapped stays. */
        T run(FileChannel channel) throws IOException;
    }

    /**
     * Creates the file; false, and nothing was changed, if the name is taken.
     *
     * @param length all of it gets blocks, and is zero
     * @param body writes what is not zero
     */
    public static boolean create(Path path, long length, ObjectFile.Site site, Work<Void> body) {
        try {
            return Uninterrupted.call(() -> build(path, length, site, body));
        } catch (IOException e) {
            throw FileFailures.explain("create", path, e);
        }
    }

    private static boolean build(Path path, long length, ObjectFile.Site site, Work<Void> body) throws IOException {
        Path temporary = site.temporary(path);
        try {
            try (FileChannel channel = FileChannel.open(
                    temporary,
                    Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW),
                    site.fileAttribute())) {
                Permission.enforce(temporary, site.access(), false);
                Blocks.allocate(temporary, channel, length);
                body.run(channel);
                if (site.durable()) {
                    channel.force(true);
                }
            }
            Failpoint.CREATE_BEFORE_LINK.hit();
            Files.createLink(path, temporary);
            Failpoint.CREATE_AFTER_LINK.hit();
            return true;
        } catch (FileAlreadyExistsException taken) {
            return false;
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    /** Opens a regular file for reading and writing, and does something with it. */
    public static <T> T open(Path path, Work<T> work) {
        try {
            return Uninterrupted.call(() -> {
                ObjectValidation.requireRegularFile(path);
                try (FileChannel channel = FileChannel.open(
                        path, StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
                    return work.run(channel);
                }
            });
        } catch (IOException e) {
            throw FileFailures.explain("open", path, e);
        }
    }

    /** Opens a regular file for reading only, and does something with it. */
    public static <T> T read(Path path, Work<T> work) {
        try {
            return Uninterrupted.call(() -> {
                ObjectValidation.requireRegularFile(path);
                try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
                    return work.run(channel);
                }
            });
        } catch (IOException e) {
            throw FileFailures.explain("read", path, e);
        }
    }
}
