package io.parley.manager.internal.call;

import io.parley.MessageReader;
import io.parley.internal.memory.MessageBuffer;
import io.parley.internal.process.FarWorkers;
import io.parley.manager.internal.client.Link;
import io.parley.manager.internal.client.RemoteObject;
import io.parley.manager.internal.client.Request;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;

/** The workers of a pool of another host. */
final class RemoteWorkers extends RemoteObject implements FarWorkers {
    private final AtomicLong lastTask = new AtomicLong();
    private final int workers;

    RemoteWorkers(Link link, String name) {
        super(link, CallKinds.POOL, name, new MessageBuffer(0));
        this.workers = request(PoolOps.WORKERS).call().readInt();
    }

    @Override
    public int workers() {
        return workers;
    }

    @Override
    public CompletableFuture<byte[]> run(byte[] task, long timeoutNs, int retries) {
        long number = lastTask.incrementAndGet();
        Request request = request(PoolOps.RUN).with(number).with(timeoutNs);
        request.args().writeInt(retries);
        request.args().writeBytes(task, 0, task.length);
        return new End(number, request.send());
    }

    /** A task's end that is to come. */
    private final class End extends CompletableFuture<byte[]> {
        private final long number;

        End(long number, CompletableFuture<MessageReader> answer) {
            this.number = number;
            answer.whenComplete((end, failure) -> {
                if (failure == null) {
                    byte[] bytes = new byte[end.remaining()];
                    end.readBytes(bytes, 0, bytes.length);
                    complete(bytes);
                } else {
                    completeExceptionally(failure);
                }
            });
        }

        @Override
        public boolean cancel(boolean mayInterruptIfRunning) {
            boolean cancelled = super.cancel(mayInterruptIfRunning);
            if (cancelled) {
                try {
                    request(PoolOps.CANCEL).with(number).send();
                } catch (RuntimeException sessionIsOver) {
                    return true; // and the task with it
                }
            }
            return cancelled;
        }
    }
}
