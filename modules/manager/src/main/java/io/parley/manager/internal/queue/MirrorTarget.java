package io.parley.manager.internal.queue;

import java.util.List;

/** The queue that another one's messages are copied into. */
public interface MirrorTarget extends AutoCloseable {
    /**
     * Makes the queue a mirror, or makes sure that it is one of this source.
     *
     * @param source identity of the source
     * @param base the number of the message to begin with, if this call makes it a mirror
     * @return the number of the message that it needs next
     */
    long begin(long source, long base);

    /** Appends messages; those that are there already do no harm. Waits for room. */
    void append(long source, long first, List<byte[]> messages) throws InterruptedException;

    /** There will be no more. */
    void closeForWriting();

    @Override
    void close();
}
