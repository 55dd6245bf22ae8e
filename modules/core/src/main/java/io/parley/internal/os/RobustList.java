package io.parley.internal.os;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The calling thread's list of words that the kernel marks when the thread ends, however it ends: the robust futex list
 * that the C library registered for it.
 *
 * <pre>
 *   head   next ──► node of an entry ──► … ──► head        an entry:  word      at node − 32
 *    +8    futex offset, −32                                          previous  at node −  8
 *                                                                     next      at node
 * </pre>
 *
 * <p>At the end of a thread the kernel walks the list. Each word whose low 30 bits are the thread's id becomes
 * {@link #DIED}, with {@link #WAITERS} kept; if that is set, one sleeper on the word is woken. The links are those of
 * glibc's own robust mutexes, so that both can be in one list in any order.
 *
 * <p>For the calling thread only: a list is its thread's alone, also in the kernel.
 */
public final class RobustList {
    /** The bit that the kernel sets. */
    public static final int DIED = 1 << 30;
    /** The bit that makes the kernel wake a sleeper. */
    public static final int WAITERS = 1 << 31;
    /** From an entry's word to its node. */
    public static final int NODE = 32;
    /** Bytes of an entry, its word first. */
    public static final int LENGTH = NODE + 8;

    private static final int PREVIOUS = -8;
    private static final int FUTEX_OFFSET = 8;
    /** glibc marks the nodes of mutexes with priority inheritance. */
    private static final long FLAG = 1;

    private final ByteBuffer scratch = ByteBuffer.allocateDirect(16).order(ByteOrder.nativeOrder());
    private final long scratchAddress = Libc.addressOf(scratch);
    private final long head;
    private final int threadId;

    private RobustList() {
        head = Libc.robustListHead(scratchAddress) ? scratch.getLong(0) : 0;
        threadId = Libc.threadId();
    }

    /** The calling thread's list; null if the C library registered none, or one with another layout. */
    public static RobustList ofCurrentThread() {
        RobustList list = new RobustList();
        return list.head != 0 && list.read(list.head + FUTEX_OFFSET) == -NODE ? list : null;
    }

    /** The kernel's id of the thread, in its own namespace: what an entry's word has to hold. */
    public int threadId() {
        return threadId;
    }

    /** Puts the entry whose word has this address into the list. It must stay mapped until it is out again. */
    public void link(long wordAddress) {
        long node = wordAddress + NODE;
        long first = read(head);
        write(node, first);
        write(node + PREVIOUS, head);
        write((first & ~FLAG) + PREVIOUS, node);
        write(head, node);
    }

    /** Takes an entry out of the list. */
    public void unlink(long wordAddress) {
        long node = wordAddress + NODE;
        long next = read(node);
        long previous = read(node + PREVIOUS) & ~FLAG;
        write(previous, next);
        write((next & ~FLAG) + PREVIOUS, previous);
    }

    private long read(long address) {
        Libc.copy(scratchAddress, address, Long.BYTES);
        return scratch.getLong(0);
    }

    private void write(long address, long value) {
        scratch.putLong(0, value);
        Libc.copy(address, scratchAddress, Long.BYTES);
    }
}
