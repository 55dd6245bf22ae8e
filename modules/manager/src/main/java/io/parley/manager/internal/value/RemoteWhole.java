package io.parley.manager.internal.value;

import io.parley.internal.memory.MessageBuffer;
import io.parley.manager.internal.client.Link;
import io.parley.manager.internal.client.RemoteObject;
import io.parley.manager.internal.client.Request;
import io.parley.value.ManagedVersioned;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** What is written as a whole, on another host. */
abstract class RemoteWhole extends RemoteObject implements ManagedVersioned {
    RemoteWhole(Link link, int kind, String name, MessageBuffer details) {
        super(link, kind, name, details);
    }

    @Override
    public final long version() {
        return request(WholeOps.VERSION).call().readLong();
    }

    @Override
    public final boolean awaitChange(long seenVersion, Duration timeout) throws InterruptedException {
        return request(WholeOps.AWAIT_CHANGE)
                        .with(seenVersion)
                        .with(TimeUnit.NANOSECONDS.convert(timeout))
                        .callInterruptibly()
                        .readByte()
                != 0;
    }

    /** The request, if it is not too long for a frame. */
    final Request fitting(Request request) {
        WholeOps.requireFits(request.args().length() / 2, name());
        return request;
    }
}
