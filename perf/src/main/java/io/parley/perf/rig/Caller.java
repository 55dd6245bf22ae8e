package io.parley.perf.rig;

import java.io.IOException;
import java.util.function.Consumer;

/** Somebody who asks a {@link RemoteServer}. */
public interface Caller extends AutoCloseable {
    /** One request; returns when the answer is there. */
    void call() throws IOException, InterruptedException;

    /** Sends a request and returns; {@code answered} gets null, or what went wrong, when the answer is there. */
    void send(Consumer<Throwable> answered);

    @Override
    void close();
}
