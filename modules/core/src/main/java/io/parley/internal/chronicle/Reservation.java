package io.parley.internal.chronicle;

import io.parley.internal.memory.FileFailures;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import net.openhft.chronicle.bytes.MappedBytes;
import net.openhft.chronicle.bytes.MappedFile;
import net.openhft.chronicle.core.values.LongValue;

/**
 * Keeps room ahead of the write position of the newest cycle file, used under the append lock.
 *
 * <p>Chronicle makes files long by truncating them upwards and lets blocks come as pages are touched. On a full file
 * system that touch is a SIGBUS in the middle of a document. So zeros are written (not mapped) ahead first: a full file
 * system is then an I/O error while nothing is under way. All processes share how far that has got.
 *
 * <p>Writing the zeros again from the write position on also removes what a killed writer left there. Chronicle clears
 * only eight bytes behind each document, which keeps readers from taking leftovers for documents, but it lays out index
 * arrays without clearing them: leftovers would become index entries.
 *
 * <p>The file is also kept long enough that nobody else ever has to lengthen it. Chronicle's readers do so when they
 * come near its end, by checking the length and then setting it: a reader stopped between the two would later cut off
 * what was appended meanwhile.
 */
final class Reservation {
    private static final int SMALLEST_WINDOW = 16 << 10;
    private static final int LARGEST_WINDOW = 128 << 10;
    /** How much of a block is reserved at a time: quiet queues with small blocks are to stay small. */
    private static final int WINDOWS_IN_BLOCK = 16;

    private static final int GROWTH_BLOCKS = 8;
    private static final int PAGE = 4096;

    private final ByteBuffer zeros = ByteBuffer.allocateDirect(64 << 10);
    private final LongValue shared;
    private final long trailer;

    /**
     * @param shared up to where the newest cycle file has blocks
     * @param trailer what Chronicle may write behind a document: an index array, an end mark
     */
    Reservation(LongValue shared, long trailer) {
        this.shared = shared;
        this.trailer = trailer;
    }

    /** Trusts nothing: the next append clears everything a dead writer can have touched. */
    void forget() {
        shared.setVolatileValue(0);
    }

    /** Whether there is room at a place in the newest cycle file. */
    boolean covers(long position, long length) {
        return position + length + trailer <= shared.getVolatileValue();
    }

    /** A new cycle file, with blocks for its first so many bytes, and nothing in them that has to be cleared. */
    void begin(long length) {
        shared.setVolatileValue(length);
    }

    /**
     * Makes room at the write position, or fails with everything as it was.
     *
     * @param bytes a new cycle's or the newest cycle's bytes, inside an empty document
     * @param length how much will be written
     */
    void ensure(MappedBytes bytes, long length) {
        long needed = bytes.writePosition() + length + trailer;
        if (needed > shared.getVolatileValue()) {
            extend(bytes.mappedFile(), bytes.writePosition(), needed);
        }
    }

    private void extend(MappedFile file, long position, long needed) {
        long known = shared.getVolatileValue();
        long from = Math.max(position, known);
        // Unknown: a dead writer's document and index array, or less, may be there.
        long ahead = known == 0 ? file.overlapSize() + trailer : window(file);
        long to = Math.max(needed, from + ahead) + PAGE - 1 & -PAGE;
        try {
            lengthen(file, to);
            for (long at = from; at < to; ) {
                zeros.clear().limit((int) Math.min(zeros.capacity(), to - at));
                at += file.raf().getChannel().write(zeros, at);
            }
        } catch (IOException e) {
            throw FileFailures.explain("append to the log", file.file().toPath(), e);
        }
        shared.setVolatileValue(to);
    }

    private static long window(MappedFile file) {
        return Math.max(SMALLEST_WINDOW, Math.min(LARGEST_WINDOW, file.chunkSize() / WINDOWS_IN_BLOCK));
    }

    private static void lengthen(MappedFile file, long reserved) throws IOException {
        long block = file.chunkSize();
        // Chronicle maps a block and its overlap; a reader at the very end asks for one block more.
        long needed = (reserved / block + 2) * block + file.overlapSize();
        RandomAccessFile raf = file.raf();
        if (raf.length() < needed) {
            raf.setLength(needed + GROWTH_BLOCKS * block);
        }
    }
}
