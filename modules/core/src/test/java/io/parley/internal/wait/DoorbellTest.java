package io.parley.internal.wait;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.parley.Background;
import io.parley.WaitStrategy;
import io.parley.internal.memory.Memory;
import io.parley.internal.memory.TestFiles;
import io.parley.internal.os.SystemClock;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(60)
class DoorbellTest {
    /** So long that a wait which ends was ended by a ring or an interruption. */
    private static final long SLICE_NS = 3_600_000_000_000L;

    private static final int BELL = 128;
    private static final int STATE = 256;

    @TempDir
    Path directory;

    private Memory memory;
    private Doorbell bell;
    private Doorbell ringers;

    @BeforeEach
    void map() throws IOException {
        Path file = TestFiles.zeros(directory.resolve("words"), 4096);
        memory = TestFiles.map(file);
        bell = new Doorbell(memory, BELL, SystemClock.LOCAL);
        ringers = new Doorbell(TestFiles.map(file), BELL, SystemClock.LOCAL);
    }

    static Stream<WaitStrategy> strategies() {
        return Stream.of(
                WaitStrategy.adaptive(),
                WaitStrategy.block(),
                WaitStrategy.spin(),
                WaitStrategy.park(Duration.ofNanos(50_000)));
    }

    private boolean isSet() {
        return memory.getIntVolatile(STATE) != 0;
    }

    private Background<Boolean> waiter(WaitStrategy strategy) {
        return Background.call(() -> bell.await(this::isSet, Deadline.NEVER, SLICE_NS, strategy));
    }

    private void awaitAnnounced() {
        await().until(() -> memory.getIntVolatile(BELL) < 0);
    }

    @ParameterizedTest
    @MethodSource("strategies")
    void shouldNotWaitForWhatIsTrue(WaitStrategy strategy) throws Exception {
        memory.putIntVolatile(STATE, 1);

        assertThat(bell.await(this::isSet, Deadline.NEVER, SLICE_NS, strategy)).isTrue();
        assertThat(bell.await(this::isSet, System.nanoTime() - 1, SLICE_NS, strategy))
                .isTrue();
        assertThat(memory.getInt(BELL)).isZero();
    }

    @ParameterizedTest
    @MethodSource("strategies")
    void shouldNeverTimeOutEarly(WaitStrategy strategy, TestReporter reporter) throws Exception {
        long seed = Long.getLong("parley.seed", System.nanoTime());
        reporter.publishEntry("parley.seed", Long.toString(seed));
        Random random = new Random(seed);
        for (int i = 0; i < 30; i++) {
            long timeoutNs = random.nextInt(5_000_000);
            long sliceNs = random.nextBoolean() ? SLICE_NS : 1 + random.nextInt(1_000_000);
            long deadlineNs = System.nanoTime() + timeoutNs;

            boolean met = bell.await(this::isSet, deadlineNs, sliceNs, strategy);

            assertThat(System.nanoTime() - deadlineNs)
                    .as("late by, seed=%d", seed)
                    .isNotNegative();
            assertThat(met).isFalse();
        }
    }

    @ParameterizedTest
    @MethodSource("strategies")
    void shouldLookOnceWhenTheDeadlineHasPassed(WaitStrategy strategy) throws Exception {
        AtomicInteger looks = new AtomicInteger();

        boolean met = bell.await(() -> looks.incrementAndGet() < 0, System.nanoTime() - 1, SLICE_NS, strategy);

        assertThat(met).isFalse();
        assertThat(looks).hasPositiveValue();
    }

    @ParameterizedTest
    @MethodSource("strategies")
    void shouldEndTheWaitWhenTheStateChangesAndTheBellRings(WaitStrategy strategy) throws Exception {
        Background<Boolean> waiter = waiter(strategy);
        if (strategy.usesFutex()) {
            awaitAnnounced();
            waiter.awaitAsleep();
        }

        memory.putIntVolatile(STATE, 1);
        ringers.ring();

        assertThat(waiter.result()).isTrue();
    }

    @Test
    void shouldEndEveryWaitWhenTheBellRingsForAll() throws Exception {
        Background<Boolean> first = waiter(WaitStrategy.block());
        Background<Boolean> second = waiter(WaitStrategy.adaptive());
        first.awaitAsleep();
        second.awaitAsleep();
        awaitAnnounced();

        memory.putIntVolatile(STATE, 1);
        ringers.ringAll();

        assertThat(first.result()).isTrue();
        assertThat(second.result()).isTrue();
    }

    @Test
    void shouldGoBackToSleepWhenTheBellRingsForNothing() throws Exception {
        Background<Boolean> waiter = waiter(WaitStrategy.block());
        awaitAnnounced();

        for (int i = 0; i < 100; i++) {
            ringers.ringAll();
        }

        assertThat(waiter.isDone()).isFalse();
        memory.putIntVolatile(STATE, 1);
        ringers.ringAll();
        assertThat(waiter.result()).isTrue();
    }

    @Test
    void shouldCostNothingToRingWhenNobodyWaits() {
        ringers.ring();
        ringers.ringAll();

        assertThat(memory.getInt(BELL)).isZero();
    }

    @Test
    void shouldStopRingingWhenTheWaitersAreGone() throws Exception {
        bell.await(this::isSet, System.nanoTime() + 1_000_000, SLICE_NS, WaitStrategy.block());
        assertThat(memory.getInt(BELL)).as("the waiter's bit").isNegative();

        ringers.ringAll();
        int rung = memory.getInt(BELL);
        ringers.ringAll();

        assertThat(rung).isPositive();
        assertThat(memory.getInt(BELL)).isEqualTo(rung);
    }

    @Test
    void shouldWorkAcrossTheEndOfTheSequence() throws Exception {
        memory.putIntVolatile(BELL, Integer.MAX_VALUE);
        Background<Boolean> waiter = waiter(WaitStrategy.block());
        awaitAnnounced();
        waiter.awaitAsleep();

        ringers.ringAll();
        memory.putIntVolatile(STATE, 1);
        ringers.ringAll();

        assertThat(waiter.result()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("strategies")
    void shouldSayThatASliceWentBy(WaitStrategy strategy) throws Exception {
        AtomicInteger slices = new AtomicInteger();
        Doorbell.Condition never = new Doorbell.Condition() {
            @Override
            public boolean isTrue() {
                return false;
            }

            @Override
            public void sliceExpired() {
                slices.incrementAndGet();
            }
        };

        bell.await(never, System.nanoTime() + 30_000_000, 1_000_000, strategy);
        assertThat(slices).hasPositiveValue();

        slices.set(0);
        bell.await(never, System.nanoTime() + 5_000_000, SLICE_NS, strategy);
        assertThat(slices).hasValue(0);
    }

    @Test
    void shouldNoticeAChangeWithoutARingAfterASlice() throws Exception {
        Background<Boolean> waiter =
                Background.call(() -> bell.await(this::isSet, Deadline.NEVER, 2_000_000, WaitStrategy.block()));
        awaitAnnounced();

        memory.putIntVolatile(STATE, 1);

        assertThat(waiter.result()).isTrue();
    }

    @Test
    void shouldPassOnWhatTheConditionThrows() {
        assertThatThrownBy(() -> bell.await(
                        () -> {
                            throw new IllegalStateException("deleted");
                        },
                        Deadline.NEVER,
                        SLICE_NS,
                        WaitStrategy.block()))
                .hasMessage("deleted");
    }

    @Test
    void shouldEndTheWaitWhenTheMappingIsClosed() throws Exception {
        Background<Boolean> waiter =
                Background.call(() -> bell.await(this::isSet, Deadline.NEVER, 2_000_000, WaitStrategy.block()));
        awaitAnnounced();

        memory.close();

        assertThat(waiter.failure()).isInstanceOf(IllegalStateException.class).hasMessageContaining("handle is closed");
    }
}
