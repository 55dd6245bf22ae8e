package io.parley;

import io.parley.internal.os.SystemClock;
import io.parley.internal.wait.BellSource;
import io.parley.internal.wait.Deadline;
import io.parley.internal.wait.MultiWait;
import io.parley.internal.wait.WaitSource;
import io.parley.internal.wait.WaitSources;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Waits for several things at once: queues, events, semaphores, connections, listeners. Python's
 * {@code connection.wait}.
 *
 * <pre>{@code
 * List<Waitable> ready = WaitSet.await(List.of(orders, stop, connection), Duration.ofSeconds(1));
 * }</pre>
 *
 * <p>A thing is ready when the call that usually waits would not: a message, a set event, a permit, a connection to
 * accept. What has ended, was closed or was deleted is <em>always</em> ready, and the call on it says why; take it out
 * of the collection then. Being ready is a snapshot: another consumer may be faster, so use {@code poll()} and not
 * {@code take()} afterwards, {@code tryAcquire()} and not {@code acquire()}. An event that is set and cleared at once
 * may go by unnoticed.
 *
 * <p><b>Threading:</b> the static methods may be called by any thread; a {@code WaitSet} is used by one thread at a
 * time. The things may be used by others meanwhile. A virtual thread may wait; it looks again every 0.1 ms.
 *
 * <p><b>Processes:</b> the things may belong to several domains. The thread sleeps in one system call on all of them,
 * 128 at most ({@code futex_waitv}, Linux 5.16 and later); more are slept on in turns of 5 ms, and an older kernel
 * looks again every millisecond. What ends because a process dies is noticed within 20 ms. Who waits dies without harm
 * to the others.
 *
 * <p><b>Blocking:</b> until something is ready, the time is up, or the thread is interrupted; nothing is consumed.
 * <b>Allocation:</b> the static methods make their list; {@link #await(Duration)} of a {@code WaitSet} allocates
 * nothing, and about 100 bytes when it has to sleep.
 *
 * <p><b>Differs from Python:</b> results are in the order of the collection, also when several processes wait.
 */
public final class WaitSet {
    private static final BooleanSupplier NEVER = () -> false;

    private final Waitable[] things;
    private final MultiWait wait;
    private final ArrayList<Waitable> ready;
    private final List<Waitable> view;

    private WaitSet(Collection<? extends Waitable> things, WaitStrategy strategy) {
        this.things = things.toArray(new Waitable[0]);
        List<WaitSource> sources = new ArrayList<>(this.things.length);
        long lookNs = MultiWait.SLICE_NS;
        for (Waitable thing : this.things) {
            WaitSource source = WaitSources.of(Objects.requireNonNull(thing, "null in a wait set"));
            if (source == null) {
                source = BellSource.silent(thing::isReady);
                lookNs = BellSource.SILENT_LOOK_NS;
            }
            sources.add(source);
        }
        this.wait = new MultiWait(sources, strategy, lookNs);
        this.ready = new ArrayList<>(this.things.length);
        this.view = Collections.unmodifiableList(ready);
    }

    /**
     * A set to wait on again and again.
     *
     * @param things what to wait for; later changes of the collection do not count. A {@link Waitable} of your own is
     *     looked at every millisecond
     * @return the set
     */
    public static WaitSet of(Collection<? extends Waitable> things) {
        return of(things, WaitStrategy.adaptive());
    }

    /**
     * A set to wait on again and again.
     *
     * @param things what to wait for
     * @param strategy how to wait
     * @return the set
     */
    public static WaitSet of(Collection<? extends Waitable> things, WaitStrategy strategy) {
        return new WaitSet(things, strategy);
    }

    /**
     * Waits until something is ready.
     *
     * @param things what to wait for
     * @return what is ready, in the order of the collection; never empty
     * @throws InterruptedException if the thread is interrupted
     * @throws IllegalArgumentException if there is nothing to wait for
     */
    public static List<Waitable> await(Collection<? extends Waitable> things) throws InterruptedException {
        return List.copyOf(of(things).await());
    }

    /**
     * Waits until something is ready, at most that long; never gives up early.
     *
     * @param things what to wait for; with nothing in it, waits until the time is up
     * @param timeout how long; zero or less looks once
     * @return what is ready, in the order of the collection; empty when the time is up
     * @throws InterruptedException if the thread is interrupted
     */
    public static List<Waitable> await(Collection<? extends Waitable> things, Duration timeout)
            throws InterruptedException {
        return List.copyOf(of(things).await(timeout));
    }

    /**
     * Waits in a thread of an executor until something is ready.
     *
     * @param things what to wait for; later changes of the collection do not count
     * @param executor gives the thread, which is taken until the wait ends
     * @return completes with what is ready; cancelling it ends the wait within 20 ms
     * @throws IllegalArgumentException if there is nothing to wait for
     */
    public static CompletableFuture<List<Waitable>> awaitAsync(
            Collection<? extends Waitable> things, Executor executor) {
        WaitSet set = of(things);
        set.requireSomething();
        return set.async(Long.MAX_VALUE, executor);
    }

    /**
     * Waits in a thread of an executor until something is ready, at most that long.
     *
     * @param things what to wait for; later changes of the collection do not count
     * @param timeout how long from when the executor begins; zero or less looks once
     * @param executor gives the thread, which is taken until the wait ends
     * @return completes with what is ready, which is empty when the time is up; cancelling it ends the wait within 20
     *     ms
     */
    public static CompletableFuture<List<Waitable>> awaitAsync(
            Collection<? extends Waitable> things, Duration timeout, Executor executor) {
        return of(things).async(toNs(timeout), executor);
    }

    private CompletableFuture<List<Waitable>> async(long timeoutNs, Executor executor) {
        CompletableFuture<List<Waitable>> result = new CompletableFuture<>();
        executor.execute(() -> {
            try {
                result.complete(List.copyOf(await(timeoutNs, result::isDone)));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                result.completeExceptionally(e);
            } catch (RuntimeException | Error e) {
                result.completeExceptionally(e);
            }
        });
        return result;
    }

    /**
     * Waits until something is ready.
     *
     * @return what is ready, in the order of the collection; never empty. The list is the set's own: valid until the
     *     next wait
     * @throws InterruptedException if the thread is interrupted
     * @throws IllegalArgumentException if there is nothing to wait for
     */
    public List<Waitable> await() throws InterruptedException {
        requireSomething();
        return await(Long.MAX_VALUE, NEVER);
    }

    /**
     * Waits until something is ready, at most that long; never gives up early.
     *
     * @param timeout how long; zero or less looks once
     * @return what is ready, in the order of the collection; empty when the time is up. The list is the set's own:
     *     valid until the next wait
     * @throws InterruptedException if the thread is interrupted
     */
    public List<Waitable> await(Duration timeout) throws InterruptedException {
        return await(toNs(timeout), NEVER);
    }

    private List<Waitable> await(long timeoutNs, BooleanSupplier givenUp) throws InterruptedException {
        long deadlineNs = Deadline.after(SystemClock.LOCAL, timeoutNs);
        if (timeoutNs <= 0) {
            collect();
            return view;
        }
        do {
            // Somebody else may take what was ready before it is looked at by name.
            if (!wait.await(deadlineNs, givenUp)) {
                ready.clear();
                return view;
            }
        } while (!collect());
        return view;
    }

    private boolean collect() {
        ready.clear();
        for (int i = 0; i < things.length; i++) {
            if (wait.isTrue(i)) {
                ready.add(things[i]);
            }
        }
        return !ready.isEmpty();
    }

    private void requireSomething() {
        if (things.length == 0) {
            throw new IllegalArgumentException("nothing to wait for, and no time limit: give one of them");
        }
    }

    private static long toNs(Duration timeout) {
        return TimeUnit.NANOSECONDS.convert(timeout);
    }

    @Override
    public String toString() {
        return "WaitSet" + Arrays.toString(things);
    }
}
