package io.parley.internal.wait;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.parley.Background;
import io.parley.WaitStrategy;
import io.parley.internal.memory.Memory;
import io.parley.internal.memory.TestFiles;
import io.parley.internal.os.SystemClock;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(60)
class DoorbellInterruptionTest {
    private static final long SLICE_NS = 3_600_000_000_000L;
    private static final int BELL = 128;
    private static final int STATE = 256;

    @TempDir
    Path directory;

    private Memory memory;
    private Doorbell bell;

    @BeforeEach
    void map() throws IOException {
        memory = TestFiles.map(TestFiles.zeros(directory.resolve("words"), 4096));
        bell = new Doorbell(memory, BELL, SystemClock.LOCAL);
    }

    static Stream<WaitStrategy> strategies() {
        return Stream.of(
                WaitStrategy.adaptive(),
                WaitStrategy.block(),
                WaitStrategy.spin(),
                WaitStrategy.park(Duration.ofSeconds(1)));
    }

    private boolean isSet() {
        return memory.getIntVolatile(STATE) != 0;
    }

    private boolean awaitSet(WaitStrategy strategy) throws InterruptedException {
        return bell.await(this::isSet, Deadline.NEVER, SLICE_NS, strategy);
    }

    @ParameterizedTest
    @MethodSource("strategies")
    void shouldEndTheWaitAndClearTheFlag(WaitStrategy strategy) throws Exception {
        Background<Boolean> waiter = Background.call(() -> {
            assertThatThrownBy(() -> awaitSet(strategy)).isInstanceOf(InterruptedException.class);
            return Thread.currentThread().isInterrupted();
        });
        if (strategy != WaitStrategy.spin()) {
            waiter.awaitAsleep();
        }

        waiter.thread().interrupt();

        assertThat(waiter.result()).as("flag").isFalse();
    }

    @ParameterizedTest
    @MethodSource("strategies")
    void shouldNotWaitAtAllWhenInterruptedBefore(WaitStrategy strategy) throws Exception {
        Background<Boolean> waiter = Background.call(() -> {
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> awaitSet(strategy)).isInstanceOf(InterruptedException.class);
            return Thread.currentThread().isInterrupted();
        });

        assertThat(waiter.result()).as("flag").isFalse();
    }

    @Test
    void shouldLeaveTheFlagAloneWhenThereIsNothingToWaitFor() throws Exception {
        memory.putIntVolatile(STATE, 1);
        Background<Boolean> waiter = Background.call(() -> {
            Thread.currentThread().interrupt();
            return awaitSet(WaitStrategy.adaptive()) && Thread.currentThread().isInterrupted();
        });

        assertThat(waiter.result()).isTrue();
    }

    @Test
    void shouldEndTheWaitOfTheInterruptedOnly() throws Exception {
        List<Background<Boolean>> waiters = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            waiters.add(Background.call(() -> awaitSet(WaitStrategy.block())).awaitAsleep());
        }

        waiters.get(1).thread().interrupt();

        assertThat(waiters.get(1).failure()).isInstanceOf(InterruptedException.class);
        assertThat(waiters.stream().filter(Background::isDone)).hasSize(1);
        memory.putIntVolatile(STATE, 1);
        bell.ringAll();
        assertThat(waiters.get(0).result()).isTrue();
        assertThat(waiters.get(2).result()).isTrue();
        assertThat(waiters.get(3).result()).isTrue();
    }

    @Test
    void shouldWaitAgainAfterAnInterruption() throws Exception {
        Background<Boolean> waiter = Background.call(() -> {
            assertThatThrownBy(() -> awaitSet(WaitStrategy.block())).isInstanceOf(InterruptedException.class);
            return awaitSet(WaitStrategy.block());
        });
        waiter.awaitAsleep();
        waiter.thread().interrupt();
        await().until(() -> !waiter.thread().isInterrupted());
        waiter.awaitAsleep();

        memory.putIntVolatile(STATE, 1);
        bell.ringAll();

        assertThat(waiter.result()).isTrue();
    }

    @Test
    void shouldEndWaitsThatAreInterruptedAtAnyMoment() throws Exception {
        for (int round = 0; round < 300; round++) {
            int pause = round;
            Background<Boolean> waiter =
                    Background.call(() -> bell.await(this::isSet, Deadline.NEVER, 50_000_000, WaitStrategy.block()));
            for (int i = 0; i < pause; i++) {
                Thread.onSpinWait();
            }

            waiter.thread().interrupt();

            assertThat(waiter.failure()).isInstanceOf(InterruptedException.class);
        }
    }

    @Test
    void shouldWakeAndInterruptVirtualThreads() throws Exception {
        Method start = Arrays.stream(Thread.class.getMethods())
                .filter(method -> method.getName().equals("startVirtualThread"))
                .findAny()
                .orElse(null);
        assumeThat(start).as("Java 21 or newer").isNotNull();
        int threads = 4 * Runtime.getRuntime().availableProcessors();
        List<FutureTask<Boolean>> waiters = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            FutureTask<Boolean> waiter = new FutureTask<>(() -> awaitSet(WaitStrategy.block()));
            waiters.add(waiter);
            start.invoke(null, waiter);
        }
        FutureTask<Boolean> interrupted = new FutureTask<>(() -> {
            assertThatThrownBy(() -> awaitSet(WaitStrategy.block())).isInstanceOf(InterruptedException.class);
            return Thread.currentThread().isInterrupted();
        });
        Thread victim = (Thread) start.invoke(null, interrupted);
        // all of them wait, and still there is a carrier for one more
        FutureTask<Boolean> free = new FutureTask<>(() -> true);
        await().until(() -> memory.getIntVolatile(BELL) < 0);
        start.invoke(null, free);
        assertThat(free.get()).isTrue();

        victim.interrupt();

        assertThat(interrupted.get()).as("flag").isFalse();
        assertThat(waiters).noneMatch(FutureTask::isDone);
        memory.putIntVolatile(STATE, 1);
        bell.ringAll();
        for (FutureTask<Boolean> each : waiters) {
            assertThat(each.get()).isTrue();
        }
    }
}
