package io.parley.manager.internal.call;

import io.parley.MessageReader;
import io.parley.internal.memory.MessageBuffer;
import io.parley.manager.internal.client.Link;
import io.parley.manager.internal.client.RemoteObject;
import io.parley.manager.internal.client.Request;
import java.util.concurrent.CompletableFuture;

/** The registered classes of another host. */
final class RemoteCaller extends RemoteObject implements Caller {
    RemoteCaller(Link link) {
        super(link, CallKinds.REGISTERED, "registered", new MessageBuffer(0));
    }

    private Request request(int op, MessageBuffer args) {
        Request request = request(op);
        request.args().writeBytes(args.array(), 0, args.length());
        return request;
    }

    @Override
    public MessageReader call(int op, MessageBuffer args) {
        return request(op, args).call();
    }

    @Override
    public CompletableFuture<MessageReader> send(int op, MessageBuffer args) {
        return request(op, args).send();
    }
}
