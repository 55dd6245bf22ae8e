package io.parley.manager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.parley.CodecException;
import io.parley.Parley;
import io.parley.pipe.AuthKey;
import io.parley.process.Pool;
import io.parley.process.ResultIterator;
import io.parley.process.TaskTimeoutException;
import io.parley.process.WorkerContext;
import io.parley.process.WorkerDiedException;
import io.parley.value.SharedLong;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a pool of a server does, wherever the server is. */
@Timeout(120)
abstract class PoolContract {
    static final AuthKey KEY = AuthKey.of(new byte[] {1, 2, 3});

    @TempDir
    Path directory;

    private Parley parley;
    private ManagerServer server;
    private Manager manager;
    private Pool pool;

    abstract Manager manager(ManagerServer of) throws IOException;

    /** An argument and a result. */
    record Order(String symbol, long quantity) implements Serializable {}

    @BeforeEach
    void serve() throws IOException {
        parley = Parley.open(directory.resolve("domain"));
        server = ManagerServer.create(parley, KEY)
                .options(o -> o.sessionLimit(Duration.ofSeconds(30)))
                .pool("work", o -> o.withWorkers(2).withGrace(Duration.ofMillis(100)))
                .allowTasks("io.parley.manager.PoolContract*")
                .start();
        manager = manager(server);
        pool = manager.pool("work");
    }

    @AfterEach
    void stop() {
        manager.close();
        server.close();
        parley.close();
    }

    private static long pid() {
        return ProcessHandle.current().pid();
    }

    private static void hang(SharedLong entered) throws InterruptedException {
        entered.getAndAdd(1);
        new CountDownLatch(1).await();
    }

    private static String hangAt(String name) throws InterruptedException {
        hang(WorkerContext.current().parley().longValue(name));
        return "never";
    }

    private static Order twice(Order order) {
        return new Order(order.symbol(), 2 * order.quantity());
    }

    private static long fail() throws IOException {
        throw new IOException("no such market");
    }

    @Test
    void shouldRunTasksInProcessesOfTheServersHost() throws Exception {
        assertThat(pool.workers()).isEqualTo(2);
        assertThat(pool.call(PoolContract::pid)).isNotEqualTo(pid());
        Order order = new Order("ABC", 21);
        assertThat(pool.call(() -> twice(order))).isEqualTo(new Order("ABC", 42));
        assertThat(pool.submit(() -> twice(order)).get()).isEqualTo(new Order("ABC", 42));
    }

    @Test
    void shouldMap() throws Exception {
        List<Integer> items = IntStream.range(0, 100).boxed().toList();
        List<Integer> squares = items.stream().map(n -> n * n).toList();

        assertThat(pool.map(n -> n * n, items)).isEqualTo(squares);
        assertThat(pool.with(o -> o.withChunkSize(7)).map(PoolContract::twice, List.of(new Order("A", 1))))
                .containsExactly(new Order("A", 2));
        assertThat(pool.starMap(Math::max, List.of(java.util.Map.entry(1, 2)))).containsExactly(2);
        List<Integer> read = new ArrayList<>();
        try (ResultIterator<Integer> results = pool.imap(n -> n * n, items)) {
            results.forEachRemaining(read::add);
        }
        assertThat(read).isEqualTo(squares);
        try (ResultIterator<Integer> results = pool.imapUnordered(n -> n * n, items)) {
            assertThat(results.stream()).containsExactlyInAnyOrderElementsOf(squares);
        }
        List<Future<Long>> all = pool.invokeAll(List.of(new Answer(1), new Answer(2)));
        assertThat(all.get(1).get()).isEqualTo(2);
    }

    /** A task that is an object. */
    record Answer(long value) implements java.util.concurrent.Callable<Long>, Serializable {
        @Override
        public Long call() {
            return value;
        }
    }

    @Test
    void shouldTakeMoreTasksThanFitOnTheWay() throws Exception {
        List<CompletableFuture<Integer>> results = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            int n = i;
            results.add(pool.submit(() -> n + 1));
        }
        for (int i = 0; i < results.size(); i++) {
            assertThat(results.get(i).get()).isEqualTo(i + 1);
        }
    }

    @Test
    void shouldThrowWhatTheTaskThrewWithTheFramesOfThere() {
        Throwable failure = catchThrowable(() -> pool.call(PoolContract::fail));

        assertThat(failure).isInstanceOf(ExecutionException.class);
        assertThat(failure.getCause()).isInstanceOf(IOException.class).hasMessage("no such market");
        assertThat(Arrays.toString(failure.getCause().getStackTrace())).contains("PoolContract.fail");
    }

    @Test
    void shouldRefuseClassesThatTheServerDoesNotAllow() {
        assertThatThrownBy(() -> pool.call(new Foreigner()))
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isInstanceOf(CodecException.class)
                .hasMessageContaining("Foreigner")
                .hasMessageContaining("not allowed");
        // also within what a worker reads later
        assertThatThrownBy(() -> pool.map(Object::toString, List.of(new Foreigner())))
                .cause()
                .isInstanceOf(CodecException.class)
                .hasMessageContaining("Foreigner");
    }

    @Test
    void shouldCancelWhatRuns() {
        SharedLong entered = parley.longValue("entered");
        CompletableFuture<String> task = pool.submit(() -> hangAt("entered"));
        Awaitility.await().until(() -> entered.get() == 1);

        assertThat(task.cancel(true)).isTrue();

        assertThatThrownBy(task::get).isInstanceOf(CancellationException.class);
        assertThat(runsAgain()).isTrue();
    }

    private boolean runsAgain() {
        // both workers are free
        return IntStream.range(0, 4)
                .mapToObj(i -> pool.submit(PoolContract::pid))
                .allMatch(done -> done.join() > 0);
    }

    @Test
    void shouldEndTasksThatTakeTooLong() {
        Pool limited = pool.with(o -> o.withTimeout(Duration.ofMillis(200)));

        assertThatThrownBy(() -> limited.call(() -> hangAt("slow"))).hasCauseInstanceOf(TaskTimeoutException.class);
    }

    @Test
    void shouldSayThatAWorkerDied() {
        assertThatThrownBy(() -> pool.call(() -> {
                    Runtime.getRuntime().halt(7);
                    return null;
                }))
                .hasCauseInstanceOf(WorkerDiedException.class);
        assertThat(runsAgain()).isTrue();
    }

    @Test
    void shouldRunAgainWhatMayBeRunTwiceIfItsWorkerDies() throws Exception {
        parley.longValue("attempts");

        long attempts = pool.with(o -> o.idempotent()).call(() -> {
            long before = WorkerContext.current().parley().longValue("attempts").getAndAdd(1);
            if (before == 0) {
                Runtime.getRuntime().halt(7);
            }
            return before;
        });

        assertThat(attempts).isEqualTo(1);
    }

    @Test
    void shouldEndForThisClientOnly() throws Exception {
        CompletableFuture<Integer> last = pool.submit(() -> 1);
        pool.close();

        assertThat(last.get()).isEqualTo(1);
        assertThat(pool.isTerminated()).isTrue();
        assertThatThrownBy(() -> pool.submit(() -> 2)).isInstanceOf(RejectedExecutionException.class);
        assertThat(manager.pool("work").call(() -> 3)).isEqualTo(3);
    }

    @Test
    void shouldCancelAllAtOnce() throws Exception {
        SharedLong entered = parley.longValue("entered");
        List<CompletableFuture<String>> tasks = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            tasks.add(pool.submit(() -> hangAt("entered")));
        }
        Awaitility.await().until(() -> entered.get() == 2);

        pool.shutdownNow();

        assertThat(pool.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
        assertThat(tasks).allMatch(CompletableFuture::isCancelled);
        assertThat(manager.pool("work").call(() -> 3)).isEqualTo(3);
    }

    @Test
    void shouldSaySoIfThereIsNoSuchPool() {
        assertThatThrownBy(() -> manager.pool("play"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'play'")
                .hasMessageContaining("work");
    }

    @Test
    void shouldRefuseEveryTaskIfNothingIsAllowed() throws Exception {
        try (ManagerServer closed = ManagerServer.create(parley, KEY)
                        .pool("work", o -> o.withWorkers(1))
                        .start();
                Manager of = manager(closed)) {
            Pool refusing = of.pool("work");
            assertThatThrownBy(() -> refusing.call(() -> 1))
                    .hasCauseInstanceOf(SecurityException.class)
                    .hasMessageContaining("allowTasks");
        }
    }

    @Test
    void shouldRefuseResultsThatMeanNothingHere() {
        assertThatThrownBy(
                        () -> pool.call(() -> WorkerContext.current().parley().longValue("n")))
                .isInstanceOf(ExecutionException.class)
                .hasMessageContaining("name");
    }
}

/** Of a class that is not allowed. */
final class Foreigner implements io.parley.process.SerializableCallable<Integer> {
    private static final long serialVersionUID = 1L;

    @Override
    public Integer call() {
        return 1;
    }
}
