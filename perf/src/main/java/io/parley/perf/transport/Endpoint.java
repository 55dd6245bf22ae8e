package io.parley.perf.transport;

import java.io.IOException;

/** One end of a two-way link. One sending and one receiving thread. */
public interface Endpoint extends AutoCloseable {
    /** Sends a message; the caller may change it as soon as this returns. */
    void send(Payload message) throws IOException, InterruptedException;

    /** Waits for the next message, which is valid until the next call. */
    Payload receive() throws IOException, InterruptedException;

    @Override
    void close();
}
