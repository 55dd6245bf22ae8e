package io.parley.manager.internal.sync;

/** What one thread of a client waits for at the server. */
interface Parked {
    /** The number that the client gave it. */
    long number();

    /** The thread was interrupted. */
    void interrupt();

    /** Nobody waits any more. */
    void sessionEnded();
}
