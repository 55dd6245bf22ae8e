package io.parley.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.parley.Parley;
import io.parley.process.ParleyProcess;
import io.parley.process.Pool;
import io.parley.process.ProcessPool;
import io.parley.process.WorkerDiedException;
import io.parley.testkit.ForkedJvm;
import io.parley.testkit.Script;
import io.parley.testkit.Seeds;
import io.parley.value.SharedLongArray;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Pools whose workers, or whose owner, are killed in the middle of the work. */
@Timeout(120)
class PoolUnderFireIT {
    private static final int WORKERS = 3;
    private static final int KILLS = 5;
    private static final int BATCH = 60;
    private static final int MAX_TASKS = 100_000;
    private static final Duration HANG = Duration.ofSeconds(60);

    @TempDir
    Path directory;

    private Parley parley;

    @BeforeEach
    void open() {
        parley = Parley.open(directory.resolve("domain"));
    }

    @AfterEach
    void close() {
        parley.close();
    }

    @Test
    void shouldDoEachTaskOnceOrSayThatItsWorkerDied() throws Exception {
        Random random = new Random(Seeds.derive("pool under fire"));
        List<CompletableFuture<Integer>> futures = new ArrayList<>();
        try (SharedLongArray done = parley.longArray("done", MAX_TASKS);
                ProcessPool pool =
                        parley.pool(options -> options.withWorkers(WORKERS).withInitializerFailures(MAX_TASKS))) {
            Pool twice = pool.with(options -> options.withRetries(2 * KILLS));
            for (int kill = 0; kill < KILLS; kill++) {
                for (int i = 0; i < BATCH; i++) {
                    int task = futures.size();
                    futures.add((isTwice(task) ? twice : pool).submit(() -> work(done, task)));
                }
                awaitProgress(futures, random.nextInt(BATCH));
                List<ParleyProcess> workers = pool.processes();
                workers.get(random.nextInt(workers.size())).kill();
            }
            int failed = 0;
            for (int task = 0; task < futures.size(); task++) {
                if (hasFailed(futures.get(task))) {
                    failed++;
                    assertThat(isTwice(task)).isFalse();
                    assertThat(done.get(task)).isLessThanOrEqualTo(1);
                } else {
                    assertThat(futures.get(task)).isCompletedWithValue(task);
                    assertThat(done.get(task)).isBetween(1L, isTwice(task) ? 1L + KILLS : 1L);
                }
            }
            assertThat(failed).isLessThanOrEqualTo(KILLS);
            await().atMost(HANG).until(() -> pool.toString().contains("free=" + WORKERS));
            assertThat(pool.processes()).hasSize(WORKERS);
        }
        assertThat(ParleyProcess.activeChildren()).isEmpty();
        assertThat(leftovers()).isEmpty();
    }

    private static boolean isTwice(int task) {
        return task % 3 == 0;
    }

    private static int work(SharedLongArray done, int task) {
        LockSupport.parkNanos(1_000_000);
        done.getAndAdd(task, 1);
        return task;
    }

    /** The pool is in the middle of the batch. */
    private static void awaitProgress(List<CompletableFuture<Integer>> futures, int ofBatch) {
        int wanted = futures.size() - BATCH + ofBatch;
        await().atMost(HANG)
                .pollInterval(Duration.ofMillis(2))
                .until(() -> futures.stream().filter(CompletableFuture::isDone).count() >= wanted);
    }

    private static boolean hasFailed(CompletableFuture<Integer> future) {
        try {
            future.join();
            return false;
        } catch (CompletionException e) {
            assertThat(e).hasCauseInstanceOf(WorkerDiedException.class);
            return true;
        }
    }

    private List<String> leftovers() throws IOException {
        try (Stream<Path> files = Files.list(directory.resolve("domain"))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith(".tmp"))
                    .toList();
        }
    }

    /** A thousand small tasks stay in order, and every worker has a part in them. */
    @Test
    void shouldKeepOrderOverManyWorkers() throws Exception {
        try (ProcessPool pool = parley.pool(4)) {
            List<Integer> items = IntStream.range(0, 1_000).boxed().toList();
            Pool oneByOne = pool.with(options -> options.withChunkSize(1));
            List<Integer> results = oneByOne.map(PoolUnderFireIT::slowly, items);
            assertThat(results).isEqualTo(items);
        }
    }

    private static int slowly(int item) {
        LockSupport.parkNanos(1_000_000);
        return item;
    }

    /** Has a pool at work. Arguments: domain. */
    static final class Owner {
        public static void main(String[] args) throws Exception {
            Parley parley = Parley.open(Path.of(args[0]));
            ProcessPool pool = parley.pool(2);
            AtomicInteger ready = new AtomicInteger();
            for (int i = 0; i < 2; i++) {
                pool.submit(Tasks::stuck);
                ready.incrementAndGet();
            }
            while (!pool.toString().contains("waiting=0")) {
                Thread.onSpinWait();
            }
            Script.report(
                    "workers",
                    pool.processes().stream().map(p -> Long.toString(p.pid())).collect(Collectors.joining(",")));
            Script.barrier("killed");
        }
    }

    @Test
    void shouldEndWorkersOfDeadOwnerAndLeaveNothing() throws Exception {
        ForkedJvm owner = ForkedJvm.fork(Owner.class, parley.directory().toString());
        List<ProcessHandle> workers = Stream.of(
                        owner.awaitReported("workers", HANG).split(","))
                .map(pid -> ProcessHandle.of(Long.parseLong(pid)).orElseThrow())
                .toList();
        assertThat(workers).hasSize(2).allMatch(ProcessHandle::isAlive);

        owner.kill();

        owner.waitFor(HANG);
        await().atMost(HANG).until(() -> workers.stream().noneMatch(ProcessHandle::isAlive));
        Parley.open(parley.directory()).close();
        parley.close();
        Parley.open(directory.resolve("domain")).close(); // reaps
        assertThat(leftovers()).isEmpty();
    }
}
