package io.parley.internal.ring;

import io.parley.internal.memory.Memory;

/**
 * A ring as it was seen from outside.
 *
 * @param capacity bytes for records
 * @param used bytes between head and tail
 * @param written bytes that went in, ever
 * @param producer owner word of the process whose turn it is to claim, or that keeps it; 0 = nobody
 * @param consumer owner word of the process whose turn it is to read, or that keeps it; 0 = nobody
 * @param closed whether no more records will come
 */
public record RingGlance(int capacity, long used, long written, int producer, int consumer, boolean closed) {
    /** The ring at an offset of mapped memory, which need not be writable. */
    public static RingGlance at(Memory memory, int base, int capacity) {
        long head = memory.getLongVolatile(base + RingLayout.HEAD);
        long tail = memory.getLongVolatile(base + RingLayout.TAIL);
        return new RingGlance(
                capacity,
                Math.max(0, Math.min(capacity, tail - head)),
                tail,
                memory.getIntVolatile(base + RingLayout.PRODUCER),
                memory.getIntVolatile(base + RingLayout.CONSUMER),
                memory.getIntVolatile(base + RingLayout.CLOSED) != 0);
    }
}
