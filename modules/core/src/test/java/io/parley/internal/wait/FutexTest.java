package io.parley.internal.wait;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.parley.Background;
import io.parley.WaitStrategy;
import io.parley.internal.memory.Memory;
import io.parley.internal.memory.TestFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class FutexTest {
    private static final long HOUR_NS = 3_600_000_000_000L;
    private static final int WORD = 64;

    @TempDir
    Path directory;

    private Memory memory;
    private Memory other;

    @BeforeEach
    void map() throws IOException {
        Path file = TestFiles.zeros(directory.resolve("words"), 4096);
        memory = TestFiles.map(file);
        other = TestFiles.map(file);
    }

    private Background<Boolean> sleeper(boolean interruptible) {
        return Background.call(() -> {
            Futex.await(memory, WORD, 0, HOUR_NS, interruptible, WaitStrategy.block());
            return Thread.interrupted();
        });
    }

    @Test
    void shouldNotSleepOnAWordThatChangedAlready() {
        memory.putIntVolatile(WORD, 1);

        Futex.await(memory, WORD, 0, HOUR_NS, true, WaitStrategy.block());
        Futex.await(memory, WORD, 0, HOUR_NS, false, WaitStrategy.adaptive());

        assertThat(memory.getInt(WORD)).isEqualTo(1);
    }

    @Test
    void shouldSleepUntilItIsWokenThroughAnotherMapping() throws Exception {
        Background<Boolean> sleeper = sleeper(true).awaitAsleep();

        await().until(() -> Futex.wake(other, WORD, 1) == 1);

        assertThat(sleeper.result()).isFalse();
    }

    @Test
    void shouldWakeAtMostAsManyAsAsked() throws Exception {
        List<Background<Boolean>> sleepers = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            sleepers.add(sleeper(i % 2 == 0).awaitAsleep());
        }

        await().until(() -> Futex.wake(memory, WORD, 1) == 1);
        await().until(() -> sleepers.stream().filter(Background::isDone).count() == 1);

        int woken = 0;
        while (woken < 2) {
            woken += Futex.wake(memory, WORD, Integer.MAX_VALUE);
        }
        assertThat(woken).isEqualTo(2);
        for (Background<Boolean> each : sleepers) {
            each.result();
        }
        assertThat(Futex.wake(memory, WORD, 1)).isZero();
    }

    @Test
    void shouldWakeSleepersOfThatWordOnly() throws Exception {
        Background<Boolean> sleeper = sleeper(true).awaitAsleep();

        assertThat(Futex.wake(memory, WORD + 4, Integer.MAX_VALUE)).isZero();
        assertThat(Futex.wake(memory, 0, Integer.MAX_VALUE)).isZero();

        assertThat(sleeper.isDone()).isFalse();
        await().until(() -> Futex.wake(memory, WORD, 1) == 1);
        sleeper.result();
    }

    @Test
    void shouldReturnWhenTheTimeIsUp() {
        Futex.await(memory, WORD, 0, 1_000_000, true, WaitStrategy.block());
        Futex.await(memory, WORD, 0, 1_000_000, false, WaitStrategy.block());
        Futex.await(memory, WORD, 0, 0, false, WaitStrategy.block());
    }

    @Test
    void shouldEndAnInterruptibleSleepAndKeepTheFlag() throws Exception {
        Background<Boolean> sleeper = sleeper(true).awaitAsleep();

        sleeper.thread().interrupt();

        assertThat(sleeper.result()).isTrue();
    }

    @Test
    void shouldNotFallAsleepWithTheFlagSet() throws Exception {
        Background<Boolean> sleeper = Background.call(() -> {
            Thread.currentThread().interrupt();
            Futex.await(memory, WORD, 0, HOUR_NS, true, WaitStrategy.block());
            return Thread.interrupted();
        });

        assertThat(sleeper.result()).isTrue();
    }

    @Test
    void shouldSleepThroughInterruptionIfToldTo() throws Exception {
        Background<Boolean> sleeper = sleeper(false).awaitAsleep();

        sleeper.thread().interrupt();

        await().until(() -> Futex.wake(memory, WORD, 1) == 1);
        assertThat(sleeper.result()).isTrue();
    }

    @Test
    void shouldPauseAndNotSleepWithAParkStrategy() {
        Futex.await(memory, WORD, 0, HOUR_NS, true, WaitStrategy.park(Duration.ofMillis(1)));
    }

    @Test
    void shouldReturnAtOnceWithASpinStrategy() {
        Futex.await(memory, WORD, 0, HOUR_NS, true, WaitStrategy.spin());
    }

    @Test
    void shouldNotHoldUpGarbageCollection() throws Exception {
        List<Background<Boolean>> sleepers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            sleepers.add(sleeper(i % 2 == 0).awaitAsleep());
        }

        for (int i = 0; i < 5; i++) {
            System.gc();
        }

        assertThat(sleepers).noneMatch(Background::isDone);
        int woken = 0;
        while (woken < 4) {
            woken += Futex.wake(memory, WORD, Integer.MAX_VALUE);
        }
        for (Background<Boolean> each : sleepers) {
            each.result();
        }
    }

    @Test
    void shouldWakeNobodyThroughAClosedMapping() throws Exception {
        Background<Boolean> sleeper = sleeper(true).awaitAsleep();
        other.close();

        assertThat(Futex.wake(other, WORD, Integer.MAX_VALUE)).isZero();

        await().until(() -> Futex.wake(memory, WORD, 1) == 1);
        sleeper.result();
    }

    @Test
    void shouldSleepOnTwoWordsUntilEitherIsWoken() throws Exception {
        assertThat(Futex.canAwaitBoth()).as("Linux 5.16 or later").isTrue();
        for (int word : new int[] {WORD, 2 * WORD}) {
            for (boolean interruptible : new boolean[] {true, false}) {
                Background<Boolean> sleeper = sleeperOnTwo(interruptible).awaitAsleep();
                await().until(() -> Futex.wake(other, word, 1) == 1);
                assertThat(sleeper.result()).isFalse();
            }
        }
    }

    @Test
    void shouldNotSleepOnTwoWordsIfOneChangedAlready() throws Exception {
        memory.putIntVolatile(2 * WORD, 1);
        sleeperOnTwo(true).result();
        memory.putIntVolatile(2 * WORD, 0);
        memory.putIntVolatile(WORD, -1);
        sleeperOnTwo(false).result();
    }

    @Test
    void shouldCompareWordsWithTheHighestBit() throws Exception {
        memory.putIntVolatile(WORD, -1);
        memory.putIntVolatile(2 * WORD, Integer.MIN_VALUE);
        Background<Void> sleeper = Background.run(
                        () -> Futex.awaitBoth(memory, WORD, -1, memory, 2 * WORD, Integer.MIN_VALUE, HOUR_NS, true))
                .awaitAsleep();

        await().until(() -> Futex.wake(other, 2 * WORD, 1) == 1);
        sleeper.result();
    }

    @Test
    void shouldEndASleepOnTwoWordsWhenTheTimeIsUpAndNotBefore() {
        long startNs = System.nanoTime();
        Futex.awaitBoth(memory, WORD, 0, memory, 2 * WORD, 0, 20_000_000, true);
        assertThat(System.nanoTime() - startNs).isGreaterThanOrEqualTo(20_000_000);
    }

    @Test
    void shouldEndASleepOnTwoWordsByInterruption() throws Exception {
        Background<Boolean> sleeper = sleeperOnTwo(true).awaitAsleep();

        sleeper.thread().interrupt();

        assertThat(sleeper.result()).isTrue();
    }

    private Background<Boolean> sleeperOnTwo(boolean interruptible) {
        return Background.call(() -> {
            Futex.awaitBoth(memory, WORD, 0, memory, 2 * WORD, 0, HOUR_NS, interruptible);
            return Thread.interrupted();
        });
    }
}
