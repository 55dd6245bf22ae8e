package io.parley.internal.wait;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.Background;
import io.parley.WaitStrategy;
import io.parley.internal.memory.Memory;
import io.parley.internal.memory.TestFiles;
import io.parley.internal.os.SystemClock;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Slices of an hour: a single wake-up that got lost is a hang. */
@Timeout(180)
class DoorbellLoadTest {
    private static final long SLICE_NS = 3_600_000_000_000L;
    private static final int BELL = 128;
    private static final int STATE = 256;
    private static final int ANSWER = 384;

    @TempDir
    Path directory;

    private Memory memory;
    private Doorbell bell;

    @BeforeEach
    void map() throws IOException {
        memory = TestFiles.map(TestFiles.zeros(directory.resolve("words"), 4096));
        bell = new Doorbell(memory, BELL, SystemClock.LOCAL);
    }

    private static WaitStrategy strategy(boolean block) {
        return block ? WaitStrategy.block() : WaitStrategy.adaptive();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldLoseNoRingForAll(boolean block) throws Exception {
        int waiters = 6;
        int changes = 5_000;
        List<Background<Integer>> all = new ArrayList<>();
        for (int w = 0; w < waiters; w++) {
            all.add(Background.call(() -> {
                int seen = 0;
                while (seen < changes) {
                    int known = seen;
                    bell.await(() -> memory.getIntVolatile(STATE) != known, Deadline.NEVER, SLICE_NS, strategy(block));
                    seen = memory.getIntVolatile(STATE);
                }
                return seen;
            }));
        }

        Background.Work ringer = () -> {
            for (int i = 0; i < changes / 2; i++) {
                memory.getAndAddInt(STATE, 1);
                bell.ringAll();
                if (i % 16 == 0) {
                    Thread.yield();
                }
            }
        };
        Background<Void> first = Background.run(ringer);
        Background<Void> second = Background.run(ringer);

        first.result();
        second.result();
        for (Background<Integer> each : all) {
            assertThat(each.result()).isEqualTo(changes);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldLoseNoRingForOne(boolean block) throws Exception {
        int takers = 4;
        int permits = 10_000;
        AtomicInteger taken = new AtomicInteger();
        List<Background<Void>> all = new ArrayList<>();
        for (int t = 0; t < takers; t++) {
            all.add(Background.run(() -> {
                while (taken.get() < permits) {
                    bell.await(
                            () -> memory.getIntVolatile(STATE) > 0 || taken.get() == permits,
                            Deadline.NEVER,
                            SLICE_NS,
                            strategy(block));
                    int available = memory.getIntVolatile(STATE);
                    if (available > 0
                            && memory.compareAndSetInt(STATE, available, available - 1)
                            && taken.incrementAndGet() == permits) {
                        bell.ringAll();
                    }
                }
            }));
        }

        Background.Work giver = () -> {
            for (int i = 0; i < permits / 2; i++) {
                memory.getAndAddInt(STATE, 1);
                bell.ring();
                if (i % 8 == 0) {
                    Thread.yield();
                }
            }
        };
        Background<Void> first = Background.run(giver);
        Background<Void> second = Background.run(giver);

        first.result();
        second.result();
        for (Background<Void> each : all) {
            each.result();
        }
        assertThat(taken).hasValue(permits);
        assertThat(memory.getInt(STATE)).isZero();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldPassTheTurnBackAndForth(boolean block) throws Exception {
        int rounds = 5_000;
        Doorbell answers = new Doorbell(memory, ANSWER + 128, SystemClock.LOCAL);
        Background<Void> echo = Background.run(() -> {
            for (int round = 1; round <= rounds; round++) {
                int expected = round;
                bell.await(() -> memory.getIntVolatile(STATE) == expected, Deadline.NEVER, SLICE_NS, strategy(block));
                memory.putIntVolatile(ANSWER, round);
                answers.ring();
            }
        });

        for (int round = 1; round <= rounds; round++) {
            int expected = round;
            memory.putIntVolatile(STATE, round);
            bell.ring();
            answers.await(() -> memory.getIntVolatile(ANSWER) == expected, Deadline.NEVER, SLICE_NS, strategy(block));
        }

        echo.result();
        assertThat(memory.getInt(ANSWER)).isEqualTo(rounds);
    }
}
