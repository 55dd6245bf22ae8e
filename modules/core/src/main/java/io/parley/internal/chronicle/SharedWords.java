package io.parley.internal.chronicle;

import net.openhft.chronicle.core.io.Closeable;
import net.openhft.chronicle.core.values.LongValue;
import net.openhft.chronicle.queue.impl.TableStore;

/** The words of {@code metadata.cq4t} that matter to us: Chronicle's writer lock, and three of our own. */
final class SharedWords implements AutoCloseable {
    private static final String WRITE_LOCK_KEY = "chronicle.write.lock";
    private static final String RESERVED_KEY = "parley.reserved";
    private static final String BLOCK_SIZE_KEY = "parley.blockSize";
    private static final String FIRST_CYCLE_KEY = "parley.firstCycle";
    private static final long UNLOCKED = 1L << 63;

    private final LongValue writeLock;
    private final LongValue blockSize;
    private final LongValue firstCycle;
    /** Up to where the newest cycle file has blocks; 0: unknown. */
    final LongValue reserved;

    SharedWords(TableStore<?> table, int blockSizeIfNew) {
        writeLock = table.acquireValueFor(WRITE_LOCK_KEY, UNLOCKED);
        reserved = table.acquireValueFor(RESERVED_KEY, 0);
        blockSize = table.acquireValueFor(BLOCK_SIZE_KEY, blockSizeIfNew);
        firstCycle = table.acquireValueFor(FIRST_CYCLE_KEY, Integer.MIN_VALUE);
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

    /** The cycle at which the log begins: files of earlier ones are gone, or about to go. */
    int firstCycle() {
        return (int) firstCycle.getVolatileValue();
    }

    void setFirstCycle(int cycle) {
        firstCycle.setVolatileValue(cycle);
    }

    @Override
    public void close() {
        Closeable.closeQuietly(writeLock, reserved, blockSize, firstCycle);
    }
}
