package io.parley.process;

import io.parley.internal.process.FarWorkers;
import io.parley.internal.process.PoolDoor;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** What of pools is needed to serve them to other hosts. */
final class PoolTravel extends PoolDoor {
    @Override
    public CompletableFuture<byte[]> run(Object pool, byte[] task, long timeoutNs, int retries) {
        TaskOptions options = TaskOptions.defaults().withRetries(retries);
        return ((ProcessPool) pool)
                .enqueue(
                        new ForeignTask(task),
                        timeoutNs == 0 ? options : options.withTimeout(Duration.ofNanos(timeoutNs)));
    }

    @Override
    public byte[] failed(Throwable failure) {
        return ObjectStreams.writeOutcome(null, failure, null);
    }

    @Override
    public Object pool(String name, FarWorkers workers) {
        return new FarPool(name, workers);
    }
}
