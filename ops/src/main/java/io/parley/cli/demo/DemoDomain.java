package io.parley.cli.demo;

import io.parley.Parley;
import io.parley.ParleyConfig;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A fresh domain for one demo, and its end. */
final class DemoDomain implements AutoCloseable {
    private static final int ATTEMPTS = 10;

    private final Path directory;
    private final boolean keep;
    private Parley parley;
    private boolean removed;

    private DemoDomain(Path directory, boolean keep) {
        this.directory = directory;
        this.keep = keep;
    }

    /** The domain in {@code chosen}, or in a place of its own if that is null; nothing is made yet. */
    static DemoDomain at(Path chosen, boolean keep) throws DemoException {
        return new DemoDomain(chosen == null ? unused() : requireUnused(chosen), keep);
    }

    private static Path unused() {
        for (int n = 1; ; n++) {
            String name = "demo-" + ProcessHandle.current().pid() + "-" + n;
            Path directory = ParleyConfig.named(name).directory();
            if (Files.notExists(directory, LinkOption.NOFOLLOW_LINKS)) {
                return directory;
            }
        }
    }

    private static Path requireUnused(Path chosen) throws DemoException {
        Path absolute = chosen.toAbsolutePath().normalize();
        if (Files.exists(absolute, LinkOption.NOFOLLOW_LINKS)) {
            throw new DemoException(absolute + " exists; name a directory for the demo to make");
        }
        if (!Files.isDirectory(absolute.getParent())) {
            throw new DemoException("no directory " + absolute.getParent() + " to make the demo's domain in");
        }
        return absolute;
    }

    /** Makes the domain. */
    synchronized Parley open() throws DemoException {
        if (removed) {
            throw new DemoException("interrupted");
        }
        parley = Parley.open(ParleyConfig.at(directory).withProcessName("demo"));
        return parley;
    }

    Path directory() {
        return directory;
    }

    /** Leaves the domain and removes it. */
    @Override
    public synchronized void close() throws DemoException {
        if (parley != null) {
            parley.close();
        }
        remove();
    }

    /**
     * Removes the domain's files unless they are to be kept. Not with {@link Parley#delete}, which reports every
     * process that died: here they were killed on purpose.
     */
    synchronized void remove() throws DemoException {
        for (int attempt = 1; !keep && !removed; attempt++) {
            try {
                deleteFiles();
                removed = true;
            } catch (NoSuchFileException | DirectoryNotEmptyException e) {
                if (attempt == ATTEMPTS) { // normally, somebody just made one more file
                    throw new DemoException("cannot remove the domain " + directory + ": " + e, e);
                }
            } catch (IOException e) {
                throw new DemoException("cannot remove the domain " + directory + ": " + e.getMessage(), e);
            }
        }
    }

    private void deleteFiles() throws IOException {
        if (Files.notExists(directory, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        List<Path> leavesFirst;
        try (Stream<Path> tree = Files.walk(directory)) {
            leavesFirst = tree.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : leavesFirst) {
            Files.deleteIfExists(path);
        }
    }
}
