package io.parley.internal.process;

import io.parley.internal.domain.DomainPaths;
import io.parley.internal.memory.FileTrees;
import io.parley.internal.os.SystemClock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The directory of what makes starts faster or possible at all, for this user's programs: archives of loaded classes,
 * and command lines that are too long for the system. Everything in it may be deleted at any time.
 *
 * <p>A file gets its name when it is complete, by a rename, so two processes that write the same one are no problem.
 */
final class LaunchCache {
    /** Another place for it, such as a directory on a disk, which survives a reboot. */
    static final String DIRECTORY = "parley.cds.dir";

    /** The ending of names of command lines. */
    static final String COMMAND_SUFFIX = ".args";

    private static final String SCRATCH_SUFFIX = ".scratch";
    /** Preloading takes a second or two. */
    private static final long OLD_NS = TimeUnit.MINUTES.toNanos(10);

    private static final int KEY_BYTES = 10;

    private LaunchCache() {}

    /** The directory; made if it is missing. */
    static Path directory() {
        String chosen = System.getProperty(DIRECTORY, "");
        Path directory = chosen.isEmpty()
                ? DomainPaths.userFolder().resolve(".cds")
                : Path.of(chosen).toAbsolutePath().normalize();
        DomainPaths.prepareOwn(directory);
        return directory;
    }

    /** A name for what depends on these texts only. */
    static String key(Iterable<String> parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String part : parts) {
                digest.update(part.getBytes(StandardCharsets.UTF_8));
                digest.update((byte) 0);
            }
            return HexFormat.of().formatHex(digest.digest(), 0, KEY_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has SHA-256", e);
        }
    }

    /** A file with this content, whose name follows from it. */
    static Path write(String content, String suffix) throws IOException {
        Path file = directory().resolve(key(List.of(content)) + suffix);
        if (Files.exists(file)) {
            markUsed(file);
            return file;
        }
        Path temporary = Files.createTempFile(
                file.getParent(),
                file.getFileName() + ".",
                ".tmp",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            Files.writeString(temporary, content);
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(temporary);
        }
        return file;
    }

    /** Where a domain can lie for a moment. What a process left that was killed in that moment is removed here. */
    static String scratch() throws IOException {
        Path directory = directory();
        long old = SystemClock.LOCAL.epochNs() - OLD_NS;
        for (Path left : endingWith(directory, SCRATCH_SUFFIX)) {
            if (age(left).to(TimeUnit.NANOSECONDS) < old) {
                FileTrees.delete(left);
            }
        }
        return directory.resolve(UUID.randomUUID() + SCRATCH_SUFFIX).toString();
    }

    /** The files with this ending. */
    static List<Path> endingWith(Path directory, String suffix) throws IOException {
        try (Stream<Path> all = Files.list(directory)) {
            return all.filter(file -> file.toString().endsWith(suffix)).toList();
        }
    }

    /** Makes it the newest. */
    static void markUsed(Path file) throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(SystemClock.LOCAL.epochNs(), TimeUnit.NANOSECONDS));
    }

    /** Deletes all files with this suffix but the newest few. */
    static void keepNewest(Path directory, String suffix, int number) throws IOException {
        List<Path> files = new ArrayList<>(endingWith(directory, suffix));
        files.sort(Comparator.comparing(LaunchCache::age));
        for (int i = 0; i < files.size() - number; i++) {
            Files.deleteIfExists(files.get(i));
        }
    }

    private static FileTime age(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException gone) {
            return FileTime.fromMillis(0);
        }
    }
}
