package io.parley.manager.internal.value;

import io.parley.MessageReader;
import io.parley.manager.internal.server.Call;
import io.parley.manager.internal.server.Line;
import io.parley.manager.internal.server.ServedHandle;
import io.parley.manager.internal.server.ServerContext;
import io.parley.value.SharedLong;

/** A number, served. */
final class ServedLong extends ServedHandle {
    private final SharedLong value;
    private final Line changes;

    private ServedLong(ServerContext server, SharedLong value) {
        super(value);
        this.value = value;
        this.changes = server.watcher().line(null, false);
    }

    static ServedLong open(ServerContext server, String name, MessageReader details) {
        return new ServedLong(server, server.parley().longValue(name, details.readLong()));
    }

    @Override
    protected void runOwn(Call call) {
        MessageReader args = call.args();
        switch (call.op()) {
            case LongOps.GET -> call.done(value.get());
            case LongOps.SET -> {
                value.set(args.readLong());
                call.done();
                changes.retry();
            }
            case LongOps.COMPARE_AND_SET -> {
                call.done(value.compareAndSet(args.readLong(), args.readLong()));
                changes.retry();
            }
            case LongOps.GET_AND_ADD -> {
                call.done(value.getAndAdd(args.readLong()));
                changes.retry();
            }
            case LongOps.AWAIT_CHANGE -> awaitChange(call, args.readLong(), args.readLong());
            default -> throw unknown(call);
        }
    }

    private void awaitChange(Call call, long seen, long timeoutNs) {
        call.await(
                changes,
                timeoutNs,
                asked -> {
                    boolean changed = value.get() != seen;
                    if (changed) {
                        asked.done(true);
                    }
                    return changed;
                },
                () -> call.done(false));
    }

    @Override
    protected void deleted() {
        changes.retry();
    }
}
