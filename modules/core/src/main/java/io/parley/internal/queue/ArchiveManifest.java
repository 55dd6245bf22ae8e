package io.parley.internal.queue;

import io.parley.ObjectCorruptException;
import io.parley.ObjectVersionException;
import io.parley.internal.chronicle.CycleFile;
import io.parley.internal.crash.Failpoint;
import io.parley.internal.memory.FileFailures;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;

/**
 * What an archive says about itself: {@code manifest.txt}, lines of text, the last of which is their checksum. Replaced
 * as a whole, never changed. Prose twin: {@code docs/spec/archive.md}.
 *
 * @param facts about the queue
 * @param createdNs when the archive was begun, epoch ns
 * @param segments the files, oldest first; at most the last one is open
 */
public record ArchiveManifest(Facts facts, long createdNs, List<Segment> segments) {
    /** The file's name in the archive's directory. */
    public static final String FILE = "manifest.txt";

    private static final String SCRATCH = "manifest.tmp";
    private static final String FORMAT = "parley-archive";
    private static final int VERSION = 1;
    private static final String CHECKSUM = "crc32c";

    /**
     * About the queue.
     *
     * @param queue its name
     * @param generation tells it from another one that had its name
     * @param codec id of its codec
     * @param rollCycle of its log
     * @param blockSize of its log
     */
    public record Facts(String queue, long generation, String codec, String rollCycle, long blockSize) {}

    /**
     * One file.
     *
     * @param file its name
     * @param firstIndex index of its first document
     * @param documents how many it has; -1 if unknown
     * @param messages how many end in it
     * @param first number of the first one
     * @param next number behind the last one
     * @param firstNs time of the first one
     * @param lastNs time of the last one
     * @param lastOffset where the last one begins
     * @param length in bytes
     * @param sha256 checksum of the whole file; empty while it is open, and nothing but name and index counts then
     */
    public record Segment(
            String file,
            long firstIndex,
            long documents,
            long messages,
            long first,
            long next,
            long firstNs,
            long lastNs,
            long lastOffset,
            long length,
            String sha256) {
        /** Whether somebody may be writing to it. */
        public boolean isOpen() {
            return sha256.isEmpty();
        }

        String line() {
            return "segment " + file + " index=" + Long.toHexString(firstIndex) + " documents=" + documents
                    + " messages="
                    + messages + " first=" + first + " next=" + next + " firstNs=" + firstNs + " lastNs=" + lastNs
                    + " lastOffset=" + lastOffset + " length=" + length + " sha256=" + sha256;
        }

        static Segment parse(String line) {
            String[] words = line.split(" ");
            Map<String, String> fields = new LinkedHashMap<>();
            for (String word : words) {
                int equals = word.indexOf('=');
                if (equals > 0) {
                    fields.put(word.substring(0, equals), word.substring(equals + 1));
                }
            }
            return new Segment(
                    words[1],
                    Long.parseUnsignedLong(fields.get("index"), 16),
                    Long.parseLong(fields.get("documents")),
                    Long.parseLong(fields.get("messages")),
                    Long.parseLong(fields.get("first")),
                    Long.parseLong(fields.get("next")),
                    Long.parseLong(fields.get("firstNs")),
                    Long.parseLong(fields.get("lastNs")),
                    Long.parseLong(fields.get("lastOffset")),
                    Long.parseLong(fields.get("length")),
                    fields.get("sha256"));
        }
    }

    /** An unmodifiable list. */
    public ArchiveManifest {
        segments = List.copyOf(segments);
    }

    /** The last file; null if there is none. */
    Segment last() {
        return segments.isEmpty() ? null : segments.get(segments.size() - 1);
    }

    /** With another last file. */
    ArchiveManifest replacingLast(Segment segment) {
        List<Segment> changed = new ArrayList<>(segments.subList(0, segments.size() - 1));
        changed.add(segment);
        return new ArchiveManifest(facts, createdNs, changed);
    }

    /** Without the last file. */
    ArchiveManifest removingLast() {
        return new ArchiveManifest(facts, createdNs, segments.subList(0, segments.size() - 1));
    }

    /** With one more file. */
    ArchiveManifest adding(Segment segment) {
        List<Segment> changed = new ArrayList<>(segments);
        changed.add(segment);
        return new ArchiveManifest(facts, createdNs, changed);
    }

    /** How many messages can be relied on: all, if no file is open. */
    public long counted() {
        Segment last = last();
        return last == null ? 0 : last.isOpen() ? Long.MAX_VALUE : last.next();
    }

    /** The files there are, for reading. */
    public List<CycleFile> files(Path directory) {
        List<CycleFile> files = new ArrayList<>();
        for (Segment segment : segments) {
            Path file = directory.resolve(segment.file());
            if (Files.exists(file)) {
                files.add(new CycleFile(
                        file, segment.firstIndex(), segment.isOpen() ? CycleFile.Ending.OPEN : CycleFile.Ending.CUT));
            }
        }
        return files;
    }

    /** Reads the manifest; null if there is none. */
    public static ArchiveManifest read(Path directory) {
        Path file = directory.resolve(FILE);
        try {
            String text = Files.readString(file);
            int last = text.lastIndexOf('\n' + CHECKSUM + ' ');
            if (last < 0 || !text.substring(last + 1).equals(checksumLine(text.substring(0, last + 1)))) {
                throw damaged(file, "its checksum is wrong", null);
            }
            return parse(file, text.substring(0, last).split("\n"));
        } catch (NoSuchFileException e) {
            return null;
        } catch (IOException e) {
            throw FileFailures.explain("read the archive", file, e);
        }
    }

    private static ArchiveManifest parse(Path file, String[] lines) {
        Map<String, String> fields = new LinkedHashMap<>();
        List<Segment> segments = new ArrayList<>();
        try {
            for (String line : lines) {
                if (line.startsWith("segment ")) {
                    segments.add(Segment.parse(line));
                } else {
                    fields.put(line.substring(0, line.indexOf(' ')), line.substring(line.indexOf(' ') + 1));
                }
            }
            if (Integer.parseInt(fields.get(FORMAT)) != VERSION) {
                throw new ObjectVersionException("archive of an unknown format: " + file + " found="
                        + fields.get(FORMAT) + ", known=" + VERSION + ". Read it with a newer Parley");
            }
            Facts facts = new Facts(
                    fields.get("queue"),
                    Long.parseUnsignedLong(fields.get("generation"), 16),
                    fields.get("codec"),
                    fields.get("rollCycle"),
                    Long.parseLong(fields.get("blockSize")));
            return new ArchiveManifest(facts, Long.parseLong(fields.get("createdNs")), segments);
        } catch (NumberFormatException | NullPointerException | IndexOutOfBoundsException e) {
            throw damaged(file, "it cannot be understood", e);
        }
    }

    private static ObjectCorruptException damaged(Path file, String why, Exception cause) {
        return new ObjectCorruptException(
                "manifest of the archive is damaged: " + file + "; " + why + ". Restore it from a copy", cause);
    }

    /** Puts this in place of the manifest that is there. */
    void write(Path directory) {
        StringBuilder text = new StringBuilder(FORMAT + " " + VERSION + "\n");
        text.append("queue ").append(facts.queue).append('\n');
        text.append("generation ").append(Long.toHexString(facts.generation)).append('\n');
        text.append("codec ").append(facts.codec).append('\n');
        text.append("rollCycle ").append(facts.rollCycle).append('\n');
        text.append("blockSize ").append(facts.blockSize).append('\n');
        text.append("createdNs ").append(createdNs).append('\n');
        segments.forEach(segment -> text.append(segment.line()).append('\n'));
        text.append(checksumLine(text.toString()));
        Path scratch = directory.resolve(SCRATCH);
        try {
            try (RandomAccessFile raw = new RandomAccessFile(scratch.toFile(), "rw")) {
                raw.setLength(0);
                raw.write(text.toString().getBytes(StandardCharsets.UTF_8));
                raw.getFD().sync();
            }
            Failpoint.ARCHIVE_BEFORE_MANIFEST.hit();
            Files.move(
                    scratch,
                    directory.resolve(FILE),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw FileFailures.explain("write the archive's manifest", scratch, e);
        }
    }

    private static String checksumLine(String text) {
        CRC32C sum = new CRC32C();
        sum.update(text.getBytes(StandardCharsets.UTF_8));
        return CHECKSUM + " " + Long.toHexString(sum.getValue()) + "\n";
    }
}
