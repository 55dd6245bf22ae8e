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
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;
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
 * would wait for the other half, spinning, for ten seconds, even if its writer is dead. Chronicle itself makes the
 * metadata and the first cycle file, in a scratch directory; the beginning of that file, still without a message, is
 * the template.
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
    /** How the kernel words a full file system. */
    private static final String NO_SPACE = "No space left on device";
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
        sync = new LogSync(directory);
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
            if (!Files.exists(directory)) {
                Files.createDirectories(directory);
                Permission.inherit(directory);
            }
            sweep();
            removeIfHeadless(metadata());
            Path newest = newest();
            while (newest != null && removeIfHeadless(newest)) {
                newest = newest();
            }
            boolean known = Files.exists(metadata());
            if (!known && newest != null) {
                throw new ObjectCorruptException("log has lost its metadata: " + directory + " missing=" + METADATA
                        + ", found=" + newest.getFileName() + ". Restore the directory from a copy, or delete it");
            }
            if (!known || !Files.exists(directory.resolve(TEMPLATE))) {
                found(time);
            }
        } catch (IOException e) {
            throw FileFailures.explain("open the log", directory, e);
        }
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

    private Path newest() throws IOException {
        Path newest = null;
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*" + SUFFIX)) {
            for (Path file : files) {
                if (newest == null || file.getFileName().compareTo(newest.getFileName()) > 0) {
                    newest = file;
                }
            }
        }
        return newest;
    }

    /* Chronicle completes a file's header last; a file without one holds nothing. Anything else there is not Chronicle's. */
    private static boolean removeIfHeadless(Path file) throws IOException {
        if (!Files.exists(file)) {
            return false;
        }
        ByteBuffer start =
                ByteBuffer.allocate(HEADER_START.length + Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        try (RandomAccessFile raw = new RandomAccessFile(file.toFile(), "r")) {
            raw.read(start.array());
        }
        int header = start.getInt();
        if (header == Wires.NOT_INITIALIZED || header == Wires.NOT_COMPLETE_UNKNOWN_LENGTH) {
            Files.delete(file);
            return true;
        }
        if (!Wires.isReadyMetaData(header) || !start.equals(ByteBuffer.wrap(HEADER_START))) {
            throw new ObjectCorruptException("not a file of a log: " + file + " header=" + Integer.toHexString(header)
                    + ". Restore it from a copy, or move the stranger away");
        }
        return false;
    }

    /* Metadata and template. A crash here leaves the scratch directory, or a log without cycles. */
    private void found(TimeProvider time) throws IOException {
        Path scratch = directory.resolve(SCRATCH_DIRECTORY);
        Files.createDirectory(scratch);
        // So that whoever may use the log can clean up, too.
        Permission.inherit(scratch);
        try {
            if (Files.getFileStore(scratch).getUsableSpace() < 4 * headLength() + blockSize / 4) {
                throw new IOException(NO_SPACE);
            }
            try (SingleChronicleQueue queue = queue(scratch, time)) {
                SingleChronicleQueueStore store = queue.storeForCycle(queue.cycle(), queue.epoch(), true, null);
                write(scratch.resolve(TEMPLATE), read(store.file().toPath(), headLength()), headLength());
                queue.closeStore(store);
                queue.createAppender().close();
                new SharedWords(queue.metaStore(), blockSize).close();
            }
            Failpoint.CREATE_BEFORE_LINK.hit();
            place(scratch.resolve(TEMPLATE), TEMPLATE);
            place(scratch.resolve(METADATA), METADATA);
        } catch (InternalError e) {
            // A page that could not be had, seen through mapped memory. Only scratch files are torn.
            throw new IOException(NO_SPACE, e);
        } finally {
            FileTrees.delete(scratch);
        }
    }

    /** Creates the file of a cycle, with blocks for its header and its first index arrays. */
    void create(int cycle, long epoch) {
        Path scratch = directory.resolve(SCRATCH_FILE);
        String name = name(cycle, epoch);
        try {
            Files.deleteIfExists(scratch);
            write(scratch, read(directory.resolve(TEMPLATE), headLength()), (long) FIRST_BLOCKS * blockSize);
            Failpoint.CREATE_BEFORE_LINK.hit();
            place(scratch, name);
            Failpoint.CREATE_AFTER_LINK.hit();
        } catch (IOException e) {
            throw FileFailures.explain("create a cycle of the log", directory.resolve(name), e);
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
        sync.add(directory.resolve(name(cycle, epoch)));
    }

    /** Returns when what this process appended is on disk. */
    void sync() {
        sync.run();
    }

    /* Not by way of channels: those close when the thread is interrupted. */
    private static byte[] read(Path file, int length) throws IOException {
        byte[] content = new byte[length];
        try (RandomAccessFile raw = new RandomAccessFile(file.toFile(), "r")) {
            raw.readFully(content);
        }
        return content;
    }

    private static void write(Path file, byte[] content, long length) throws IOException {
        try (RandomAccessFile raw = new RandomAccessFile(file.toFile(), "rw")) {
            raw.write(content);
            raw.setLength(length);
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

    /* Header and the two index arrays every cycle file starts with. */
    private int headLength() {
        return (int) (2 * indexLength(rollCycle) + 4096);
    }

    /** Room for one array of the sparse index, which Chronicle puts between documents. */
    static long indexLength(RollCycle rollCycle) {
        return rollCycle.defaultIndexCount() * 8L + 256;
    }
}
