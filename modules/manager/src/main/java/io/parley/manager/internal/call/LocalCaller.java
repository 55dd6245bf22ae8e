package io.parley.manager.internal.call;

import io.parley.MessageReader;
import io.parley.internal.memory.MessageBuffer;
import io.parley.internal.wait.Uninterrupted;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/** The registered classes of a server in this process; arguments and results are copies all the same. */
final class LocalCaller implements Caller, AutoCloseable {
    private final Host host;
    private final Owner owner;

    LocalCaller(Host host) {
        this.host = host;
        this.owner = host.owner();
    }

    @Override
    public CompletableFuture<MessageReader> send(int op, MessageBuffer args) {
        CompletableFuture<MessageBuffer> answer = begin(op, args);
        return answer.thenApply(reply -> reply);
    }

    private CompletableFuture<MessageBuffer> begin(int op, MessageBuffer args) {
        CompletableFuture<MessageBuffer> answer = host.submit(op, owner, args);
        owner.begin(answer);
        return answer;
    }

    @Override
    public MessageReader call(int op, MessageBuffer args) {
        try {
            return Uninterrupted.get(begin(op, args));
        } catch (ExecutionException e) {
            throw unchecked(e);
        }
    }

    private static RuntimeException unchecked(ExecutionException e) {
        return e.getCause() instanceof RuntimeException failure ? failure : new CompletionException(e.getCause());
    }

    @Override
    public void close() {
        owner.sessionEnded(false);
    }
}
