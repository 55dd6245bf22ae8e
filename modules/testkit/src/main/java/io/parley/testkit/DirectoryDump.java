package io.parley.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;

/** A directory as text: each file with size, permissions and age, then the beginning of each in hexadecimal. */
final class DirectoryDump {
    /** The header of an object file and the lines of hot words behind it. */
    private static final int BYTES = 512;

    private static final int BYTES_PER_LINE = 16;
    private static final int MAX_FILES = 1_000;

    private DirectoryDump() {}

    /** The dump of {@code directory}; what cannot be read is said in its place. */
    static String of(Path directory) {
        StringBuilder text = new StringBuilder(directory + "\n");
        List<Path> files = List.of();
        try (Stream<Path> walk = Files.walk(directory)) {
            files = walk.limit(MAX_FILES).sorted().toList();
        } catch (IOException | UncheckedIOException e) {
            text.append("cannot be listed: ").append(e).append('\n');
        }
        files.forEach(file -> text.append(describe(directory, file)).append('\n'));
        files.stream()
                .filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                .forEach(file -> text.append("\n--- ")
                        .append(directory.relativize(file))
                        .append('\n')
                        .append(hex(file)));
        return text.toString();
    }

    private static String describe(Path directory, Path file) {
        try {
            PosixFileAttributes attributes =
                    Files.readAttributes(file, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            char type = attributes.isDirectory() ? 'd' : attributes.isSymbolicLink() ? 'l' : '-';
            return String.format(
                    "%c%s %12d %s %s",
                    type,
                    PosixFilePermissions.toString(attributes.permissions()),
                    attributes.size(),
                    attributes.lastModifiedTime(),
                    directory.relativize(file));
        } catch (IOException e) {
            return "? " + directory.relativize(file) + " " + e;
        }
    }

    private static String hex(Path file) {
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            return hex(in.readNBytes(BYTES));
        } catch (IOException e) {
            return "cannot be read: " + e + "\n";
        }
    }

    /** Offset, sixteen bytes, and what of them is printable; equal lines of zeros are left out. */
    static String hex(byte[] bytes) {
        StringBuilder text = new StringBuilder();
        for (int at = 0; at < bytes.length; at += BYTES_PER_LINE) {
            StringBuilder hex = new StringBuilder();
            StringBuilder readable = new StringBuilder();
            boolean zero = true;
            for (int i = at; i < Math.min(bytes.length, at + BYTES_PER_LINE); i++) {
                hex.append(String.format("%02x ", bytes[i]));
                readable.append(bytes[i] >= ' ' && bytes[i] < 127 ? (char) bytes[i] : '.');
                zero &= bytes[i] == 0;
            }
            if (!zero) {
                text.append(String.format("%06x  %-48s |%s|\n", at, hex, readable));
            }
        }
        return text.isEmpty() ? "all zero: bytes=" + bytes.length + "\n" : text.toString();
    }
}
