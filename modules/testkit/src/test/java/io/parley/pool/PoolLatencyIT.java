package io.parley.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.parley.ObjectDeletedException;
import io.parley.Parley;
import io.parley.ParleyConfig;
import io.parley.ProcessInfo;
import io.parley.observe.LatencyHistogram;
import io.parley.observe.LatencyKind;
import io.parley.observe.ObjectLatency;
import io.parley.process.ProcessPool;
import io.parley.process.SerializableCallable;
import io.parley.process.WorkerDiedException;
import io.parley.sync.SharedEvent;
import io.parley.testkit.CrashTestWatcher;
import io.parley.testkit.ForkedJvm;
import io.parley.testkit.Script;
import io.parley.testkit.verify.DomainVerifier;
import io.parley.value.SharedLong;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** How long tasks are queued and run, counted by their workers, seen by whoever looks. */
@Timeout(180)
@ExtendWith(CrashTestWatcher.class)
class PoolLatencyIT {
    private static final Duration HANG = Duration.ofSeconds(60);
    private static final long SHORT_NS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final int TASKS = 20;

    @TempDir
    Path directory;

    private Path domain;
    private Parley parley;

    @BeforeEach
    void open() {
        domain = directory.resolve("domain");
        parley = Parley.open(ParleyConfig.at(domain).withDurable(false));
    }

    @AfterEach
    void close() {
        parley.close();
    }

    private ProcessPool pool(int workers) {
        return parley.pool(options -> options.withName("resizer").withWorkers(workers));
    }

    private static long count(ObjectLatency latency, LatencyKind kind) {
        try (LatencyHistogram histogram = latency.histogram(kind)) {
            return histogram.totalCount();
        }
    }

    private static void run(ProcessPool pool, int tasks) throws Exception {
        for (int i = 0; i < tasks; i++) {
            assertThat(pool.submit(() -> 6 * 7).get()).isEqualTo(42);
        }
    }

    /** Switches recording on, and later says what was counted; has no pool itself. Arguments: domain. */
    static final class Onlooker {
        public static void main(String[] args) {
            try (Parley parley = Parley.open(Path.of(args[0]))) {
                ObjectLatency latency =
                        ObjectLatency.find(parley, "resizer.pool").orElseThrow();
                latency.start();
                Script.barrier("started");
                Script.report("queueing", count(latency, LatencyKind.QUEUEING));
                Script.report("run", count(latency, LatencyKind.RUN));
            }
        }
    }

    @Test
    void shouldKeepWhatAKilledWorkerCounted() throws Exception {
        try (ProcessPool pool = pool(1);
                ForkedJvm onlooker = ForkedJvm.fork(Onlooker.class, domain.toString())) {
            run(pool, 1);
            onlooker.awaitReached("started", HANG);
            run(pool, TASKS);
            CompletableFuture<String> killed = pool.submit(Tasks::kill);
            assertThatThrownBy(killed::get)
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(WorkerDiedException.class);
            run(pool, TASKS);

            onlooker.proceed("started");

            assertThat(onlooker.awaitReported("queueing", HANG)).isEqualTo(Integer.toString(2 * TASKS + 1));
            assertThat(onlooker.awaitReported("run", HANG)).isEqualTo(Integer.toString(2 * TASKS));
            onlooker.awaitExit(0, HANG);
            assertThat(pool.latency().isOn()).isTrue();
            assertThat(DomainVerifier.findings(domain)).isEmpty();
        }
    }

    @Test
    void shouldTellHowLongTasksWereQueuedAndRan() throws Exception {
        SharedEvent mayEnd = parley.event("may-end");
        SharedEvent runs = parley.event("runs");
        try (ProcessPool pool = pool(1)) {
            ObjectLatency latency = pool.latency();
            assertThat(latency.start()).isTrue();
            CompletableFuture<Boolean> first = pool.submit(() -> {
                runs.set();
                return mayEnd.await(HANG);
            });
            assertThat(runs.await(HANG)).isTrue();
            CompletableFuture<Integer> second = pool.submit(() -> 1);
            long untilNs = System.nanoTime() + SHORT_NS;
            while (System.nanoTime() < untilNs) {
                LockSupport.parkNanos(untilNs - System.nanoTime());
            }
            assertThat(count(latency, LatencyKind.RUN)).as("none has ended").isZero();
            mayEnd.set();
            first.get();
            second.get();

            try (LatencyHistogram queueing = latency.histogram(LatencyKind.QUEUEING);
                    LatencyHistogram run = latency.histogram(LatencyKind.RUN)) {
                assertThat(queueing.totalCount()).isEqualTo(2);
                assertThat(queueing.snapshot().getMaxValue()).isGreaterThanOrEqualTo(SHORT_NS);
                assertThat(run.totalCount()).isEqualTo(2);
                assertThat(run.snapshot().getMaxValue()).isGreaterThanOrEqualTo(SHORT_NS);
            }
        }
    }

    @Test
    void shouldCountEveryTaskHoweverItIsGivenWhileItIsOn() throws Exception {
        try (ProcessPool pool = pool(2)) {
            ObjectLatency latency = pool.latency();
            run(pool, 3);
            latency.start();
            pool.call(() -> 1);
            pool.submit(() -> {}).get();
            pool.with(options -> options.withChunkSize(1))
                    .map(item -> item + 1, IntStream.range(0, 10).boxed().toList());
            pool.with(options -> options.withChunkSize(5))
                    .map(item -> item + 1, IntStream.range(0, 10).boxed().toList());
            CompletableFuture<Integer> failing = pool.submit(PoolLatencyIT::fail);
            assertThatThrownBy(failing::get).isInstanceOf(ExecutionException.class);
            CompletableFuture<Integer> large = pool.submit(sum(new byte[300_000]));
            assertThat(large.get()).isZero();
            latency.stop();
            run(pool, 3);

            assertThat(count(latency, LatencyKind.QUEUEING)).isEqualTo(1 + 1 + 10 + 2 + 1 + 1);
            assertThat(count(latency, LatencyKind.RUN)).isEqualTo(1 + 1 + 10 + 2 + 1 + 1);
            assertThat(latency).hasToString("ObjectLatency(resizer.pool, off, [QUEUEING, RUN])");
        }
    }

    private static int fail() {
        throw new IllegalStateException("as asked");
    }

    private static SerializableCallable<Integer> sum(byte[] bytes) {
        return () -> {
            int sum = 0;
            for (byte each : bytes) {
                sum += each;
            }
            return sum;
        };
    }

    @Test
    void shouldCountATaskThatRunsAgainTwice() throws Exception {
        SharedLong begun = parley.longValue("begun", 0);
        try (ProcessPool pool = pool(1)) {
            pool.latency().start();

            long result = pool.with(options -> options.withRetries(1))
                    .submit(() -> Tasks.dieOnce(begun))
                    .get();

            assertThat(result).isEqualTo(2);
            assertThat(count(pool.latency(), LatencyKind.QUEUEING)).isEqualTo(2);
            assertThat(count(pool.latency(), LatencyKind.RUN)).isEqualTo(1);
        }
    }

    @Test
    void shouldKeepPoolsOfOneNameApart() throws Exception {
        try (ProcessPool first = pool(1);
                ProcessPool second = pool(1)) {
            first.latency().start();
            run(first, 2);
            run(second, 3);
            second.latency().start();
            run(second, 1);

            assertThat(first.latency()).asString().contains("resizer.pool");
            assertThat(second.latency()).asString().contains("resizer-2.pool");
            assertThat(count(first.latency(), LatencyKind.RUN)).isEqualTo(2);
            assertThat(count(second.latency(), LatencyKind.RUN)).isEqualTo(1);
        }
    }

    @Test
    void shouldEndWithThePool() throws Exception {
        ProcessPool pool = pool(1);
        ObjectLatency latency = pool.latency();
        latency.start();
        LatencyHistogram runs = latency.histogram(LatencyKind.RUN);
        run(pool, TASKS);

        pool.close();
        pool.shutdown();

        assertThat(runs.isDeleted()).isTrue();
        assertThat(runs.snapshot().getTotalCount()).isEqualTo(TASKS);
        assertThatThrownBy(pool::latency)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("pool has ended");
        assertThatThrownBy(latency::start).isInstanceOf(ObjectDeletedException.class);
        for (String left : List.of("resizer.pool", "resizer.pool.run.hist", "resizer.pool.queueing.hist")) {
            assertThat(domain.resolve(left)).doesNotExist();
        }
    }

    @Test
    void shouldEndWithTheDomain() throws Exception {
        ProcessPool pool = pool(1);
        pool.latency().start();
        run(pool, 1);

        parley.close();

        assertThat(pool.isTerminated()).isTrue();
        assertThat(domain.resolve("resizer.pool")).doesNotExist();
        assertThat(domain.resolve("resizer.pool.run.hist")).doesNotExist();
    }

    /** Has a pool at work, with recording on, until it is killed. Arguments: domain. */
    static final class Owner {
        public static void main(String[] args) throws Exception {
            Parley parley = Parley.open(Path.of(args[0]));
            ProcessPool pool =
                    parley.pool(options -> options.withName("resizer").withWorkers(2));
            pool.latency().start();
            Script.reached("working");
            while (true) {
                pool.submit(() -> 1).get();
            }
        }
    }

    @Test
    void shouldGoOnAfterTheDeathOfThePoolsProcess() throws Exception {
        long left;
        try (ForkedJvm owner = ForkedJvm.fork(Owner.class, domain.toString())) {
            owner.awaitReached("working", HANG);
            ObjectLatency seen = ObjectLatency.find(parley, "resizer.pool").orElseThrow();
            await().atMost(HANG).until(() -> count(seen, LatencyKind.RUN) >= TASKS);
            owner.kill();
            owner.waitFor(HANG);
            await().atMost(HANG)
                    .until(() -> parley.processes().stream()
                                    .filter(ProcessInfo::alive)
                                    .count()
                            == 1);
            left = count(seen, LatencyKind.RUN);
            assertThat(count(seen, LatencyKind.QUEUEING)).isBetween(left, left + 2);
        }
        parley.reap();
        assertThat(DomainVerifier.findings(domain)).isEmpty();

        try (ProcessPool next = pool(1)) {
            run(next, TASKS);

            assertThat(next.latency()).asString().contains("resizer.pool, on");
            assertThat(count(next.latency(), LatencyKind.RUN)).isEqualTo(left + TASKS);
        }
        assertThat(domain.resolve("resizer.pool.run.hist")).doesNotExist();
    }
}
