package io.parley.internal.map;

import io.parley.internal.memory.MessageBuffer;

/**
 * What a thread uses for one operation on a list, so that nothing is allocated. A codec or a function that uses a list
 * meanwhile gets another one.
 */
public final class ListScratch implements AutoCloseable {
    private static final ThreadLocal<ListScratch> OF_THREAD = ThreadLocal.withInitial(ListScratch::new);

    private final MessageBuffer key = new MessageBuffer(Long.BYTES);
    private final MessageBuffer found = new MessageBuffer();
    private final MessageBuffer value = new MessageBuffer();
    private boolean used;
    /** For who comes while this one is used. */
    private ListScratch inner;

    /** The calling thread's, until it is closed. */
    public static ListScratch acquire() {
        ListScratch scratch = OF_THREAD.get();
        while (scratch.used) {
            if (scratch.inner == null) {
                scratch.inner = new ListScratch();
            }
            scratch = scratch.inner;
        }
        scratch.used = true;
        return scratch;
    }

    /** An id as a key. */
    MessageBuffer key(long id) {
        key.reset();
        key.writeLong(id);
        return key;
    }

    /** What was read. */
    public MessageBuffer found() {
        return found;
    }

    /** What is to be written. */
    public MessageBuffer value() {
        return value;
    }

    @Override
    public void close() {
        used = false;
        found.recycle();
        value.recycle();
    }
}
