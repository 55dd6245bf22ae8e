package io.parley.manager.internal.server;

/**
 * An object of the domain as it is served: what a request's number means for it. One for each object and server, shared
 * by all sessions; whatever belongs to a session is a {@link Holding} of that.
 *
 * <p><b>Threading:</b> called by several threads at once, none of which may wait: what has to wait is
 * {@linkplain Call#await parked}.
 */
public interface Served extends AutoCloseable {
    /**
     * Does what the request asks for, and answers it or parks it. What it throws is the answer.
     *
     * @param call the request
     */
    void run(Call call) throws Exception;

    /** Whether there is no use in it any more, and the next who opens it gets another one. */
    boolean isGone();

    @Override
    void close();
}
