package io.parley.manager.internal.client;

import io.parley.MessageReader;
import io.parley.manager.internal.wire.Failures;
import io.parley.manager.internal.wire.Frame;
import io.parley.manager.internal.wire.FrameType;
import java.util.concurrent.CompletableFuture;

/** A request that was not answered yet: sent again over each new connection until it is. */
final class Pending {
    private final Frame request;
    private final CompletableFuture<MessageReader> answer = new CompletableFuture<>();

    Pending(Frame request) {
        this.request = request;
    }

    Frame request() {
        return request;
    }

    CompletableFuture<MessageReader> answer() {
        return answer;
    }

    boolean isAnswered() {
        return answer.isDone();
    }

    void answered(Frame reply) {
        if (reply.type() == FrameType.REPLY) {
            answer.complete(reply.body());
        } else {
            answer.completeExceptionally(Failures.read(reply.body()));
        }
    }

    void failed(RuntimeException failure) {
        answer.completeExceptionally(failure);
    }
}
