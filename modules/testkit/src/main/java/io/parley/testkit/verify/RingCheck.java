package io.parley.testkit.verify;

import io.parley.internal.queue.TransientLayout;
import io.parley.internal.ring.RingLayout;

/** The file of a transient queue; {@code docs/spec/ring.md}. */
final class RingCheck {
    private RingCheck() {}

    static void check(ObjectImage object) {
        int capacity = object.getInt(TransientLayout.CAPACITY);
        object.requireBetween("capacity", capacity, RingLayout.MIN_CAPACITY, RingLayout.MAX_CAPACITY);
        object.requireBetween("one producer", object.getInt(TransientLayout.ONE_PRODUCER), 0, 1);
        object.requireBetween("one consumer", object.getInt(TransientLayout.ONE_CONSUMER), 0, 1);
        if (Integer.bitCount(capacity) != 1 || capacity > RingLayout.MAX_CAPACITY) {
            object.finding("capacity is not a power of two: found=" + capacity);
            return;
        }
        object.requireLength(TransientLayout.fileLength(capacity));
        ring(object, TransientLayout.RING, capacity);
    }

    /** A ring that starts there. */
    static void ring(ObjectImage object, int base, int capacity) {
        long head = object.getLong(base + RingLayout.HEAD);
        object.requireBetween("closed", object.getInt(base + RingLayout.CLOSED), 0, 1);
        object.requireBetween("tail", object.getLong(base + RingLayout.TAIL), 0, head + capacity);
        long position = head;
        while (position - head < capacity) {
            int index = (int) position & capacity - Long.BYTES;
            int length = Math.abs(object.getInt(base + RingLayout.RECORDS + index));
            if (length == 0) {
                return;
            }
            if (length < RingLayout.RECORD_HEADER || length > capacity - index) {
                object.finding("impossible record: position=" + position + ", length=" + length);
                return;
            }
            position += length + Long.BYTES - 1 & -Long.BYTES;
        }
        object.finding("no end of records: head=" + head + ", capacity=" + capacity);
    }
}
