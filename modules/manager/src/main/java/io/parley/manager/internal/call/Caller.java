package io.parley.manager.internal.call;

import io.parley.MessageReader;
import io.parley.internal.memory.MessageBuffer;
import java.util.concurrent.CompletableFuture;

/** Brings requests to where the objects of registered classes are. */
public interface Caller {
    /** Brings one there and waits for the answer, interrupted or not. */
    MessageReader call(int op, MessageBuffer args);

    /** Brings one there; the answer comes later. */
    CompletableFuture<MessageReader> send(int op, MessageBuffer args);
}
