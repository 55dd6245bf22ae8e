package io.parley.cli.demo;

import io.parley.Parley;
import io.parley.ParleyConfig;
import io.parley.ParleyException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A fresh domain for one demo, and its end. */
final class DemoDomain implements AutoCloseable {
    private final Path directory;
    private final boolean keep;
    private Parley parley;

    private DemoDomain(Path directory, boolean keep) {
        this.directory = directory;
        this.keep = keep;
    }

    /** Makes the domain in {@code chosen}, or in a place of its own if that is null. */
    static DemoDomain create(Path chosen, boolean keep) throws DemoException {
        DemoDomain domain = new DemoDomain(chosen == null ? unused() : requireUnused(chosen), keep);
        try {
            domain.parley = Parley.open(ParleyConfig.at(domain.directory).withProcessName("demo"));
            return domain;
        } catch (ParleyException e) {
            domain.deleteFiles();
            throw e;
        }
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

    Parley parley() {
        return parley;
    }

    Path directory() {
        return directory;
    }

    boolean isKept() {
        return keep;
    }

    /** Leaves the domain and removes it unless it is to be kept. A second call does nothing. */
    @Override
    public synchronized void close() throws DemoException {
        if (parley == null) {
            return;
        }
        if (!keep) {
            try {
                parley.delete();
            } catch (ParleyException | IllegalStateException e) {
                deleteFiles(); // an onlooker is in it, or it cannot be moved; what is mapped stays usable
            }
        }
        parley.close();
        parley = null;
    }

    private void deleteFiles() throws DemoException {
        try (Stream<Path> tree = Files.walk(directory)) {
            List<Path> leavesFirst = tree.sorted(Comparator.reverseOrder()).toList();
            for (Path path : leavesFirst) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            if (Files.exists(directory)) {
                throw new DemoException("cannot remove the domain " + directory + ": " + e.getMessage(), e);
            }
        }
    }
}
