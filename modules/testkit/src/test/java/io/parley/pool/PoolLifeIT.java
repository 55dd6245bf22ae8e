package io.parley.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.parley.Parley;
import io.parley.process.BrokenPoolException;
import io.parley.process.ParleyProcess;
import io.parley.process.PoolOptions;
import io.parley.process.ProcessFactory;
import io.parley.process.ProcessPool;
import io.parley.process.WorkerContext;
import io.parley.value.SharedLong;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** How pools begin, end and give up; afterwards there is no process of theirs and no file. */
@Timeout(60)
class PoolLifeIT {
    @TempDir
    Path directory;

    private Parley parley;

    @BeforeEach
    void open() {
        parley = Parley.open(directory.resolve("domain"));
    }

    @AfterEach
    void shouldLeaveNothing() {
        parley.close();
        await().atMost(Duration.ofSeconds(30))
                .until(() -> ParleyProcess.activeChildren().isEmpty());
        assertThat(leftovers()).isEmpty();
    }

    private List<String> leftovers() {
        try (Stream<Path> files = Files.list(directory.resolve("domain"))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith(".tmp"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ProcessPool pool(int workers) {
        return parley.pool(
                options -> options.withName("life").withWorkers(workers).withGrace(Duration.ofMillis(200)));
    }

    @Test
    void shouldDoWhatWasSubmittedBeforeShutdown() throws Exception {
        List<CompletableFuture<Integer>> futures = new ArrayList<>();
        ProcessPool pool = pool(1);
        for (int i = 0; i < 20; i++) {
            int number = i;
            futures.add(pool.submit(() -> number));
        }
        pool.shutdown();
        pool.shutdown();
        assertThat(pool.isShutdown()).isTrue();
        assertThatThrownBy(() -> pool.submit(() -> 1))
                .isInstanceOf(RejectedExecutionException.class)
                .hasMessageContaining("shut down");
        assertThat(pool.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
        assertThat(pool.isTerminated()).isTrue();
        for (int i = 0; i < 20; i++) {
            assertThat(futures.get(i)).isCompletedWithValue(i);
        }
        pool.close();
    }

    @Test
    void shouldStopWhatRunsAndGiveBackWhatWaits() throws Exception {
        ProcessPool pool = pool(1);
        CompletableFuture<String> runs = pool.submit(Tasks::stuck);
        await().until(() -> pool.toString().contains("waiting=0"));
        CompletableFuture<Integer> waits = pool.submit(() -> 1);
        List<Runnable> notStarted = pool.shutdownNow();
        assertThat(notStarted).hasSize(1);
        assertThatThrownBy(runs::get).isInstanceOf(CancellationException.class);
        assertThatThrownBy(waits::get).isInstanceOf(CancellationException.class);
        assertThat(pool.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
        assertThat(pool.shutdownNow()).isEmpty();
    }

    @Test
    void shouldEndWithItsDomain() {
        ProcessPool pool = pool(1);
        CompletableFuture<String> runs = pool.submit(Tasks::stuck);
        parley.close();
        assertThat(runs).isCancelled();
        assertThat(pool.isTerminated()).isTrue();
    }

    @Test
    void shouldStopTasksWhenInterruptedInClose() {
        ProcessPool pool = pool(1);
        CompletableFuture<String> runs = pool.submit(Tasks::await);
        Thread.currentThread().interrupt();
        pool.close();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(runs).isCancelled();
        assertThat(pool.isTerminated()).isTrue();
    }

    @Test
    void shouldGiveUpWhenInitializerFailsAgainAndAgain() throws Exception {
        try (SharedLong begun = parley.longValue("begun");
                ProcessPool pool = parley.pool(options ->
                        options.withWorkers(1).withInitializerFailures(2).withInitializer(() -> failFor(begun)))) {
            CompletableFuture<Integer> future = pool.submit(() -> 1);
            assertThatThrownBy(future::get)
                    .cause()
                    .isInstanceOf(BrokenPoolException.class)
                    .hasMessageContaining("2 times in a row")
                    .hasMessageContaining("no model here")
                    .hasCauseInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> pool.submit(() -> 1)).isInstanceOf(BrokenPoolException.class);
            assertThat(pool.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
            assertThat(begun.get()).isEqualTo(2);
        }
    }

    private static void failFor(SharedLong begun) {
        begun.incrementAndGet();
        throw new IllegalStateException("no model here");
    }

    @Test
    void shouldGiveUpWhenJvmDoesNotStart() {
        try (ProcessFactory factory = parley.processes(options -> options.withJvmFlags("-XX:+NoSuchFlag"));
                ProcessPool pool =
                        factory.pool(options -> options.withWorkers(1).withInitializerFailures(2))) {
            assertThatThrownBy(() -> pool.call(() -> 1))
                    .satisfies(thrown -> assertThat(thrown.getMessage() + thrown.getCause())
                            .contains("NoSuchFlag")
                            .contains("gave up"));
        }
    }

    @Test
    void shouldReplaceWorkerAfterItsNumberOfTasks() throws Exception {
        try (ProcessPool pool = parley.pool(options -> options.withWorkers(1).withMaxTasksPerWorker(2))) {
            Set<Long> pids = new HashSet<>();
            for (int i = 0; i < 5; i++) {
                pids.add(pool.call(Tasks::pid));
            }
            assertThat(pids).hasSize(3);
        }
    }

    @Test
    void shouldRejectMoreThanMayWait() throws Exception {
        try (ProcessPool pool = parley.pool(options -> options.withWorkers(1).withMaxPending(2))) {
            CompletableFuture<String> runs = pool.submit(Tasks::await);
            await().until(() -> pool.toString().contains("waiting=0"));
            pool.submit(() -> 1);
            pool.submit(() -> 2);
            assertThatThrownBy(() -> pool.submit(() -> 3))
                    .isInstanceOf(RejectedExecutionException.class)
                    .hasMessageContaining("waiting=2")
                    .hasMessageContaining("allowed=2");
            runs.cancel(true);
        }
    }

    @Test
    void shouldRunInitializerOnceInEachWorker() throws Exception {
        try (ProcessPool pool = parley.pool(options -> options.withWorkers(1)
                .withInitializer(() -> WorkerContext.current()
                        .attributes()
                        .merge("initialized", 1, (old, one) -> (Integer) old + 1)))) {
            assertThat(pool.call(() -> WorkerContext.current().attributes().get("initialized")))
                    .isEqualTo(1);
        }
    }

    @Test
    void shouldRefuseImpossibleOptions() {
        assertThatThrownBy(() -> parley.pool(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> PoolOptions.defaults().withMaxPending(-1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldEndThoseStartedWhenOneCannotBe() {
        try (ProcessFactory factory =
                parley.processes(options -> options.withWorkingDirectory(directory.resolve("no")))) {
            assertThatThrownBy(() -> factory.pool(options -> options.withWorkers(2)))
                    .isInstanceOf(RuntimeException.class)
                    .hasMessageContaining("no");
        }
    }
}
