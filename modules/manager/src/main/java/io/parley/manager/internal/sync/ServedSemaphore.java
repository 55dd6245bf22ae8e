package io.parley.manager.internal.sync;

import io.parley.MessageReader;
import io.parley.internal.sync.PermitSource;
import io.parley.internal.wait.WaitSources;
import io.parley.manager.internal.server.Call;
import io.parley.manager.internal.server.Line;
import io.parley.manager.internal.server.Receipt;
import io.parley.manager.internal.server.ServerContext;
import io.parley.sync.SharedSemaphore;

/**
 * A semaphore, served. Requests get permits in the order in which they came, also when the first one wants more than
 * the next. Permits whose taker never heard of it come back.
 */
class ServedSemaphore extends ServedSync {
    private final SharedSemaphore semaphore;
    private final Line line;
    /** What the first in the line waits for. */
    private volatile int wanted = 1;

    ServedSemaphore(ServerContext server, SharedSemaphore semaphore) {
        super(semaphore);
        this.semaphore = semaphore;
        PermitSource source = (PermitSource) WaitSources.of(semaphore);
        this.line = server.watcher().line(source.wanting(() -> wanted), true);
    }

    static ServedSemaphore openPlain(ServerContext server, String name, MessageReader details) {
        int permits = details.readInt();
        return new ServedSemaphore(
                server,
                permits == SemaphoreOps.ANY
                        ? server.parley().semaphore(name)
                        : server.parley().semaphore(name, permits));
    }

    static ServedSemaphore openBounded(ServerContext server, String name, MessageReader details) {
        return new ServedSemaphore(server, server.parley().boundedSemaphore(name, details.readInt()));
    }

    static ServedSemaphore openLeased(ServerContext server, String name, MessageReader details) {
        return new ServedLeasedSemaphore(server, server.parley().leasedSemaphore(name, details.readInt()));
    }

    @Override
    protected final void runOwn(Call call) {
        switch (call.op()) {
            case SemaphoreOps.ACQUIRE ->
                acquire(call, call.args().readInt(), call.args().readLong());
            case SemaphoreOps.RELEASE -> {
                release(call, call.args().readInt());
                call.done();
                line.retry();
            }
            case SemaphoreOps.AVAILABLE -> call.done(semaphore.availablePermits());
            case SemaphoreOps.DRAIN -> {
                requireNotDeleted();
                int taken = semaphore.drainPermits();
                call.reply().writeLong(taken);
                taken(call, taken);
            }
            case SemaphoreOps.INITIAL -> call.done(semaphore.initialPermits());
            default -> throw unknown(call);
        }
    }

    private void acquire(Call call, int n, long timeoutNs) {
        if (timeoutNs > 0) {
            call.await(line, timeoutNs, asked -> waitedFor(asked, n), () -> call.done(false));
        } else if (!tryAcquire(call, n)) {
            call.done(false);
        }
    }

    private boolean waitedFor(Call call, int n) {
        wanted = n;
        return tryAcquire(call, n);
    }

    private boolean tryAcquire(Call call, int n) {
        requireNotDeleted();
        if (!semaphore.tryAcquire(n)) {
            return false;
        }
        call.reply().writeByte(1);
        taken(call, n);
        return true;
    }

    /** Permits were taken: answers, and sees to it that they come back if nobody hears of it. */
    void taken(Call call, int n) {
        call.done(new Receipt() {
            @Override
            public void arrived() {
                // they are the client's
            }

            @Override
            public void lost() {
                giveBack(n);
            }
        });
    }

    void release(Call call, int n) {
        semaphore.release(n);
    }

    /** Gives back what was taken for somebody who is gone. */
    final void giveBack(int n) {
        try {
            semaphore.release(n);
        } catch (IllegalStateException thereAlready) {
            // somebody else released what was not his: now it is right again
        }
        line.retry();
    }

    @Override
    protected final void deleted() {
        line.retry();
    }
}
