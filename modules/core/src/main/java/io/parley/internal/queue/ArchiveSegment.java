package io.parley.internal.queue;

import io.parley.internal.chronicle.CycleFile;
import io.parley.internal.chronicle.LogHistory;
import io.parley.internal.crash.Failpoint;
import io.parley.internal.memory.FileFailures;
import io.parley.internal.queue.ArchiveManifest.Segment;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/** The file of an archive that is being written: the beginning of a cycle file of the queue, up to a whole message. */
final class ArchiveSegment implements AutoCloseable {
    private static final int CHUNK = 256 << 10;
    /** So much of the last message must be the same: its header, with number, time and checksum. */
    private static final int COMPARED = 40;

    private final Path path;
    private final long firstIndex;
    private final RandomAccessFile target;
    private final byte[] chunk = new byte[CHUNK];
    private long length;
    private long documents;
    private long messages;
    private long first = -1;
    private long next;
    private long firstNs;
    private long lastNs;
    private long lastOffset;
    /** How far the queue's file can be copied. */
    private long wanted;

    private ArchiveSegment(Path path, long firstIndex) {
        this.path = path;
        this.firstIndex = firstIndex;
        try {
            target = new RandomAccessFile(path.toFile(), "rw");
        } catch (IOException e) {
            throw FileFailures.explain("record into the archive", path, e);
        }
    }

    /** A new file; what a dead recorder left under that name is not in the manifest. */
    static ArchiveSegment create(Path directory, CycleFile source) {
        ArchiveSegment segment =
                new ArchiveSegment(directory.resolve(source.path().getFileName()), source.firstIndex());
        segment.truncate(0);
        return segment;
    }

    /** Goes on with a file: what was written behind its last whole message is cut off. */
    static ArchiveSegment resume(Path directory, Segment known) {
        ArchiveSegment segment = new ArchiveSegment(directory.resolve(known.file()), known.firstIndex());
        if (known.isOpen()) {
            segment.scan();
        } else {
            segment.documents = known.documents();
            segment.messages = known.messages();
            segment.first = known.first();
            segment.next = known.next();
            segment.firstNs = known.firstNs();
            segment.lastNs = known.lastNs();
            segment.lastOffset = known.lastOffset();
            segment.wanted = known.length();
        }
        segment.truncate(segment.wanted);
        return segment;
    }

    private void scan() {
        CycleFile file = new CycleFile(path, firstIndex, CycleFile.Ending.OPEN);
        try (LogHistory history = new LogHistory(() -> List.of(file), () -> Long.MAX_VALUE, damage -> {})) {
            while (history.skip()) {
                reach(history);
            }
        }
    }

    private void truncate(long to) {
        try {
            if (target.length() > to) {
                target.setLength(to);
            }
            length = to;
        } catch (IOException e) {
            throw FileFailures.explain("record into the archive", path, e);
        }
    }

    /** The message last returned by a walk over the queue's file is wanted, too. */
    void reach(LogHistory history) {
        if (first < 0) {
            first = history.sequence();
            firstNs = history.timestampNs();
        }
        next = history.sequence() + 1;
        lastNs = history.timestampNs();
        lastOffset = history.startOffset();
        documents = history.documents();
        messages++;
        wanted = history.endOffset();
    }

    boolean isFileOf(CycleFile source) {
        return source.firstIndex() == firstIndex;
    }

    /** Bytes that are wanted and not copied. */
    long backlog() {
        return wanted - length;
    }

    /** Copies what is wanted. */
    void copy(Path source) {
        try (RandomAccessFile from = new RandomAccessFile(source.toFile(), "r")) {
            target.seek(length);
            while (length < wanted) {
                int count = (int) Math.min(CHUNK, wanted - length);
                from.seek(length);
                from.readFully(chunk, 0, count);
                target.write(chunk, 0, count / 2);
                Failpoint.ARCHIVE_HALF_COPIED.hit();
                target.write(chunk, count / 2, count - count / 2);
                length += count;
            }
        } catch (IOException e) {
            throw FileFailures.explain("record into the archive", path, e);
        }
    }

    /** Whether a queue's file has this one's last message in the same place. */
    boolean isContinuedBy(Path source) {
        byte[] mine = new byte[isEmpty() ? 0 : COMPARED];
        byte[] theirs = new byte[mine.length];
        try (RandomAccessFile from = new RandomAccessFile(source.toFile(), "r")) {
            if (from.length() < length) {
                return false;
            }
            target.seek(lastOffset);
            target.readFully(mine);
            from.seek(lastOffset);
            from.readFully(theirs);
            return Arrays.equals(mine, theirs);
        } catch (IOException e) {
            throw FileFailures.explain("compare the archive with the queue", path, e);
        }
    }

    void goOn(LogHistory history, CycleFile source) {
        history.resume(source, length, documents, next);
    }

    void sync() {
        try {
            target.getFD().sync();
        } catch (IOException e) {
            throw FileFailures.explain("write the archive to disk", path, e);
        }
    }

    long next() {
        return next;
    }

    boolean isEmpty() {
        return messages == 0;
    }

    /** For the manifest. */
    Segment open() {
        return describe("");
    }

    /** For the manifest; the file is on the disk and complete for now. */
    Segment sealed() {
        sync();
        return describe(sha256(path));
    }

    private Segment describe(String sha256) {
        return new Segment(
                path.getFileName().toString(),
                firstIndex,
                documents,
                messages,
                Math.max(0, first),
                next,
                firstNs,
                lastNs,
                lastOffset,
                length,
                sha256);
    }

    /** The checksum of a file, as {@code sha256sum} prints it. */
    static String sha256(Path file) {
        byte[] chunk = new byte[CHUNK];
        try (RandomAccessFile raw = new RandomAccessFile(file.toFile(), "r")) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (int got; (got = raw.read(chunk)) > 0; ) {
                digest.update(chunk, 0, got);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (IOException e) {
            throw FileFailures.explain("read the archive", file, e);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has it", e);
        }
    }

    @Override
    public void close() {
        try {
            target.close();
        } catch (IOException e) {
            throw FileFailures.explain("close the archive", path, e);
        }
    }
}
