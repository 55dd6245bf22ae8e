package io.parley.process;

import io.parley.internal.os.SystemClock;
import io.parley.internal.wait.Deadline;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * An imap: a window of chunks over the items. It moves on when the consumer asks for more, so the consumer's pace is
 * the pace of reading, without a thread that would have to be ended.
 *
 * @param <A> the type of items
 * @param <R> the type of results
 */
final class PoolIterator<A, R> implements ResultIterator<R> {
    private final AbstractPool pool;
    private final TaskOptions options;
    private final SerializableFunction<? super A, ? extends R> function;
    private final Iterator<? extends A> input;
    private final int chunkSize;
    private final int ahead;

    /** Who has arrived, if the order of arrival counts; else null. */
    private final BlockingQueue<Batch<R>> arrived;

    /** Chunks whose results were not begun with, in the order of the items. Guarded by itself, for {@link #close}. */
    private final ArrayDeque<Batch<R>> window = new ArrayDeque<>();

    private volatile boolean closed;

    /** Items that the pool had no room for. */
    private Object[] waiting;

    /** Whether nothing more is read, and what {@link #next} throws for it once, if anything. */
    private boolean inputEnded;

    private Throwable inputFailure;

    /** Whose results are consumed at present. */
    private Batch<R> current;

    private int at;

    /** A chunk under way, or the failure of all its items. */
    private record Batch<R>(CompletableFuture<ChunkResult<R>> future, int size) {}

    PoolIterator(
            AbstractPool pool,
            SerializableFunction<? super A, ? extends R> function,
            Iterator<? extends A> input,
            boolean ordered) {
        this.pool = pool;
        this.options = pool.taskOptions();
        this.function = function;
        this.input = input;
        this.chunkSize = options.chunkSize() > 0 ? options.chunkSize() : 1;
        this.ahead = options.ahead() > 0 ? options.ahead() : Math.multiplyExact(2, pool.workers());
        this.arrived = ordered ? null : new LinkedBlockingQueue<>();
        fill();
    }

    @Override
    public boolean hasNext() {
        fill();
        return !closed && (outstanding() > 0 || inputFailure != null);
    }

    @Override
    public R next() {
        try {
            return next(Deadline.NEVER);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            CancellationException cancelled = new CancellationException(
                    "interrupted while waiting for a result: " + this + ". It is still to come");
            cancelled.initCause(e);
            throw cancelled;
        } catch (TimeoutException e) {
            throw new AssertionError("waited for ever", e);
        }
    }

    @Override
    public R next(Duration timeout) throws InterruptedException, TimeoutException {
        return next(Deadline.after(SystemClock.LOCAL, TimeUnit.NANOSECONDS.convert(timeout)));
    }

    private R next(long deadlineNs) throws InterruptedException, TimeoutException {
        if (!hasNext()) {
            throw new NoSuchElementException("no more results: " + this);
        }
        if (current == null) {
            if (outstanding() == 0) {
                throw takeInputFailure();
            }
            Batch<R> batch = arrived == null ? awaitFirst(deadlineNs) : awaitAny(deadlineNs);
            synchronized (window) {
                window.remove(batch);
            }
            current = batch;
            at = 0;
        }
        return place();
    }

    /** The result at the next place of the present chunk. */
    private R place() {
        Batch<R> batch = current;
        int i = at++;
        if (at == batch.size()) {
            current = null;
        }
        ChunkResult<R> results;
        try {
            results = batch.future().join();
            results.decode(pool.parley());
        } catch (CancellationException e) {
            throw new CompletionException(e);
        }
        if (results.failure(i) != null) {
            throw new CompletionException(results.failure(i));
        }
        return results.value(i);
    }

    private Batch<R> awaitFirst(long deadlineNs) throws InterruptedException, TimeoutException {
        Batch<R> first;
        synchronized (window) {
            first = window.peek();
        }
        if (first == null || !Invocations.await(first.future(), deadlineNs)) {
            throw noResult(first == null);
        }
        requireOpen();
        return first;
    }

    private Batch<R> awaitAny(long deadlineNs) throws InterruptedException, TimeoutException {
        Batch<R> any = Invocations.poll(arrived, deadlineNs);
        requireOpen();
        if (any == null) {
            throw noResult(false);
        }
        return any;
    }

    private TimeoutException noResult(boolean gone) {
        if (gone) {
            requireOpen();
        }
        return new TimeoutException("no result in time: " + this + ". It is still to come, call again");
    }

    private void requireOpen() {
        if (closed) {
            throw new CancellationException("closed while waiting for a result: " + this);
        }
    }

    /* Reading */

    private void fill() {
        while (!closed && outstanding() < ahead && (waiting != null || !inputEnded)) {
            Object[] items = waiting != null ? waiting : read();
            waiting = null;
            if (items.length > 0 && !send(items)) {
                return;
            }
        }
    }

    /** How many chunks are under way or not consumed to the end. */
    private int outstanding() {
        synchronized (window) {
            return window.size() + (current == null ? 0 : 1);
        }
    }

    private Object[] read() {
        List<Object> items = new ArrayList<>();
        try {
            while (items.size() < chunkSize && input.hasNext()) {
                items.add(input.next());
            }
            inputEnded = items.size() < chunkSize;
        } catch (RuntimeException | Error e) {
            endInput(e);
        }
        return items.toArray();
    }

    private void endInput(Throwable failure) {
        inputEnded = true;
        inputFailure = failure;
    }

    /** Returns whether there may be room for more. */
    private boolean send(Object[] items) {
        CompletableFuture<ChunkResult<R>> future;
        try {
            future = pool.enqueue(new Chunk<A, R>(function, false, items, 0, items.length), options);
        } catch (RejectedExecutionException e) {
            if (outstanding() > 0 && !pool.isShutdown()) {
                // others fill the pool's queue: as good as a smaller window, while results of ours are to come
                waiting = items;
            } else {
                endInput(e);
            }
            return false;
        } catch (RuntimeException e) {
            future = CompletableFuture.failedFuture(e);
        }
        add(new Batch<>(future, items.length));
        return true;
    }

    private void add(Batch<R> batch) {
        synchronized (window) {
            window.add(batch);
        }
        if (arrived != null) {
            batch.future().whenComplete((results, failure) -> arrived.add(batch));
        }
        if (closed) {
            batch.future().cancel(true);
        }
    }

    private RuntimeException takeInputFailure() {
        Throwable failure = inputFailure;
        inputFailure = null;
        if (failure instanceof Error error) {
            throw error;
        }
        return (RuntimeException) failure;
    }

    @Override
    public Stream<R> stream() {
        int traits = arrived == null ? Spliterator.ORDERED : 0;
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(this, traits), false)
                .onClose(this::close);
    }

    @Override
    public void close() {
        closed = true;
        List<Batch<R>> left;
        synchronized (window) {
            left = List.copyOf(window);
            window.clear();
        }
        left.forEach(batch -> batch.future().cancel(true));
    }

    @Override
    public String toString() {
        synchronized (window) {
            return (arrived == null ? "imap" : "imapUnordered") + "(" + pool + ", chunks under way=" + window.size()
                    + (closed ? ", closed" : "") + ")";
        }
    }
}
