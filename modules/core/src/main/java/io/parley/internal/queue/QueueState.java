package io.parley.internal.queue;

import io.parley.internal.crash.Failpoint;
import io.parley.internal.memory.Memory;

/** The counters of a queue: what was appended, what was taken, whether more will come. */
final class QueueState {
    private final Memory memory;
    private final long capacity;
    private final long capacityBytes;
    /*
     * What was taken when a producer looked last, so that it need not look at the consumers' line each time. Both only
     * grow, so what is seen late errs on the safe side.
     */
    private long takenSeen;
    private long takenBytesSeen;

    QueueState(Memory memory) {
        this.memory = memory;
        this.capacity = memory.getLong(QueueLayout.CAPACITY);
        this.capacityBytes = memory.getLong(QueueLayout.CAPACITY_BYTES);
    }

    /** Messages; 0 = unbounded. */
    long capacity() {
        return capacity;
    }

    /** Whether producers may have to wait for room. */
    boolean isBounded() {
        return capacity > 0 || capacityBytes > 0;
    }

    /** Whether room is counted in bytes, so that a message taken may make room for several or for none. */
    boolean isBoundedInBytes() {
        return capacityBytes > 0;
    }

    /** Messages committed and counted; the sequence of the next one. */
    long appended() {
        return memory.getLongVolatile(QueueLayout.APPENDED);
    }

    /** Payload bytes of all messages that were appended. */
    long appendedBytes() {
        return memory.getLongVolatile(QueueLayout.APPENDED_BYTES);
    }

    /**
     * Under the append lock, which is released before anybody is woken: that is the barrier between the count and the
     * look at the bell. The count last, which makes the message visible.
     */
    void countAppended(long appended, long bytes) {
        memory.putLongRelease(QueueLayout.APPENDED_BYTES, bytes);
        memory.putLongRelease(QueueLayout.APPENDED, appended);
    }

    /** The same, for who wakes others before it releases the lock. */
    void setAppended(long appended, long bytes) {
        memory.putLongRelease(QueueLayout.APPENDED_BYTES, bytes);
        memory.putLongVolatile(QueueLayout.APPENDED, appended);
    }

    /** Messages some consumer took or claimed. */
    long taken() {
        return QueueLayout.sequence(memory.getLongVolatile(QueueLayout.CURSOR));
    }

    /** Only while nobody else can be using the queue's counters: see {@link DurableQueue}. */
    void setTaken(long taken) {
        memory.putLongVolatile(QueueLayout.CURSOR, QueueLayout.cursor(taken, 0));
    }

    /** Like {@link #setTaken}: the log may have lost what was taken. */
    void limitTakenBytes(long bytes) {
        memory.putLongVolatile(QueueLayout.TAKEN_BYTES, Math.min(bytes, takenBytes()));
    }

    private long takenBytes() {
        return memory.getLongVolatile(QueueLayout.TAKEN_BYTES);
    }

    /**
     * After the cursor went past the message that ends at this position. Consumers get here in any order, and one that
     * dies on the way does not; so the word may be behind the cursor until the next one comes, and never before it.
     */
    void tookUpTo(long bytes) {
        long seen;
        do {
            seen = takenBytes();
        } while (seen < bytes && !memory.compareAndSetLong(QueueLayout.TAKEN_BYTES, seen, bytes));
    }

    /**
     * Whether a message of so many bytes must wait. Room comes from sequences and positions, never from a counter of
     * permits: there is nothing to leak.
     */
    boolean isFull(int bytes) {
        if (!isBounded()) {
            return false;
        }
        long appended = appended();
        long appendedBytes = capacityBytes > 0 ? appendedBytes() : 0;
        if (isRoom(appended - takenSeen, appendedBytes - takenBytesSeen, bytes)) {
            return false;
        }
        takenBytesSeen = takenBytes();
        takenSeen = taken();
        return !isRoom(appended - takenSeen, appendedBytes - takenBytesSeen, bytes);
    }

    private boolean isRoom(long waiting, long waitingBytes, int bytes) {
        return (capacity == 0 || waiting < capacity)
                && (capacityBytes == 0 || waiting <= 0 || waitingBytes <= capacityBytes - bytes);
    }

    void countRoomWait() {
        memory.getAndAddLong(QueueLayout.ROOM_WAITS, 1);
    }

    /** How often a producer had to wait for room. */
    long roomWaits() {
        return memory.getLongVolatile(QueueLayout.ROOM_WAITS);
    }

    void countRedelivery() {
        memory.getAndAddLong(QueueLayout.REDELIVERED, 1);
    }

    /** Claims handed out again. */
    long redelivered() {
        return memory.getLongVolatile(QueueLayout.REDELIVERED);
    }

    boolean isClosed() {
        return memory.getIntVolatile(QueueLayout.CLOSED) != 0;
    }

    void close() {
        memory.putIntVolatile(QueueLayout.CLOSED, 1);
    }

    /** Identity of the queue whose messages come here, and nobody else's; 0 = none. */
    long mirrorSource() {
        return memory.getLongVolatile(QueueLayout.MIRROR_SOURCE);
    }

    /** Number of the source's message that is the first one here. */
    long mirrorBase() {
        return memory.getLongVolatile(QueueLayout.MIRROR_BASE);
    }

    /** Under the append lock; the source last, which makes the queue a mirror. */
    void setMirror(long source, long base) {
        memory.putLongVolatile(QueueLayout.MIRROR_BASE, base);
        Failpoint.MIRROR_BASE_SET.hit();
        memory.putLongVolatile(QueueLayout.MIRROR_SOURCE, source);
    }

    long bootId() {
        return memory.getLongVolatile(QueueLayout.BOOT_ID);
    }

    void setBootId(long bootId) {
        memory.putLongVolatile(QueueLayout.BOOT_ID, bootId);
    }

    long indexHint() {
        return memory.getLongAcquire(QueueLayout.INDEX_HINT);
    }

    void setIndexHint(long index) {
        memory.putLongRelease(QueueLayout.INDEX_HINT, index);
    }
}
