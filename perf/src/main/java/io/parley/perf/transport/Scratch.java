package io.parley.perf.transport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.stream.Stream;

/**
 * A directory for one measurement, gone when it is over, also when the JVM is interrupted. In shared memory where there
 * is any, so that a disk is measured only by those who ask for one with {@code -Dparley.perf.dir}.
 */
public final class Scratch implements AutoCloseable {
    /** Start of the names of all scratch directories. */
    public static final String PREFIX = "parley-perf-";

    private static final Path SHARED_MEMORY = Path.of("/dev/shm");

    private final Path directory;
    private final Thread exitHook = new Thread(this::delete, "parley-perf-scratch");

    private Scratch(Path directory) {
        this.directory = directory;
    }

    /** Creates an empty directory. */
    public static Scratch create() {
        try {
            Scratch scratch = new Scratch(Files.createTempDirectory(root(), PREFIX));
            Runtime.getRuntime().addShutdownHook(scratch.exitHook);
            return scratch;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot create a scratch directory in " + root(), e);
        }
    }

    /** Where scratch directories are made. */
    public static Path root() {
        String chosen = System.getProperty("parley.perf.dir");
        if (chosen != null) {
            return Path.of(chosen);
        }
        return Files.isWritable(SHARED_MEMORY) ? SHARED_MEMORY : Path.of(System.getProperty("java.io.tmpdir"));
    }

    /** The directory. */
    public Path directory() {
        return directory;
    }

    /** A new file in it, mapped. */
    public ByteBuffer map(String name, int length) {
        return map(directory.resolve(name), length, StandardOpenOption.CREATE_NEW);
    }

    /** A file of any process, mapped; {@code how} says whether it may be there already. */
    public static ByteBuffer map(Path file, int length, StandardOpenOption how) {
        try (FileChannel channel = FileChannel.open(file, how, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            return channel.map(FileChannel.MapMode.READ_WRITE, 0, length);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot map " + file, e);
        }
    }

    /** How long all files in it are together. */
    public long bytes() {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + directory, e);
        }
    }

    private void delete() {
        try {
            Files.walkFileTree(directory, new Remover());
        } catch (NoSuchFileException gone) {
            return;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + directory + "; remove it by hand", e);
        }
    }

    @Override
    public void close() {
        delete();
        Runtime.getRuntime().removeShutdownHook(exitHook);
    }

    private static final class Remover extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
        }

        /** Another process may be removing files as well. */
        @Override
        public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
            if (e instanceof NoSuchFileException) {
                return FileVisitResult.CONTINUE;
            }
            throw e;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path visited, IOException e) throws IOException {
            Files.deleteIfExists(visited);
            return FileVisitResult.CONTINUE;
        }
    }
}
