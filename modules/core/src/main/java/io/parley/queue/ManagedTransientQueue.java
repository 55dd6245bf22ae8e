package io.parley.queue;

/**
 * A queue without history as a manager gives it, here or on another host; a {@link TransientQueue} is one.
 *
 * <p><b>Threading:</b> any number of threads, processes and hosts may put and take. A queue that was created for one
 * producer or one consumer belongs to threads of its host; a server refuses to open it.
 *
 * <p><b>If somebody dies:</b> a message on its way to a client of another host that vanished is not lost: the next
 * client that waits gets it first; if none waits, it is put back at the end, <em>behind</em> newer ones, as a ring has
 * no room in front. If the server dies, what was on its way is lost, as what a consumer of this host took is when it
 * dies. Order therefore holds as long as no client is lost.
 *
 * <p><b>Blocking:</b> {@code put} while there is no room; {@code take} while it is empty; no thread of the server
 * waits. <b>Differs from Python:</b> there is no such thing.
 *
 * @param <E> the message type
 */
public interface ManagedTransientQueue<E> extends ManagedMessages<E> {
    /**
     * The bound.
     *
     * @return bytes for messages and 8 more for each
     */
    long capacityBytes();

    /**
     * How much of it is used.
     *
     * @return bytes, a snapshot
     */
    long usedBytes();

    /**
     * The longest message there can be.
     *
     * @return bytes, as the codec writes it
     */
    int maxMessageBytes();
}
