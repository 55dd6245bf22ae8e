package io.parley.process;

import io.parley.Parley;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * One map under way: its chunks, the results so far, and the failures in the order in which they arrived.
 *
 * @param <R> the type of results
 */
final class MapRun<R> {
    private static final int CHUNKS_PER_WORKER = 4;
    private static final int MAX_SUPPRESSED = 16;

    private final Object[] results;
    private final boolean failFast;
    private final ProgressReports progress;
    private final CompletableFuture<List<R>> result = new CompletableFuture<>();

    /* Guarded by this. */
    private final List<CompletableFuture<?>> chunks = new ArrayList<>();
    private final List<Throwable> failures = new ArrayList<>();
    private int done;
    private boolean finished;

    private MapRun(int items, TaskOptions options) {
        this.results = new Object[items];
        this.failFast = options.failFast();
        this.progress = ProgressReports.to(options.progress());
    }

    /** Sends all items; what cannot be sent is thrown, and nothing of the map goes on. */
    static <A, R> CompletableFuture<List<R>> start(
            AbstractPool pool, SerializableFunction<? super A, ? extends R> function, Object[] items) {
        if (items.length == 0) {
            return CompletableFuture.completedFuture(List.of());
        }
        TaskOptions options = pool.taskOptions();
        int size = options.chunkSize() > 0 ? options.chunkSize() : defaultChunkSize(items.length, pool.workers());
        MapRun<R> run = new MapRun<>(items.length, options);
        run.result.whenComplete((all, failure) -> run.cancelChunks());
        try {
            for (int from = 0; from < items.length && !run.result.isDone(); ) {
                int to = items.length - from > size ? from + size : items.length;
                run.send(pool, new Chunk<>(function, run.failFast, items, from, to), from, options);
                from = to;
            }
        } catch (RuntimeException | Error e) {
            run.result.completeExceptionally(e);
            throw e;
        }
        return run.result;
    }

    private static int defaultChunkSize(int items, int workers) {
        long chunks = (long) CHUNKS_PER_WORKER * workers;
        return (int) ((items + chunks - 1) / chunks);
    }

    private <A> void send(AbstractPool pool, Chunk<A, R> chunk, int from, TaskOptions options) {
        CompletableFuture<ChunkResult<R>> future = pool.enqueue(chunk, options);
        boolean tooLate;
        synchronized (this) {
            chunks.add(future);
            tooLate = finished;
        }
        future.whenComplete((outcome, failure) -> arrived(from, chunk.size(), outcome, failure, pool.parley()));
        if (tooLate || result.isDone()) {
            future.cancel(true);
        }
    }

    private void arrived(int from, int size, ChunkResult<R> outcome, Throwable failure, Parley parley) {
        Throwable unreadable = null;
        try {
            if (failure == null) {
                outcome.decode(parley);
            }
        } catch (RuntimeException | Error e) {
            unreadable = e;
        }
        if (count(from, size, outcome, failure == null ? unreadable : failure)) {
            end(failures.isEmpty() ? null : failures.get(0));
        }
    }

    /** Takes note of a chunk that is done; returns whether the map is. */
    private synchronized boolean count(int from, int size, ChunkResult<R> outcome, Throwable failure) {
        if (finished) {
            return false;
        }
        if (failure != null) {
            failures.add(failure);
        } else {
            take(outcome, from);
        }
        done += size;
        progress.report(done, results.length);
        finished = done == results.length || failFast && !failures.isEmpty();
        return finished;
    }

    private void take(ChunkResult<R> outcome, int from) {
        outcome.copyTo(results, from);
        for (int i = 0; i < outcome.size() && outcome.hasFailures(); i++) {
            if (outcome.failure(i) != null) {
                failures.add(outcome.failure(i));
            }
        }
    }

    /** Only for who set {@code finished}: from then on nothing changes. */
    private void end(Throwable failure) {
        progress.end(() -> complete(failure));
    }

    @SuppressWarnings("unchecked")
    private void complete(Throwable failure) {
        if (failure == null) {
            result.complete((List<R>) Collections.unmodifiableList(Arrays.asList(results)));
        } else {
            suppressOthers(failure);
            result.completeExceptionally(failure);
        }
    }

    private void suppressOthers(Throwable first) {
        failures.stream()
                .filter(other -> other != first)
                .distinct()
                .limit(MAX_SUPPRESSED)
                .forEach(first::addSuppressed);
    }

    /** The result is there, or somebody cancelled it. */
    private void cancelChunks() {
        List<CompletableFuture<?>> all;
        boolean early;
        synchronized (this) {
            all = List.copyOf(chunks);
            early = !finished;
            finished = true;
        }
        if (early) {
            end(null);
        }
        all.forEach(chunk -> chunk.cancel(true));
    }
}
