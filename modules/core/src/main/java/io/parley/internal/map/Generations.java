package io.parley.internal.map;

import io.parley.ObjectCorruptException;
import io.parley.internal.domain.Domain;
import io.parley.internal.memory.FileFailures;
import io.parley.internal.memory.Memory;
import io.parley.internal.memory.ObjectFile;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The data files of one map, as this process has them mapped. A mapping that nobody uses any more goes with the garbage
 * collector; the file behind it is deleted long before.
 */
final class Generations {
    private static final String DAMAGED_SUFFIX = ".damaged";

    private final Path directory;
    private final Memory memory;
    private final ObjectFile file;
    private final ObjectFile.Site site;
    private final int stripes;
    private DataFile newest;
    private long newestGeneration;

    Generations(ObjectFile file, Memory memory, Domain domain, int stripes) {
        this.directory = file.path().getParent();
        this.memory = memory;
        this.file = file;
        this.site = domain.site();
        this.stripes = stripes;
    }

    static Path path(Path directory, long generation) {
        return directory.resolve(MapLayout.DATA_PREFIX + generation);
    }

    Path path(long generation) {
        return path(directory, generation);
    }

    /** The generation that every stripe is in, or on the way to. */
    long target() {
        return memory.getLongVolatile(MapLayout.TARGET);
    }

    /** The generation that a stripe is in. */
    long home(int stripe) {
        return memory.getLongVolatile(MapLayout.stripe(stripe) + MapLayout.HOME);
    }

    /** Where a stripe's entries are now, mapped. */
    Home open(int stripe) {
        while (true) {
            long generation = home(stripe);
            DataFile data = openIfThere(generation);
            if (data != null) {
                return new Home(generation, data.segment(stripe));
            }
            file.requireNotDeleted();
            if (home(stripe) == generation) {
                throw new ObjectCorruptException("map's data file is missing: " + path(generation)
                        + ". Restore the directory from a copy, or delete the map and let it be created again");
            }
        }
    }

    /** A generation's file, mapped; null if there is none. */
    private synchronized DataFile openIfThere(long generation) {
        if (newest != null && generation == newestGeneration) {
            return newest;
        }
        Path path = path(generation);
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            return null;
        }
        DataFile opened;
        try {
            opened = DataFile.open(path);
        } catch (RuntimeException e) {
            if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
                return null; // deleted between the look and the opening
            }
            throw e;
        }
        if (opened.segments() != stripes) {
            throw new ObjectCorruptException("map's files do not belong together: " + path + " segments="
                    + opened.segments() + ", stripes=" + stripes + " in " + file.path()
                    + ". Restore the directory from a copy");
        }
        if (newest == null || generation > newestGeneration) {
            newest = opened;
            newestGeneration = generation;
        }
        return opened;
    }

    /** The file that stripes move to, whichever that is by then. */
    DataFile openTarget() {
        while (true) {
            long generation = target();
            DataFile data = openIfThere(generation);
            if (data != null) {
                return data;
            }
            file.requireNotDeleted();
            if (target() == generation) {
                throw new ObjectCorruptException("map's data file is missing: " + path(generation)
                        + ". Restore the directory from a copy, or delete the map and let it be created again");
            }
        }
    }

    /** How long the target's file is. */
    long length() {
        return path(target()).toFile().length();
    }

    /** Creates the file of a generation, in the place of what somebody who died may have left there. */
    void create(long generation, SegmentSize size) {
        Path path = path(generation);
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw FileFailures.explain("replace", path, e);
        }
        if (!DataFile.create(path, stripes, size, site)) {
            throw new ObjectCorruptException("somebody else creates files in the map's directory: " + path
                    + ". Find out who, and leave it to Parley");
        }
    }

    /** Keeps a generation's file under another name as well, so that it outlives the generation. */
    void keepDamaged(long generation) {
        Path kept = damaged(generation);
        try {
            if (!Files.exists(kept, LinkOption.NOFOLLOW_LINKS)) {
                Files.createLink(kept, path(generation));
            }
        } catch (IOException e) {
            throw FileFailures.explain("keep the damaged file as", kept, e);
        }
    }

    /** How a generation's file is called once it is kept. */
    Path damaged(long generation) {
        return directory.resolve(MapLayout.DATA_PREFIX + generation + DAMAGED_SUFFIX);
    }

    /** Deletes every generation's file but the target's. */
    void deleteOthers() {
        long target = target();
        try {
            for (long generation : inDirectory(directory)) {
                if (generation != target) {
                    Files.deleteIfExists(path(generation));
                }
            }
        } catch (NoSuchFileException mapDeletedMeanwhile) {
            return;
        } catch (IOException e) {
            throw FileFailures.explain("delete old generations of", directory, e);
        }
    }

    /** The generations that have files. */
    static List<Long> inDirectory(Path directory) throws IOException {
        List<Long> found = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, MapLayout.DATA_PREFIX + "*")) {
            for (Path each : files) {
                String number = each.getFileName().toString().substring(MapLayout.DATA_PREFIX.length());
                if (number.matches("[1-9][0-9]{0,17}")) {
                    found.add(Long.valueOf(number));
                }
            }
        }
        return found;
    }
}
