package io.parley.manager.internal.call;

import io.parley.MessageReader;
import io.parley.internal.process.PoolDoor;
import io.parley.manager.internal.server.Call;
import io.parley.manager.internal.server.Holding;
import io.parley.manager.internal.server.Served;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** A pool of a server, served. Tasks belong to the session that gave them. */
record ServedPool(HostedPool pool, int maxFrame) implements Served {
    private static final int FRAME_HEADER = 256;

    /** The tasks of one session; they are cancelled with it. */
    private static final class Tasks implements Holding {
        private final Map<Long, CompletableFuture<byte[]>> running = new ConcurrentHashMap<>();
        private volatile boolean over;

        void add(long number, CompletableFuture<byte[]> task) {
            if (running.putIfAbsent(number, task) != null) {
                task.cancel(true);
                throw new IllegalArgumentException("task runs already: number=" + number);
            }
            task.whenComplete((end, failure) -> running.remove(number, task));
            if (over) {
                task.cancel(true);
            }
        }

        void cancel(long number) {
            CompletableFuture<byte[]> task = running.get(number);
            if (task != null) {
                task.cancel(true);
            }
        }

        @Override
        public void sessionEnded(boolean lost) {
            over = true;
            running.values().forEach(task -> task.cancel(true));
        }
    }

    @Override
    public void run(Call call) {
        switch (call.op()) {
            case PoolOps.WORKERS -> {
                call.reply().writeInt(pool.workers());
                call.done();
            }
            case PoolOps.RUN -> runTask(call);
            case PoolOps.CANCEL -> {
                tasks(call).cancel(call.args().readLong());
                call.done();
            }
            default ->
                throw new UnsupportedOperationException("nothing to do by that number: op=" + call.op() + ", pool '"
                        + pool.name() + "'. Update the older side");
        }
    }

    private Tasks tasks(Call call) {
        return call.session().holding(pool, Tasks::new);
    }

    private void runTask(Call call) {
        MessageReader args = call.args();
        long number = args.readLong();
        long timeoutNs = args.readLong();
        int retries = args.readInt();
        byte[] bytes = new byte[args.remaining()];
        args.readBytes(bytes, 0, bytes.length);
        call.waits();
        CompletableFuture<byte[]> task = pool.run(bytes, timeoutNs, retries);
        tasks(call).add(number, task);
        task.whenComplete((end, failure) -> {
            byte[] answer = end != null
                    ? end
                    : PoolDoor.installed().failed(new CancellationException("task was cancelled: pool=" + pool.name()));
            byte[] fits = answer.length <= maxFrame - FRAME_HEADER ? answer : tooLong(answer.length);
            call.reply().writeBytes(fits, 0, fits.length);
            call.done();
        });
    }

    private byte[] tooLong(int length) {
        return PoolDoor.installed()
                .failed(new IllegalStateException("task's result is too long to be sent: bytes=" + length
                        + ", allowed=" + (maxFrame - FRAME_HEADER) + ", pool=" + pool.name()
                        + ". Return less, put it into a shared object, or raise ServerLimits.frameBytes"));
    }

    @Override
    public boolean isGone() {
        return false;
    }

    @Override
    public void close() {
        // the server's
    }
}
