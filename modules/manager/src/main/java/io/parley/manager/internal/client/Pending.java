package io.parley.manager.internal.client;

import io.parley.MessageReader;
import io.parley.manager.internal.wire.AnswerFlags;
import io.parley.manager.internal.wire.FailureTypes;
import io.parley.manager.internal.wire.Failures;
import io.parley.manager.internal.wire.Frame;
import io.parley.manager.internal.wire.FrameType;
import java.util.concurrent.CompletableFuture;

/** A request that was not answered yet: sent again over each new connection until it is. */
final class Pending extends CompletableFuture<MessageReader> {
    private final long order;
    private final Frame request;
    private final long askedAtNs;
    private volatile boolean sent;
    private boolean takenBack;

    Pending(long order, Frame request, long askedAtNs) {
        this.order = order;
        this.request = request;
        this.askedAtNs = askedAtNs;
    }

    /** The request's place among all of the session. */
    long order() {
        return order;
    }

    Frame request() {
        return request;
    }

    /** When the caller asked, as {@link CallMeter#start} said. */
    long askedAtNs() {
        return askedAtNs;
    }

    /** Whether the server may have it. */
    boolean isSent() {
        return sent;
    }

    void sent() {
        sent = true;
    }

    /** Whether the caller does not want it any more; known to the client's thread only. */
    boolean isTakenBack() {
        return takenBack;
    }

    void takeBack() {
        takenBack = true;
    }

    void answered(Frame reply) {
        if (reply.type() == FrameType.REPLY) {
            complete(reply.body());
        } else if ((reply.op() & AnswerFlags.TAKEN_BACK) != 0) {
            completeExceptionally(new TakenBackException());
        } else {
            completeExceptionally(Failures.readAny(reply.body(), FailureTypes.NONE));
        }
    }

    /** Nothing was done, as the caller wished. */
    static final class TakenBackException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TakenBackException() {
            super("taken back before it was done", null, false, false);
        }
    }
}
