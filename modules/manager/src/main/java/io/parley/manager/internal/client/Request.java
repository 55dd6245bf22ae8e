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

    /** Adds a truth value. */
    public Request with(boolean value) {
        args.writeByte(value ? 1 : 0);
        return this;
    }

    /** Sends it and waits for the answer, interrupted or not. */
    public MessageReader call() {
        RemoteObject.Target to = object.target();
        return object.link().call(to.session(), to.number(), op, args);
    }

    /** Sends it and waits for the answer; interruption takes it back. */
    public MessageReader callInterruptibly() throws InterruptedException {
        RemoteObject.Target to = object.target();
        return object.link().callInterruptibly(to.session(), to.number(), op, args);
    }

    /** Sends it; the answer comes later, on the link's thread, which must not wait for another one. */
    public CompletableFuture<MessageReader> send() {
        RemoteObject.Target to = object.target();
        return object.link().send(to.session(), to.number(), op, args);
    }
}
