package io.parley.cli.bench;

import java.io.IOException;

/** One side of what messages travel on. */
interface Line extends AutoCloseable {
    /** Sends one. */
    void send() throws IOException, InterruptedException;

    /** Waits for one. */
    void receive() throws IOException, InterruptedException;

    @Override
    default void close() throws IOException {}
}
