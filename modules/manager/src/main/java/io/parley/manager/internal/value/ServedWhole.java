package io.parley.manager.internal.value;

import io.parley.MessageReader;
import io.parley.SharedObject;
import io.parley.internal.wait.WaitSources;
import io.parley.manager.internal.server.Call;
import io.parley.manager.internal.server.Line;
import io.parley.manager.internal.server.ServedHandle;
import io.parley.manager.internal.server.ServerContext;
import io.parley.sync.SharedLock;
import java.util.function.LongSupplier;

/** What is written as a whole, served. Writers need the object's lock, and wait for it in a line. */
abstract class ServedWhole extends ServedHandle {
    private final SharedObject object;
    private final SharedLock lock;
    private final LongSupplier version;
    private final Changes changes;
    private final Line writers;

    ServedWhole(ServerContext server, SharedObject object, SharedLock lock, LongSupplier version) {
        super(object);
        this.object = object;
        this.lock = lock;
        this.version = version;
        this.changes = new Changes(server, object, index -> version.getAsLong());
        this.writers = server.watcher().line(WaitSources.of(lock), true);
    }

    @Override
    protected final void runOwn(Call call) {
        MessageReader args = call.args();
        switch (call.op()) {
            case WholeOps.VERSION -> call.done(version.getAsLong());
            case WholeOps.AWAIT_CHANGE -> changes.await(call, 0, args.readLong(), args.readLong());
            default -> readOrWrite(call);
        }
    }

    abstract void readOrWrite(Call call);

    /** Writes, once the lock is free; the arguments were read before. */
    final void write(Call call, Runnable write) {
        call.await(
                writers,
                Long.MAX_VALUE,
                asked -> {
                    ServedValue.requireNotDeleted(object);
                    if (!lock.tryLock()) {
                        return false;
                    }
                    try {
                        write.run();
                    } finally {
                        lock.unlock();
                    }
                    return true;
                },
                () -> {});
        changes.happened();
        writers.retry();
    }

    @Override
    protected final void deleted() {
        changes.happened();
        writers.retry();
    }
}
