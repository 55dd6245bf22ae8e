package io.parley.observe;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What lies in a directory, while others create and delete there. */
final class FileSizes {
    private FileSizes() {}

    /** The entries of a directory; none if it cannot be read. */
    static List<Path> in(Path directory) {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
            entries.forEach(found::add);
        } catch (IOException | DirectoryIteratorException unreadable) {
            return found;
        }
        return found;
    }

    /** The length of a file, or of all files below a directory; what goes away meanwhile counts or not. */
    static long below(Path path) {
        if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            return in(path).stream().mapToLong(FileSizes::below).sum();
        }
        return Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)
                ? path.toFile().length()
                : 0;
    }
}
