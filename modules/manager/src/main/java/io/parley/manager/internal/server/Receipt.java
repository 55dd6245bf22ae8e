package io.parley.manager.internal.server;

/** What depends on whether an answer arrived: a message that was taken, a permit. Told exactly one of the two. */
public interface Receipt {
    /** The client has the answer. */
    void arrived();

    /** The session ended before the client said that it has it. */
    void lost();
}
