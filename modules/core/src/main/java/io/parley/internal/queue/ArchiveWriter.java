package io.parley.internal.queue;

import io.parley.DomainAccessException;
import io.parley.ObjectMismatchException;
import io.parley.internal.chronicle.CycleFile;
import io.parley.internal.chronicle.LogDamage;
import io.parley.internal.chronicle.LogHistory;
import io.parley.internal.crash.Failpoint;
import io.parley.internal.memory.FileFailures;
import io.parley.internal.memory.Permission;
import io.parley.internal.os.Libc;
import io.parley.internal.queue.ArchiveManifest.Segment;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Copies the messages of a queue into an archive, byte for byte, and only whole ones that are counted. One thread at a
 * time.
 *
 * <p>In steps that others can tell apart: the manifest names a new file; its bytes are appended, whole messages at a
 * time; when the cycle is over, or the recorder closes, the manifest gets the file's checksum. A recorder that dies
 * leaves a file that the manifest calls open; who reads it takes the whole messages, and who goes on cuts off the rest.
 */
public final class ArchiveWriter implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger("io.parley.archive");
    private static final String LOCK = "archive.lock";
    private static final long BACKLOG = 1 << 20;

    private final DurableQueue queue;
    private final Path directory;
    private int lockFd = -1;
    private final LogHistory history;
    /** What is to be recorded is not deleted meanwhile. */
    private final LogReaders.Pin pin;

    private ArchiveManifest manifest;
    private ArchiveSegment segment;
    /** The queue's file that the segment is a copy of. */
    private Path source;

    private long next;

    /** Opens an archive to go on with it, or founds one. */
    public ArchiveWriter(DurableQueue queue, ArchiveManifest.Facts facts, Path directory) {
        this.queue = queue;
        this.directory = directory;
        found();
        history = new LogHistory(queue::cycleFiles, queue::appended, this::damaged);
        pin = queue.readers().pin();
        boolean opened = false;
        try {
            lockFd = lock();
            manifest = ArchiveManifest.read(directory);
            if (manifest == null) {
                manifest = new ArchiveManifest(facts, queue.epochNs(), List.of());
                manifest.write(directory);
            }
            requireSame(facts);
            resume();
            opened = true;
        } finally {
            if (!opened) {
                release();
            }
        }
    }

    private void found() {
        try {
            if (!Files.isDirectory(directory)) {
                Files.createDirectories(directory, Permission.attribute(Set.of(), true));
            }
            Files.createFile(directory.resolve(LOCK), Permission.attribute(Set.of(), false));
        } catch (FileAlreadyExistsException somebodyWasHere) {
            LOG.debug("archive goes on: {}", directory, somebodyWasHere);
        } catch (IOException e) {
            throw FileFailures.explain("create the archive", directory, e);
        }
    }

    private int lock() {
        Path file = directory.resolve(LOCK);
        int fd = Libc.open(file);
        if (fd < 0) {
            throw new DomainAccessException("cannot open for locking: " + file + " error=" + -fd
                    + ". Check the file's permissions and the limit of open files");
        }
        if (!new Libc.FileLock(fd).tryLock(0)) {
            Libc.close(fd);
            throw new IllegalStateException("archive has a recorder already: " + directory
                    + ". Record into another directory, or stop the other recorder");
        }
        return fd;
    }

    private void requireSame(ArchiveManifest.Facts facts) {
        if (!manifest.facts().equals(facts)) {
            throw new ObjectMismatchException("archive of another queue: " + directory + " found=" + manifest.facts()
                    + ", expected=" + facts + ". Record into another directory");
        }
    }

    private void resume() {
        Segment last = manifest.last();
        if (last == null) {
            return;
        }
        segment = ArchiveSegment.resume(directory, last);
        next = segment.isEmpty() ? last.first() : segment.next();
        CycleFile continued = null;
        for (CycleFile each : queue.cycleFiles()) {
            continued = segment.isFileOf(each) ? each : continued;
        }
        if (next > queue.appended() || continued != null && !segment.isContinuedBy(continued.path())) {
            throw new ObjectMismatchException("archive and queue have different messages: " + directory
                    + " next of the archive=" + next + ", appended to the queue=" + queue.appended()
                    + ". The queue has lost messages, or is another one: record into another directory");
        }
        if (continued != null && !segment.isEmpty()) {
            source = continued.path();
            segment.goOn(history, continued);
        } else if (continued != null) {
            source = continued.path();
            history.moveToSequence(next);
        } else {
            finish();
            history.moveToSequence(next);
        }
    }

    private void damaged(LogDamage damage) {
        LOG.warn(
                "PLY-0065 recorded over damage in the queue: {} at byte {}: {}; messages lost={}, from={}",
                damage.file(),
                damage.offset(),
                damage.what(),
                damage.lost(),
                damage.firstLost());
    }

    /** Copies what is in the queue and not in the archive; how many messages that was. */
    public long copy() {
        long count = 0;
        while (history.skip()) {
            if (segment == null || !segment.isFileOf(history.file())) {
                finish();
                begin(history.file());
            }
            reopen();
            segment.reach(history);
            count++;
            if (segment.backlog() >= BACKLOG) {
                flush();
            }
        }
        flush();
        return count;
    }

    private void begin(CycleFile file) {
        source = file.path();
        segment = ArchiveSegment.create(directory, file);
        // Its number may be wanted before it has a message.
        manifest = manifest.adding(
                new Segment(file.path().getFileName().toString(), file.firstIndex(), 0, 0, next, next, 0, 0, 0, 0, ""));
        manifest.write(directory);
        Failpoint.ARCHIVE_SEGMENT_NAMED.hit();
    }

    /** The manifest does not promise what is about to change. */
    private void reopen() {
        if (!manifest.last().isOpen()) {
            manifest = manifest.replacingLast(segment.open());
            manifest.write(directory);
        }
    }

    private void flush() {
        if (segment != null && segment.backlog() > 0) {
            segment.copy(source);
            next = segment.next();
            pin.moveTo(next);
        }
    }

    private void finish() {
        if (segment == null) {
            return;
        }
        flush();
        if (segment.isEmpty()) {
            manifest = manifest.removingLast();
            manifest.write(directory);
        } else if (manifest.last().isOpen()) {
            manifest = manifest.replacingLast(segment.sealed());
            manifest.write(directory);
        }
        segment.close();
        segment = null;
    }

    /** Number of the next message to record: all below are in the archive. */
    public long next() {
        return next;
    }

    /** Returns when what was recorded is on disk. */
    public void sync() {
        if (segment != null) {
            segment.sync();
        }
    }

    /** Completes the archive as it is. */
    @Override
    public void close() {
        try {
            finish();
        } finally {
            release();
        }
    }

    private void release() {
        history.close();
        pin.close();
        if (segment != null) {
            segment.close();
            segment = null;
        }
        if (lockFd >= 0) {
            Libc.close(lockFd);
        }
    }
}
