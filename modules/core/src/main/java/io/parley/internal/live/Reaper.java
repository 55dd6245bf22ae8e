package io.parley.internal.live;

import io.parley.DomainAccessException;
import io.parley.internal.crash.Failpoint;
import io.parley.internal.memory.FileFailures;
import io.parley.internal.memory.FileTrees;
import io.parley.internal.memory.ObjectFile;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.function.IntToLongFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Cleans up after dead processes. A function, not a process: whoever opens the domain runs it, and whoever finds a dead
 * owner.
 *
 * <p>Locks and claims need no sweep: their words name an incarnation, and who comes across a dead one takes over. What
 * is left to remove are half-built files, and the slot itself.
 */
public final class Reaper {
    private static final Logger LOG = LoggerFactory.getLogger("io.parley.reaper");

    private final Path directory;
    private final ProcessTable table;
    private final IntToLongFunction parents;

    /**
     * A reaper for the domain in {@code directory}.
     *
     * @param parents tells the pid of who started the process behind an owner word; 0 if that is unknown
     */
    public Reaper(Path directory, ProcessTable table, IntToLongFunction parents) {
        this.directory = directory;
        this.table = table;
        this.parents = parents;
    }

    /** Cleans up after everybody who is dead, as far as this user may, and returns how many that were. */
    public int reap() {
        removeFoundersTemporaries();
        int reaped = 0;
        for (ProcessSlot found : table.live()) {
            if (!found.alive() && reap(found)) {
                report(found);
                reaped++;
            }
        }
        return reaped;
    }

    /** Where another user may not look or remove, the dead keeps its slot until somebody comes who may. */
    private boolean reap(ProcessSlot dead) {
        try {
            return table.reap(dead, () -> removeTemporaries(dead));
        } catch (DomainAccessException e) {
            leaveToOthers(e);
            return false;
        }
    }

    private static void leaveToOthers(Exception e) {
        LOG.debug("left for another user to clean up", e);
    }

    private void report(ProcessSlot dead) {
        if (dead.exiting()) {
            LOG.debug("process exited without closing the domain: domain={} process={}", directory, dead);
            return;
        }
        long parent = parents.applyAsLong(dead.owner());
        if (parent == 0) {
            LOG.warn("PLY-0001 process died: domain={} process={}", directory, dead);
        } else {
            LOG.warn("PLY-0001 process died: domain={} process={} child of pid {}", directory, dead, parent);
        }
    }

    /**
     * Who founds a domain has no slot yet that could tell its death. But the domain is there, so nobody needs these
     * files any more: one who still builds lost the race, and finds that out when it comes to link.
     */
    private void removeFoundersTemporaries() {
        try {
            removeIn(directory, prefix(Owner.NONE));
        } catch (AccessDeniedException e) {
            leaveToOthers(e);
        } catch (IOException e) {
            throw FileFailures.explain("clean up after founders", directory, e);
        }
    }

    private static String prefix(int owner) {
        return ObjectFile.TEMPORARY + Integer.toHexString(owner) + "-";
    }

    /** In the domain's directory, and in those of objects that have one. */
    private void removeTemporaries(ProcessSlot dead) {
        String prefix = prefix(dead.owner());
        try {
            removeIn(directory, prefix);
            try (DirectoryStream<Path> objects = Files.newDirectoryStream(directory, Reaper::isDirectory)) {
                for (Path object : objects) {
                    removeIn(object, prefix);
                }
            }
        } catch (IOException e) {
            throw FileFailures.explain("clean up after " + dead, directory, e);
        }
    }

    private static boolean isDirectory(Path path) {
        return Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
    }

    private static void removeIn(Path place, String prefix) throws IOException {
        try (DirectoryStream<Path> leftovers = Files.newDirectoryStream(place, prefix + "*")) {
            for (Path leftover : leftovers) {
                FileTrees.delete(leftover);
                Failpoint.REAP_HALF_DONE.hit();
            }
        } catch (NoSuchFileException deletedMeanwhile) {
            return;
        }
    }
}
