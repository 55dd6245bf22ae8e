package io.parley.manager.internal.sync;

import io.parley.MessageReader;
import io.parley.manager.internal.server.Call;
import io.parley.manager.internal.server.Line;
import io.parley.manager.internal.server.ServerContext;
import io.parley.sync.SharedEvent;

/**
 * An event, served. Who waits remembers the epoch at which it began, so a pulse between two looks ends the wait. Those
 * who began at the same epoch wait in one line, which moves when the event has moved on from it.
 */
final class ServedEvent extends ServedSync {
    private final ServerContext server;
    private final SharedEvent event;
    private volatile Epoch current;

    private record Epoch(long epoch, Line line) {}

    private ServedEvent(ServerContext server, SharedEvent event) {
        super(event);
        this.server = server;
        this.event = event;
        this.current = newEpoch(event.epoch());
    }

    static ServedEvent open(ServerContext server, String name, MessageReader details) {
        return new ServedEvent(server, server.parley().event(name));
    }

    private Epoch newEpoch(long epoch) {
        return new Epoch(epoch, server.watcher().line(when(() -> event.epoch() > epoch), false));
    }

    @Override
    protected void runOwn(Call call) {
        switch (call.op()) {
            case EventOps.SET -> {
                event.set();
                call.done();
                current.line.retry();
            }
            case EventOps.CLEAR -> {
                event.clear();
                call.done();
            }
            case EventOps.IS_SET -> call.done(event.isSet());
            case EventOps.EPOCH -> call.done(event.epoch());
            case EventOps.AWAIT -> await(call, call.args().readLong());
            case EventOps.AWAIT_EPOCH ->
                awaitAfter(call, call.args().readLong(), call.args().readLong());
            default -> throw unknown(call);
        }
    }

    private void await(Call call, long timeoutNs) {
        // The epoch first: what is set after it was read is a later one.
        long epoch = event.epoch();
        if (event.isSet()) {
            answer(call, true);
        } else {
            awaitAfter(call, epoch, timeoutNs);
        }
    }

    private void awaitAfter(Call call, long epoch, long timeoutNs) {
        call.await(
                lineOf(epoch),
                timeoutNs,
                asked -> {
                    requireNotDeleted();
                    boolean moved = event.epoch() > epoch;
                    if (moved) {
                        answer(asked, true);
                    }
                    return moved;
                },
                () -> answer(call, false));
    }

    private void answer(Call call, boolean wasSet) {
        call.reply().writeByte(wasSet ? 1 : 0);
        call.reply().writeLong(event.epoch());
        call.done();
    }

    private Line lineOf(long epoch) {
        Epoch now = current;
        if (now.epoch != epoch) {
            now = newEpoch(epoch);
            if (epoch == event.epoch()) {
                current = now;
            }
        }
        return now.line;
    }

    @Override
    protected void deleted() {
        current.line.retry();
    }
}
