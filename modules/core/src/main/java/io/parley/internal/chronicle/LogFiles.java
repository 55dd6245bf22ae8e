package io.parley.internal.chronicle;

import io.parley.ObjectCorruptException;
import io.parley.internal.crash.Failpoint;
import io.parley.internal.memory.FileFailures;
import io.parley.internal.memory.FileTrees;
import io.parley.internal.memory.Permission;
import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import net.openhft.chronicle.bytes.MappedBytes;
import net.openhft.chronicle.core.time.TimeProvider;
import net.openhft.chronicle.queue.RollCycle;
import net.openhft.chronicle.queue.impl.RollingResourcesCache;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueueBuilder;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueueStore;
import net.openhft.chronicle.wire.Wire;
import net.openhft.chronicle.wire.Wires;

/**
 * The files of a log: {@code metadata.cq4t}, one {@code .cq4} for each cycle, and the template of the latter.
 *
 * <p>Each is completed under another name and then moved to its own, so that nobody ever meets half of one: Chronicle
 * would wait for the other half, spinning, for ten seconds, even if its writer is dead. What they begin with comes from
 * Chronicle itself ({@link CycleHead}); the template is the beginning of a cycle file, still without a message.
 *
 * <p>Used under the append lock.
 */
final class LogFiles {
    private static final String SUFFIX = SingleChronicleQueue.SUFFIX;
    private static final String METADATA = SingleChronicleQueue.QUEUE_METADATA_FILE;
    /** What follows the length at the start of Chronicle's files: the field name "header". */
    private static final byte[] HEADER_START = {(byte) 0xB9, 6, 'h', 'e', 'a', 'd', 'e', 'r'};

    private static final String TEMPLATE = "cycle.template";
    private static final String SCRATCH_DIRECTORY = "creating.tmp";
    private static final String SCRATCH_FILE = "cycle.tmp";
    private static final int PAGE = 4096;
    private static final byte[] ZEROS = new byte[PAGE];
    /** Sparse length of a new cycle file in blocks; see {@link Reservation}. */
    private static final int FIRST_BLOCKS = 4;
    /** For a document that somebody else has open, which cannot be. */
    private static final long END_TIMEOUT_MS = 1_000;

    private final Path directory;
    private final RollCycle rollCycle;
    private final int blockSize;

    private final LogSync sync;

    LogFiles(Path directory, RollCycle rollCycle, int blockSize) {
        this.directory = directory;
        this.rollCycle = rollCycle;
        this.blockSize = blockSize;
        sync = new LogSync(directory, SUFFIX, metadata());
    }

    /** Chronicle's view of the log. */
    SingleChronicleQueue queue(TimeProvider time) {
        return queue(directory, time);
    }

    private SingleChronicleQueue queue(Path path, TimeProvider time) {
        return SingleChronicleQueueBuilder.binary(path)
                .rollCycle(rollCycle)
                .blockSize(blockSize)
                .timeProvider(time)
                .build();
    }

    /** Brings a new or damaged directory into a state in which Chronicle neither waits nor guesses. */
    void prepare(TimeProvider time) {
        try {
            Set<String> names = names();
            if (names.contains(SCRATCH_FILE) || names.contains(SCRATCH_DIRECTORY)) {
                sweep();
            }
            removeIfHeadless(names, METADATA);
            String newest = newest(names);
            while (newest != null && removeIfHeadless(names, newest)) {
                newest = newest(names);
            }
            boolean known = names.contains(METADATA);
            if (!known && newest != null) {
                throw new ObjectCorruptException("log has lost its metadata: " + directory + " missing=" + METADATA
                        + ", found=" + newest + ". Restore the directory from a copy, or delete it");
            }
            if (!known || !names.contains(TEMPLATE)) {
                found(time);
            }
        } catch (IOException e) {
            throw FileFailures.explain("open the log", directory, e);
        }
    }

    /* One look at the directory: opening a log is to be quick. */
    private Set<String> names() throws IOException {
        try {
            return list();
        } catch (NoSuchFileException e) {
            Files.createDirectories(directory);
            Permission.inherit(directory);
            return list();
        }
    }

    private Set<String> list() throws IOException {
        Set<String> names = new HashSet<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
            files.forEach(file -> names.add(file.getFileName().toString()));
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return names;
    }

    /** Removes what a process left that died while creating files. */
    void sweep() {
        try {
            Files.deleteIfExists(directory.resolve(SCRATCH_FILE));
            FileTrees.delete(directory.resolve(SCRATCH_DIRECTORY));
        } catch (IOException e) {
            throw FileFailures.explain("clean up the log", directory, e);
        }
    }

    private static String newest(Set<String> names) {
        return names.stream()
                .filter(name -> name.endsWith(SUFFIX))
                .max(Comparator.naturalOrder())
                .orElse(null);
    }

    /* Chronicle completes a file's header last; a file without one holds nothing. Anything else there is not Chronicle's. */
    private boolean removeIfHeadless(Set<String> names, String name) throws IOException {
        if (!names.contains(name)) {
            return false;
        }
        Path file = directory.resolve(name);
        ByteBuffer start =
                ByteBuffer.allocate(HEADER_START.length + Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        try (RandomAccessFile raw = new RandomAccessFile(file.toFile(), "r")) {
            raw.read(start.array());
        }
        int header = start.getInt();
        if (header == Wires.NOT_INITIALIZED || header == Wires.NOT_COMPLETE_UNKNOWN_LENGTH) {
            Files.delete(file);
            names.remove(name);
            return true;
        }
        if (!Wires.isReadyMetaData(header) || !start.equals(ByteBuffer.wrap(HEADER_START))) {
            throw new ObjectCorruptException("not a file of a log: " + file + " header=" + Integer.toHexString(header)
                    + ". Restore it from a copy, or move the stranger away");
        }
        return false;
    }

    /* Metadata and template. A crash here leaves scratch files, or a log without cycles. */
    private void found(TimeProvider time) throws IOException {
        CycleHead head = CycleHead.of(
                rollCycle, blockSize, directory.resolve(SCRATCH_DIRECTORY), scratch -> queue(scratch, time));
        Path scratch = directory.resolve(SCRATCH_FILE);
        try {
            writeSparsely(scratch, head.cycle());
            Failpoint.CREATE_BEFORE_LINK.hit();
            place(scratch, TEMPLATE);
            write(scratch, head.metadata(), head.metadataLength());
            Failpoint.CREATE_BEFORE_LINK.hit();
            place(scratch, METADATA);
        } finally {
            Files.deleteIfExists(scratch);
        }
    }

    /** Creates the file of a cycle, with blocks for its first {@link #headLength} bytes. */
    void create(int cycle, long epoch) {
        Path scratch = directory.resolve(SCRATCH_FILE);
        String name = name(cycle, epoch);
        try {
            Files.deleteIfExists(scratch);
            write(scratch, CycleHead.read(directory.resolve(TEMPLATE), headLength()), (long) FIRST_BLOCKS * blockSize);
            Failpoint.CYCLE_BEFORE_NAMED.hit();
            place(scratch, name);
            Failpoint.CYCLE_NAMED.hit();
        } catch (IOException e) {
            throw FileFailures.explain("create a cycle of the log", directory.resolve(name), e);
        }
    }

    /** The files of all cycles, oldest first. */
    SortedMap<Integer, Path> cycles(long epoch) {
        RollingResourcesCache names = new RollingResourcesCache(rollCycle, epoch, File::new, File::getName);
        SortedMap<Integer, Path> cycles = new TreeMap<>();
        try {
            for (String name : list()) {
                if (name.endsWith(SUFFIX)) {
                    int cycle = names.parseCount(name.substring(0, name.length() - SUFFIX.length()));
                    cycles.put(cycle, directory.resolve(name));
                }
            }
        } catch (IOException e) {
            throw FileFailures.explain("list the log", directory, e);
        }
        return cycles;
    }

    /** Deletes the file of a cycle for good; who has it mapped can go on reading it. */
    void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw FileFailures.explain("delete a cycle of the log", file, e);
        }
    }

    private String name(int cycle, long epoch) {
        return new RollingResourcesCache(rollCycle, epoch, File::new, File::getName).resourceFor(cycle).text + SUFFIX;
    }

    Path metadata() {
        return directory.resolve(METADATA);
    }

    /** From now on this process appends to the file of this cycle. */
    void appending(int cycle, long epoch) {
        sync.appendingTo(directory.resolve(name(cycle, epoch)));
    }

    /** Puts the log on disk. */
    LogSync sync() {
        return sync;
    }

    private static void write(Path file, byte[] content, long length) throws IOException {
        try (RandomAccessFile raw = new RandomAccessFile(file.toFile(), "rw")) {
            raw.write(content);
            raw.setLength(length);
        }
    }

    /* The template is read and never mapped: its empty index arrays need no blocks. */
    private static void writeSparsely(Path file, byte[] content) throws IOException {
        try (RandomAccessFile raw = new RandomAccessFile(file.toFile(), "rw")) {
            raw.setLength(content.length);
            for (int at = 0; at < content.length; at += PAGE) {
                int end = Math.min(content.length, at + PAGE);
                if (Arrays.mismatch(content, at, end, ZEROS, 0, end - at) >= 0) {
                    raw.seek(at);
                    raw.write(content, at, end - at);
                }
            }
        }
    }

    private void place(Path file, String name) throws IOException {
        Path target = directory.resolve(name);
        if (Files.exists(target)) {
            return;
        }
        Set<PosixFilePermission> bits = EnumSet.copyOf(Files.getPosixFilePermissions(directory));
        bits.removeAll(Set.of(
                PosixFilePermission.OWNER_EXECUTE,
                PosixFilePermission.GROUP_EXECUTE,
                PosixFilePermission.OTHERS_EXECUTE));
        Files.setPosixFilePermissions(file, bits);
        Files.move(file, target, StandardCopyOption.ATOMIC_MOVE);
    }

    /**
     * Marks the end of a cycle. Before there is a newer one: readers stay for ever in a cycle without such a mark, and
     * Chronicle marks only the cycles its appender has been in, which need not be the one a dead process was in.
     */
    void end(SingleChronicleQueue queue, int cycle) {
        SingleChronicleQueueStore store = queue.storeForCycle(cycle, queue.epoch(), false, null);
        if (store == null) {
            return;
        }
        MappedBytes bytes = store.bytes();
        try {
            Wire wire = queue.wireType().apply(bytes);
            wire.usePadding(store.dataVersion() > 0);
            store.writeEOF(wire, END_TIMEOUT_MS);
        } finally {
            bytes.releaseLast();
            queue.closeStore(store);
        }
    }

    /** How much of a new cycle file is there. */
    int headLength() {
        return CycleHead.length(rollCycle);
    }
}
