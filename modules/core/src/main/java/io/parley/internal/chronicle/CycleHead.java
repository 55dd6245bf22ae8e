package io.parley.internal.chronicle;

import io.parley.internal.memory.FileFailures;
import io.parley.internal.memory.FileTrees;
import io.parley.internal.memory.Permission;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import net.openhft.chronicle.queue.RollCycle;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueueStore;

/**
 * What a log's files begin with before there is a message: Chronicle makes them once, in a scratch directory, and they
 * are the same for every log with that roll cycle and block size.
 *
 * @param cycle header and first index arrays of a cycle file
 * @param metadata what is written of a metadata file
 * @param metadataLength length of a metadata file
 */
record CycleHead(byte[] cycle, byte[] metadata, long metadataLength) {
    private record Key(RollCycle rollCycle, int blockSize) {}

    /**
     * All entries that ever come into a metadata file fit in here: it gets these blocks, and no page is missing later.
     */
    private static final int METADATA_USED = 8192;

    private static final Map<Key, CycleHead> MADE = new ConcurrentHashMap<>();

    /** Length of {@link #cycle}: the header, and the two index arrays that every cycle file starts with. */
    static int length(RollCycle rollCycle) {
        return (int) (2 * indexLength(rollCycle) + 4096);
    }

    /** Room for one array of the sparse index, which Chronicle puts between documents. */
    static long indexLength(RollCycle rollCycle) {
        return rollCycle.defaultIndexCount() * 8L + 256;
    }

    /** The heads, which the first log of its kind in this JVM makes in {@code scratch}. */
    static CycleHead of(
            RollCycle rollCycle, int blockSize, Path scratch, Function<Path, SingleChronicleQueue> chronicle)
            throws IOException {
        Key key = new Key(rollCycle, blockSize);
        CycleHead known = MADE.get(key);
        if (known == null) {
            known = make(key, scratch, chronicle);
            MADE.put(key, known);
        }
        return known;
    }

    private static CycleHead make(Key key, Path scratch, Function<Path, SingleChronicleQueue> chronicle)
            throws IOException {
        Files.createDirectory(scratch);
        // So that whoever may use the log can clean up, too.
        Permission.inherit(scratch);
        int length = length(key.rollCycle);
        try {
            if (Files.getFileStore(scratch).getUsableSpace() < 4L * length + key.blockSize / 4) {
                throw new IOException(FileFailures.NO_SPACE);
            }
            byte[] cycle;
            try (SingleChronicleQueue queue = chronicle.apply(scratch)) {
                SingleChronicleQueueStore store = queue.storeForCycle(queue.cycle(), queue.epoch(), true, null);
                cycle = read(store.file().toPath(), length);
                queue.closeStore(store);
                queue.createAppender().close();
                new SharedWords(queue.metaStore(), key.blockSize).close();
            }
            Path metadata = scratch.resolve(SingleChronicleQueue.QUEUE_METADATA_FILE);
            long metadataLength = Files.size(metadata);
            return new CycleHead(cycle, read(metadata, METADATA_USED), metadataLength);
        } catch (InternalError e) {
            // A page that could not be had, seen through mapped memory. Only scratch files are torn.
            throw new IOException(FileFailures.NO_SPACE, e);
        } finally {
            FileTrees.delete(scratch);
        }
    }

    /** Not by way of channels: those close when the thread is interrupted. */
    static byte[] read(Path file, int length) throws IOException {
        byte[] content = new byte[length];
        try (RandomAccessFile raw = new RandomAccessFile(file.toFile(), "r")) {
            raw.readFully(content);
        }
        return content;
    }
}
