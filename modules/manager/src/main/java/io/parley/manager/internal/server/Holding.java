package io.parley.manager.internal.server;

/** Something that belongs to a session: a lock, permits, claims. */
public interface Holding {
    /**
     * Gives it back: the session is over.
     *
     * @param lost whether nobody said so: the client is gone, not finished
     */
    void sessionEnded(boolean lost);
}
