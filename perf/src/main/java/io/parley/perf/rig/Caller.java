package io.parley.perf.rig;

import java.io.IOException;

/** Somebody who asks a {@link RemoteServer}. */
interface Caller extends AutoCloseable {
    /** One request; returns when the answer is there. */
    void call() throws IOException, InterruptedException;

    /** Sends a request and returns; {@code answered} runs when the answer is there, on whatever thread. */
    void send(Runnable answered);

    @Override
    void close();
}
