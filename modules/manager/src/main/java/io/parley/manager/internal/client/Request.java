package io.parley.manager.internal.client;

import io.parley.MessageReader;
import io.parley.MessageWriter;
import io.parley.internal.memory.MessageBuffer;
import java.util.concurrent.CompletableFuture;

/** A request that is being made: write the arguments, then send it in one of three ways. */
public final class Request {
    private final RemoteObject object;
    private final int op;
    private final MessageBuffer args = new MessageBuffer(64);

    Request(RemoteObject object, int op) {
        this.object = object;
        this.op = op;
    }

    /** Where the arguments go. */
    public MessageWriter args() {
        return args;
    }

    /** Adds a number. */
    public Request with(long value) {
        args.writeLong(value);
        return this;
    }

    /** Sends it and waits for the answer, interrupted or not. */
    public MessageReader call() {
        return object.link().call(object.number(), op, args);
    }

    /** Sends it and waits for the answer; interruption takes it back. */
    public MessageReader callInterruptibly() throws InterruptedException {
        return object.link().callInterruptibly(object.number(), op, args);
    }

    /** Sends it; the answer comes later. */
    public CompletableFuture<MessageReader> send() {
        return object.link().send(object.number(), op, args);
    }
}
