package io.parley.internal.queue;

import io.parley.internal.memory.Memory;

/** A number that a queue is created with: its name, its place in the state file, its range and its default. */
public enum QueueSetting {
    /** Bound in messages; 0 = none. */
    CAPACITY("capacity", QueueLayout.CAPACITY, Long.BYTES, 0, Long.MAX_VALUE, 0),
    /** Bound in payload bytes; 0 = none. */
    CAPACITY_BYTES("capacityBytes", QueueLayout.CAPACITY_BYTES, Long.BYTES, 0, Long.MAX_VALUE, 0),
    /** Claims at a time. */
    CLAIMS("claims", QueueLayout.CLAIM_SLOTS, Integer.BYTES, 1, QueueLayout.MAX_CLAIMS, 256),
    /** How often a claimed message is handed out before it is a dead letter; 0 = for ever. */
    MAX_DELIVERIES("maxDeliveries", QueueLayout.MAX_DELIVERIES, Integer.BYTES, 0, Integer.MAX_VALUE, 0),
    /** Unit by which the log grows. */
    BLOCK_SIZE("blockSize", QueueLayout.BLOCK_SIZE, Integer.BYTES, 1 << 16, 1 << 30, 1 << 20),
    /** A cycle file ends when it is that long; 0 = by time only. */
    ROLL_BYTES("rollBytes", QueueLayout.ROLL_BYTES, Long.BYTES, 0, Long.MAX_VALUE, 0),
    /** Retention by age in ns; 0 = none. */
    KEEP_NS("keep", QueueLayout.KEEP_NS, Long.BYTES, 0, Long.MAX_VALUE, 0),
    /** Retention by size; 0 = none. */
    KEEP_BYTES("keepBytes", QueueLayout.KEEP_BYTES, Long.BYTES, 0, Long.MAX_VALUE, 0),
    /** 1 = what was read may go at once; 2 = consumers do not count as readers. */
    KEEP_UNTIL_READ("keepUntilRead", QueueLayout.KEEP_UNTIL_READ, Integer.BYTES, 0, 3, 0),
    /** Whether residence times are recorded. */
    LATENCY("latency", QueueLayout.LATENCY, Integer.BYTES, 0, 1, 0),
    /** Whether what is taken is claimed until it is done. */
    JOINABLE("joinable", QueueLayout.JOINABLE, Integer.BYTES, 0, 1, 0);

    private final String option;
    private final int offset;
    private final int width;
    private final long min;
    private final long max;
    private final long initial;

    QueueSetting(String option, int offset, int width, long min, long max, long initial) {
        this.option = option;
        this.offset = offset;
        this.width = width;
        this.min = min;
        this.max = max;
        this.initial = initial;
    }

    /** The name in messages, that of the option's method. */
    public String option() {
        return option;
    }

    /** What a queue has that was created without it. */
    public long initial() {
        return initial;
    }

    /** Whether an existing queue may have another value by now: what it was created with is a wish. */
    boolean isPolicy() {
        return this == KEEP_NS || this == KEEP_BYTES || this == KEEP_UNTIL_READ;
    }

    /** Returns the value if it is in range. */
    long check(long value) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(
                    "queue option out of range: " + option + "=" + value + ", allowed=" + min + ".." + max);
        }
        return value;
    }

    long read(Memory memory) {
        return width == Long.BYTES ? memory.getLong(offset) : memory.getInt(offset);
    }

    void write(Memory memory, long value) {
        if (width == Long.BYTES) {
            memory.putLong(offset, value);
        } else {
            memory.putInt(offset, (int) value);
        }
    }
}
