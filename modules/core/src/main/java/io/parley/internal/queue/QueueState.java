package io.parley.internal.queue;

import io.parley.internal.memory.Memory;

/** The counters of a queue: what was appended, what was taken, whether more will come. */
final class QueueState {
    private final Memory memory;
    private final long capacity;

    QueueState(Memory memory) {
        this.memory = memory;
        this.capacity = memory.getLong(QueueLayout.CAPACITY);
    }

    /** Messages; 0 = unbounded. */
    long capacity() {
        return capacity;
    }

    /** Messages committed and counted; the sequence of the next one. */
    long appended() {
        return memory.getLongVolatile(QueueLayout.APPENDED);
    }

    /** Payload bytes of all messages that were appended. */
    long appendedBytes() {
        return memory.getLongVolatile(QueueLayout.APPENDED_BYTES);
    }

    /** Under the append lock; the count last, which makes the message visible. */
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

    /** Capacity comes from the two sequences, never from a counter of permits: there is nothing to leak. */
    boolean isFull() {
        return capacity > 0 && appended() - taken() >= capacity;
    }

    boolean isClosed() {
        return memory.getIntVolatile(QueueLayout.CLOSED) != 0;
    }

    void close() {
        memory.putIntVolatile(QueueLayout.CLOSED, 1);
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
