package io.parley.stress;

import io.parley.internal.memory.Memory;
import io.parley.internal.memory.ObjectHeader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Shared words for jcstress's states, which come by the million: cells of one mapped file without a name, handed out in
 * turn. There are many times more than states alive at a time.
 */
final class Cells {
    /** Bytes of a cell: two line pairs for the algorithm, two for what it guards. */
    static final int LENGTH = 512;
    /** Where a cell has room for what the algorithm guards. */
    static final int DATA = 256;

    static final Memory MEMORY;

    private static final int COUNT = 1 << 16;
    private static final byte[] ZEROS = new byte[LENGTH];
    private static final AtomicInteger NEXT = new AtomicInteger();

    static {
        try {
            Path file = Files.createTempFile("cells", ".stress");
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
                MEMORY = Memory.map(channel, ObjectHeader.LENGTH + (long) COUNT * LENGTH, "stress");
            } finally {
                Files.delete(file);
            }
            MEMORY.putIntVolatile(ObjectHeader.STATE, ObjectHeader.READY);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Cells() {}

    /** A cell of zeros. */
    static int next() {
        int cell = ObjectHeader.LENGTH + (NEXT.getAndIncrement() & COUNT - 1) * LENGTH;
        MEMORY.putBytes(cell, ZEROS, 0, LENGTH);
        return cell;
    }
}
