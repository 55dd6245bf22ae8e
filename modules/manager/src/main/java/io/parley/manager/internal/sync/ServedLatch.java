package io.parley.manager.internal.sync;

import io.parley.MessageReader;
import io.parley.manager.internal.server.Call;
import io.parley.manager.internal.server.Line;
import io.parley.manager.internal.server.ServerContext;
import io.parley.sync.SharedLatch;

/** A latch, served. */
final class ServedLatch extends ServedSync {
    private final SharedLatch latch;
    private final Line line;

    private ServedLatch(ServerContext server, SharedLatch latch) {
        super(latch);
        this.latch = latch;
        this.line = server.watcher().line(when(() -> latch.count() == 0), false);
    }

    static ServedLatch open(ServerContext server, String name, MessageReader details) {
        return new ServedLatch(server, server.parley().latch(name, details.readInt()));
    }

    @Override
    protected void runOwn(Call call) {
        switch (call.op()) {
            case LatchOps.COUNT_DOWN -> {
                latch.countDown(call.args().readInt());
                call.done();
                line.retry();
            }
            case LatchOps.COUNT -> call.done(latch.count());
            case LatchOps.AWAIT -> call.await(line, call.args().readLong(), this::ifOpen, () -> call.done(false));
            default -> throw unknown(call);
        }
    }

    private boolean ifOpen(Call call) {
        requireNotDeleted();
        boolean open = latch.count() == 0;
        if (open) {
            call.done(true);
        }
        return open;
    }

    @Override
    protected void deleted() {
        line.retry();
    }
}
