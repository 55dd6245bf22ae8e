package io.parley.internal.chronicle;

import net.openhft.chronicle.core.io.Closeable;
import net.openhft.chronicle.core.values.LongValue;
import net.openhft.chronicle.queue.impl.TableStore;

/** The words of {@code metadata.cq4t} that matter to us: Chronicle's writer lock, and two of our own. */
final class SharedWords implements AutoCloseable {
    private static final String WRITE_LOCK_KEY = "chronicle.write.lock";
    private static final String RESERVED_KEY = "parley.reserved";
    private static final String BLOCK_SIZE_KEY = "parley.blockSize";
    private static final long UNLOCKED = 1L << 63;

    private final LongValue writeLock;
    private final LongValue blockSize;
    /** Up to where the newest cycle file has blocks; 0: unknown. */
    final LongValue reserved;

    SharedWords(TableStore<?> table, int blockSizeIfNew) {
        writeLock = table.acquireValueFor(WRITE_LOCK_KEY, UNLOCKED);
        reserved = table.acquireValueFor(RESERVED_KEY, 0);
        blockSize = table.acquireValueFor(BLOCK_SIZE_KEY, blockSizeIfNew);
    }

    /**
     * Takes Chronicle's writer lock away from whoever has it. Only its holder appends, and only under our lock, which
     * the caller has: so the holder is dead. Asking Chronicle to find out takes it 15 s, or for ever if the pid was
     * reused.
     */
    void unlock() {
        writeLock.setVolatileValue(UNLOCKED);
    }

    long blockSize() {
        return blockSize.getVolatileValue();
    }

    @Override
    public void close() {
        Closeable.closeQuietly(writeLock, reserved, blockSize);
    }
}
