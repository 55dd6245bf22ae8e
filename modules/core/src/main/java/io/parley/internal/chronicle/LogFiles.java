package io.parley.internal.chronicle;

import io.parley.ObjectCorruptException;
import io.parley.internal.crash.Failpoint;
import io.parley.internal.memory.FileFailures;
import io.parley.internal.memory.FileTrees;
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
import net.openhft.chronicle.core.time.TimeProvider;
import net.openhft.chronicle.queue.RollCycle;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueueBuilder;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueueStore;
import net.openhft.chronicle.wire.Wires;

/**
 * The files of a log. Each is made by Chronicle in a scratch directory and then moved to its name, so that nobody ever
 * meets half of one: Chronicle would wait for the other half, spinning, for ten seconds, even if its writer is dead.
 *
 * <p>Used under the append lock.
 */
final class LogFiles {
    /** The cycle of the time provider's time. */
    static final int CURRENT_CYCLE = -1;

    private static final String SUFFIX = SingleChronicleQueue.SUFFIX;
    private static final String METADATA = SingleChronicleQueue.QUEUE_METADATA_FILE;
    private static final String SCRATCH = "creating.tmp";
    /** Sparse length of a new cycle file in blocks; see {@link Reservation}. */
    private static final int FIRST_BLOCKS = 4;

    private final Path directory;
    private final RollCycle rollCycle;
    private final int blockSize;

    LogFiles(Path directory, RollCycle rollCycle, int blockSize) {
        this.directory = directory;
        this.rollCycle = rollCycle;
        this.blockSize = blockSize;
    }

    /** Chronicle's view of a directory. */
    SingleChronicleQueue queue(Path path, TimeProvider time) {
        return SingleChronicleQueueBuilder.binary(path)
                .rollCycle(rollCycle)
                .blockSize(blockSize)
                .timeProvider(time)
                .build();
    }

    /** Brings a new or damaged directory into a state in which Chronicle neither waits nor guesses. */
    void prepare(TimeProvider time) {
        try {
            Files.createDirectories(directory);
            sweep();
            Path metadata = directory.resolve(METADATA);
            boolean known = Files.exists(metadata);
            if (known && isHeadless(metadata)) {
                Files.delete(metadata);
                known = false;
            }
            Path newest = newest();
            while (newest != null && isHeadless(newest)) {
                Files.delete(newest);
                newest = newest();
            }
            if (!known && newest != null) {
                throw new ObjectCorruptException("log has lost its metadata: " + directory + " missing=" + METADATA
                        + ", found=" + newest.getFileName() + ". Restore the directory from a copy, or delete it");
            }
            if (newest == null) {
                create(CURRENT_CYCLE, time);
            }
        } catch (IOException e) {
            throw FileFailures.explain("open the log", directory, e);
        }
    }

    /** Removes what a process left that died while creating files. */
    void sweep() {
        try {
            FileTrees.delete(directory.resolve(SCRATCH));
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

    /* Chronicle completes the header last; a file without one holds nothing. Anything else there is not Chronicle's. */
    private static boolean isHeadless(Path file) throws IOException {
        try (RandomAccessFile raw = new RandomAccessFile(file.toFile(), "r")) {
            byte[] first = new byte[Integer.BYTES];
            int header = raw.read(first) < first.length
                    ? 0
                    : ByteBuffer.wrap(first).order(ByteOrder.LITTLE_ENDIAN).getInt();
            if (header != Wires.NOT_INITIALIZED && header != Wires.NOT_COMPLETE_UNKNOWN_LENGTH
                    && !Wires.isReadyMetaData(header)) {
                throw new ObjectCorruptException("not a file of a log: " + file + " header=" + Integer.toHexString(header)
                        + ". Restore it from a copy, or move the stranger away");
            }
            return !Wires.isReadyMetaData(header);
        }
    }

    /** Creates the file of a cycle, and the metadata if there is none, unless the cycle exists. */
    void create(int cycle, TimeProvider time) {
        Path scratch = directory.resolve(SCRATCH);
        try {
            FileTrees.delete(scratch);
            Files.createDirectory(scratch);
            requireRoom();
            try {
                build(scratch, cycle, time);
                move(scratch);
            } finally {
                FileTrees.delete(scratch);
            }
        } catch (InternalError e) {
            // A page that could not be had, seen through mapped memory. Only scratch files are torn.
            throw FileFailures.explain("create a cycle of the log", directory, noSpace(e));
        } catch (IOException e) {
            throw FileFailures.explain("create a cycle of the log", directory, e);
        }
    }

    private void requireRoom() throws IOException {
        if (Files.getFileStore(directory).getUsableSpace() < headLength() + blockSize / 4) {
            throw noSpace(null);
        }
    }

    private static IOException noSpace(Throwable cause) {
        return new IOException("No space left on device", cause);
    }

    private void build(Path scratch, int cycle, TimeProvider time) throws IOException {
        try (SingleChronicleQueue queue = queue(scratch, time)) {
            SingleChronicleQueueStore store = queue.storeForCycle(
                    cycle == CURRENT_CYCLE ? queue.cycle() : cycle, queue.epoch(), true, null);
            Path file = store.file().toPath();
            queue.closeStore(store);
            queue.createAppender().close();
            new SharedWords(queue.metaStore(), blockSize).close();
            complete(file, headLength());
            complete(scratch.resolve(METADATA), 0);
        }
    }

    /** Header and the two index arrays every cycle file starts with. */
    private long headLength() {
        return 2 * indexLength(rollCycle) + 4096;
    }

    /** Room for one array of the sparse index, which Chronicle puts between documents. */
    static long indexLength(RollCycle rollCycle) {
        return rollCycle.defaultIndexCount() * 8L + 256;
    }

    /* Writing back what is there turns holes into blocks: index entries are set long after the array was laid out. */
    private void complete(Path file, long allocated) throws IOException {
        try (RandomAccessFile raw = new RandomAccessFile(file.toFile(), "rw")) {
            if (allocated > 0) {
                byte[] head = new byte[(int) allocated];
                raw.readFully(head);
                raw.seek(0);
                raw.write(head);
                raw.setLength(Math.max(raw.length(), (long) FIRST_BLOCKS * blockSize));
            }
        }
        Set<PosixFilePermission> bits = EnumSet.copyOf(Files.getPosixFilePermissions(directory));
        bits.removeAll(Set.of(
                PosixFilePermission.OWNER_EXECUTE,
                PosixFilePermission.GROUP_EXECUTE,
                PosixFilePermission.OTHERS_EXECUTE));
        Files.setPosixFilePermissions(file, bits);
    }

    private void move(Path scratch) throws IOException {
        Failpoint.CREATE_BEFORE_LINK.hit();
        moveIfMissing(scratch.resolve(METADATA));
        try (DirectoryStream<Path> files = Files.newDirectoryStream(scratch, "*" + SUFFIX)) {
            for (Path file : files) {
                moveIfMissing(file);
            }
        }
        Failpoint.CREATE_AFTER_LINK.hit();
    }

    private void moveIfMissing(Path file) throws IOException {
        Path target = directory.resolve(file.getFileName());
        if (!Files.exists(target)) {
            Files.move(file, target, StandardCopyOption.ATOMIC_MOVE);
        }
    }
}
