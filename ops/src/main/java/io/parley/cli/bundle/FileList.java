package io.parley.cli.bundle;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Locale;

/** Files as text: those of a domain by name, and what some of the kernel's say. */
public final class FileList {
    private static final String[] OF_THE_KERNEL = {
        "/proc/version", "/proc/loadavg", "/proc/meminfo", "/proc/self/limits", "/proc/self/cgroup"
    };

    private FileList() {}

    /** A line for everything below a directory. */
    public static String below(Path directory) {
        StringBuilder text = new StringBuilder();
        list(directory, directory, text);
        return text.toString();
    }

    private static void list(Path top, Path path, StringBuilder text) {
        try {
            PosixFileAttributes file = Files.readAttributes(path, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            text.append(String.format(
                    Locale.ROOT,
                    "%s%s %s %s %12d %s %s%n",
                    file.isDirectory() ? "d" : file.isSymbolicLink() ? "l" : "-",
                    PosixFilePermissions.toString(file.permissions()),
                    file.owner().getName(),
                    file.group().getName(),
                    file.size(),
                    file.lastModifiedTime(),
                    path.equals(top) ? top : top.relativize(path)));
            File[] below = file.isDirectory() ? path.toFile().listFiles() : null;
            if (below != null) {
                Arrays.sort(below);
                for (File each : below) {
                    list(top, each.toPath(), text);
                }
            }
        } catch (IOException e) {
            text.append(top.relativize(path)).append(": ").append(e).append(System.lineSeparator());
        }
    }

    /** What the kernel says of the host and of this process. */
    public static String ofHost() {
        StringBuilder text = new StringBuilder();
        for (String each : OF_THE_KERNEL) {
            text.append(each).append(System.lineSeparator());
            try {
                text.append(Files.readString(Path.of(each)));
            } catch (IOException e) {
                text.append(e).append(System.lineSeparator());
            }
        }
        return text.toString();
    }
}
