package io.parley.manager.internal.wire;

/**
 * The number of a request, {@code {count | slot}}: a session has {@value #SLOTS} slots, each of which has one request
 * at a time, and counts its requests from 1. A request in a slot says that the answer to the one before it has arrived.
 * So one request that waits for long does not hold up the others, and what the server remembers is bounded. As in NFS
 * 4.1.
 */
public final class RequestNumber {
    /** The low bits. */
    public static final int SLOT_BITS = 12;

    /** How many requests a session may have at a time. */
    public static final int SLOTS = 1 << SLOT_BITS;

    private RequestNumber() {}

    /** The number. */
    public static long of(long count, int slot) {
        return count << SLOT_BITS | slot;
    }

    /** Its slot. */
    public static int slot(long seq) {
        return (int) seq & (SLOTS - 1);
    }

    /** The how-many-eth request of its slot it is. */
    public static long count(long seq) {
        return seq >> SLOT_BITS;
    }
}
