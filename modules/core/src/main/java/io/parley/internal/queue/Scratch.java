package io.parley.internal.queue;

import io.parley.internal.memory.MessageBuffer;
import io.parley.internal.ring.RecordWriter;

/**
 * What a thread uses to move one message of a transient queue, so that nothing is allocated. A handler or an encoder
 * that uses another such queue gets a new one.
 */
public final class Scratch {
    private static final ThreadLocal<Scratch> OF_THREAD = ThreadLocal.withInitial(Scratch::new);

    private final RecordWriter writer = new RecordWriter();
    private final MessageBuffer buffer = new MessageBuffer();
    private boolean used;

    /** The calling thread's, until {@link #release}. */
    public static Scratch acquire() {
        Scratch scratch = OF_THREAD.get();
        if (scratch.used) {
            scratch = new Scratch();
        }
        scratch.used = true;
        return scratch;
    }

    /** The calling thread does not need it any more. */
    public void release() {
        used = false;
        buffer.recycle();
    }

    /** To read into. */
    public MessageBuffer buffer() {
        return buffer;
    }

    /** To write with. */
    public RecordWriter writer() {
        return writer;
    }
}
