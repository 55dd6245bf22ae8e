package io.parley.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.parley.Parley;
import io.parley.process.ParleyProcess;
import io.parley.process.Pool;
import io.parley.process.ProcessPool;
import io.parley.process.TaskTimeoutException;
import io.parley.process.WorkerContext;
import io.parley.process.WorkerDiedException;
import io.parley.value.SharedLong;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** One pool of processes in good and in bad times; after each test it has its full number of workers again. */
@Timeout(60)
class ProcessPoolIT {
    private static final int WORKERS = 2;
    private static final int LARGE = 50 << 20;

    @TempDir
    static Path directory;

    private static Parley parley;
    private static ProcessPool pool;

    @BeforeAll
    static void open() {
        parley = Parley.open(directory.resolve("domain"));
        pool = parley.pool(
                options -> options.withName("it").withWorkers(WORKERS).withGrace(Duration.ofMillis(300)));
    }

    @AfterAll
    static void close() {
        pool.close();
        parley.close();
    }

    /** Both workers are at work at the same time. */
    @AfterEach
    void shouldHaveAllWorkersAgain() {
        await().atMost(Duration.ofSeconds(30)).until(() -> pool.toString().contains("free=" + WORKERS));
        assertThat(pool.processes()).hasSize(WORKERS);
    }

    @Test
    void shouldRunTasksInWorkersOfTheirOwn() throws Exception {
        long there = pool.call(Tasks::pid);
        assertThat(there).isNotEqualTo(Tasks.pid());
        assertThat(pool.call(() -> WorkerContext.current().name())).matches("it-[12]");
        assertThat(pool.call(() -> Thread.currentThread().getName())).matches("it-[12]-task");
        Object nothing = pool.call(() -> null);
        assertThat(nothing).isNull();
    }

    @Test
    void shouldReportDeathByExitHaltAndSignal() {
        assertDeath(() -> pool.call(() -> Tasks.exit(0)), "exit code 0");
        assertDeath(() -> pool.call(() -> Tasks.halt(3)), "exit code 3");
        WorkerDiedException killed = assertDeath(() -> pool.submit(Tasks::kill).get(), "signal 9");
        assertThat(killed).hasMessageContaining("out of memory").hasMessageContaining("a lambda of");
        assertThat(killed.exitStatus().endedBySignal()).hasValue(9);
        assertThat(killed.pid()).isPositive();
    }

    private static WorkerDiedException assertDeath(ThrowingCallable call, String how) {
        Throwable thrown = catchThrowable(call);
        assertThat(thrown).isInstanceOf(ExecutionException.class).hasCauseInstanceOf(WorkerDiedException.class);
        assertThat(thrown.getCause()).hasMessageContaining(how);
        return (WorkerDiedException) thrown.getCause();
    }

    @Test
    void shouldKeepLastLinesOfTheDead() {
        WorkerDiedException died = assertDeath(
                () -> pool.call(() -> {
                    System.err.println("what went wrong");
                    return Tasks.halt(4);
                }),
                "what went wrong");
        assertThat(died.lastLines()).contains("what went wrong");
    }

    @Test
    void shouldRunTaskAgainThatMayRunTwice() throws Exception {
        try (SharedLong begun = parley.longValue("begun")) {
            Pool twice = pool.with(options -> options.withRetries(1));
            assertThat(twice.call(() -> Tasks.dieOnce(begun))).isEqualTo(2);
            begun.set(0);
            assertDeath(() -> pool.call(() -> Tasks.dieOnce(begun)), "exit code 7");
        }
    }

    @Test
    void shouldSurviveStackOverflowAndReplaceAfterOutOfMemory() throws Exception {
        assertThatThrownBy(() -> pool.call(() -> Tasks.recurse(0))).hasCauseInstanceOf(StackOverflowError.class);
        Set<Long> before = pids();
        assertThatThrownBy(() -> pool.call(() -> new long[Integer.MAX_VALUE - 8].length))
                .hasCauseInstanceOf(OutOfMemoryError.class);
        await().atMost(Duration.ofSeconds(30)).until(() -> !pids().equals(before));
    }

    private static Set<Long> pids() {
        return pool.processes().stream().map(ParleyProcess::pid).collect(Collectors.toSet());
    }

    @Test
    void shouldEndTaskWhoseTimeIsUpAndSayWhereItWas() {
        Pool impatient = pool.with(options -> options.withTimeout(Duration.ofMillis(200)));
        assertThatThrownBy(() -> impatient.call(Tasks::stuck))
                .cause()
                .isInstanceOf(TaskTimeoutException.class)
                .hasMessageContaining("limit=PT0.2S")
                .hasMessageContaining("io.parley.pool.Tasks.stuck");
        assertThatThrownBy(() ->
                        impatient.submit(() -> Tasks.deadlock(Thread::new)).get())
                .cause()
                .isInstanceOf(TaskTimeoutException.class)
                .hasMessageContaining("io.parley.pool.Tasks.deadlock")
                .hasMessageContaining("that \"the-other-one\" has");
    }

    @Test
    void shouldInterruptCancelledTaskAndKeepItsWorker() {
        Set<Long> before = pids();
        CompletableFuture<String> future = pool.submit(Tasks::await);
        awaitBusy();
        assertThat(future.cancel(true)).isTrue();
        assertThatThrownBy(future::get).isInstanceOf(CancellationException.class);
        await().until(() -> pool.toString().contains("free=" + WORKERS));
        assertThat(pids()).isEqualTo(before);
    }

    @Test
    void shouldKillWorkerOfCancelledTaskThatDoesNotListen() {
        Set<Long> before = pids();
        CompletableFuture<String> future = pool.submit(Tasks::stuck);
        awaitBusy();
        assertThat(future.cancel(true)).isTrue();
        await().atMost(Duration.ofSeconds(30)).until(() -> !pids().equals(before));
    }

    private static void awaitBusy() {
        await().until(() -> pool.toString().contains("free=" + (WORKERS - 1)));
    }

    @Test
    void shouldTakeBackWhatWaits() throws Exception {
        List<CompletableFuture<String>> busy = List.of(pool.submit(Tasks::await), pool.submit(Tasks::await));
        await().until(() -> pool.toString().contains("free=0, waiting=0"));
        CompletableFuture<Integer> waits = pool.submit(() -> 1);
        assertThat(waits.cancel(false)).isTrue();
        assertThat(pool.toString()).contains("waiting=0");
        busy.forEach(task -> task.cancel(true));
        assertThat(pool.call(() -> 2)).isEqualTo(2);
    }

    @Test
    void shouldCancelTaskOfInterruptedCaller() throws Exception {
        CompletableFuture<Throwable> thrown = new CompletableFuture<>();
        Thread caller = new Thread(() -> {
            try {
                pool.call(Tasks::await);
            } catch (Throwable e) {
                thrown.complete(e);
            }
        });
        caller.start();
        awaitBusy();
        caller.interrupt();
        assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
    }

    @Test
    void shouldPassMessagesOfAnySize() throws Exception {
        byte[] large = new byte[LARGE];
        Arrays.fill(large, (byte) 7);
        assertThat(pool.call(() -> large.length)).isEqualTo(LARGE);
        assertThat(pool.call(() -> Arrays.copyOf(new byte[] {7}, LARGE)))
                .hasSize(LARGE)
                .startsWith(7, 0);
    }

    @Test
    void shouldFailTaskWhoseResultCannotTravel() throws Exception {
        Set<Long> before = pids();
        assertThatThrownBy(() -> pool.call(Thread::currentThread))
                .isInstanceOf(ExecutionException.class)
                .hasMessageContaining("Thread");
        ProcessPool captured = pool;
        assertThatThrownBy(() -> pool.submit(() -> captured.workers()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ProcessPool");
        assertThat(pids()).isEqualTo(before);
    }

    @Test
    void shouldGoOnWhenTaskClosesStandardStreams() throws Exception {
        List<Integer> closed = new ArrayList<>();
        for (int i = 0; i < WORKERS; i++) {
            closed.add(pool.call(ProcessPoolIT::closeStreams));
        }
        assertThat(closed).containsOnly(1);
        assertThat(pool.call(() -> 3)).isEqualTo(3);
    }

    private static int closeStreams() throws IOException {
        System.in.close();
        System.out.close();
        System.err.close();
        return 1;
    }

    @Test
    void shouldNotLetSlowCallbacksHoldUpOthers() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        List<CompletableFuture<?>> slow = new ArrayList<>();
        for (int i = 0; i < 3 * WORKERS; i++) {
            slow.add(pool.submit(() -> 1).thenRun(() -> awaitUninterrupted(release)));
        }
        assertThat(pool.submit(() -> 2).get()).isEqualTo(2);
        assertThat(pool.call(() -> 3)).isEqualTo(3);
        assertThat(slow).noneMatch(CompletableFuture::isDone);
        release.countDown();
        CompletableFuture.allOf(slow.toArray(new CompletableFuture<?>[0])).get();
    }

    private static void awaitUninterrupted(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void shouldAllowPoolsInWorkers() throws Exception {
        assertThat(pool.call(Tasks::inNestedPool)).isEqualTo(42);
    }

    @Test
    void shouldGiveTaskToAnotherWorkerIfItNeverArrived() throws Exception {
        shouldHaveAllWorkersAgain(); // one that is stopped while it starts would be waited for
        List<ParleyProcess> stopped = pool.processes();
        for (ParleyProcess worker : stopped) {
            signal("STOP", worker.pid());
            await().until(() -> isStopped(worker.pid()));
        }
        CompletableFuture<Long> future = pool.submit(Tasks::pid);
        awaitBusy();
        stopped.forEach(ParleyProcess::kill);
        assertThat(stopped).noneMatch(worker -> future.join().equals(worker.pid()));
    }

    /** Each thread of it: the signal is on its way when {@code kill} returns. */
    private static boolean isStopped(long pid) throws IOException {
        try (Stream<Path> threads = Files.list(Path.of("/proc", Long.toString(pid), "task"))) {
            for (Path thread : threads.toList()) {
                if (!Files.readString(thread.resolve("stat")).contains(") T ")) {
                    return false;
                }
            }
        }
        return true;
    }

    private static void signal(String name, long pid) throws Exception {
        Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(pid)).start();
        assertThat(kill.waitFor()).isZero();
    }

    @Test
    void shouldReplaceWorkersThatDieIdle() throws Exception {
        Set<Long> before = pids();
        pool.processes().forEach(ParleyProcess::kill);
        await().atMost(Duration.ofSeconds(30)).until(() -> pids().stream().noneMatch(before::contains));
        assertThat(pool.call(() -> 1)).isEqualTo(1);
    }
}
