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
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class MultiWaitTest {
    private static final int COUNT = 5;
    private static final int STATE = 2048;

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

    private List<WaitSource> sources(int count) {
        List<WaitSource> sources = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int state = STATE + 4 * i;
            sources.add(new BellSource(
                    new Doorbell(memory, 4 * i, SystemClock.LOCAL),
                    () -> memory.isClosed() || memory.getIntVolatile(state) != 0));
        }
        return sources;
    }

    private void change(int source) {
        other.putIntVolatile(STATE + 4 * source, 1);
        new Doorbell(other, 4 * source, SystemClock.LOCAL).ring();
    }

    private static MultiWait wait(List<WaitSource> sources, boolean oneCall) {
        return new MultiWait(sources, WaitStrategy.block(), MultiWait.SLICE_NS, oneCall);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldBeWokenThroughAnotherMappingByEachOfThem(boolean oneCall) throws Exception {
        MultiWait wait = wait(sources(COUNT), oneCall);
        for (int i = 0; i < COUNT; i++) {
            Background<Boolean> waiter = Background.call(() -> wait.await(Deadline.NEVER, () -> false))
                    .awaitAsleep();

            change(i);

            assertThat(waiter.result()).isTrue();
            assertThat(wait.isTrue(i)).isTrue();
            other.putIntVolatile(STATE + 4 * i, 0);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 128, 129, 300})
    void shouldSleepOnAnyNumberOfWords(int count) throws Exception {
        MultiWait wait = wait(sources(count), true);
        for (int i : new int[] {0, count / 2, count - 1}) {
            Background<Boolean> waiter = Background.call(() -> wait.await(Deadline.NEVER, () -> false))
                    .awaitAsleep();

            change(i);

            assertThat(waiter.result()).isTrue();
            other.putIntVolatile(STATE + 4 * i, 0);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldBeEndedByInterruption(boolean oneCall) throws Exception {
        MultiWait wait = wait(sources(COUNT), oneCall);
        Background<Boolean> waiter =
                Background.call(() -> wait.await(Deadline.NEVER, () -> false)).awaitAsleep();

        waiter.thread().interrupt();

        assertThat(waiter.failure()).isInstanceOf(InterruptedException.class);
    }

    @Test
    void shouldNotSleepOnClosedMemory() throws Exception {
        MultiWait wait = wait(sources(COUNT), true);
        Background<Boolean> waiter =
                Background.call(() -> wait.await(Deadline.NEVER, () -> false)).awaitAsleep();

        memory.close();

        assertThat(waiter.result()).isTrue();
    }

    @Test
    void shouldAskForARingBeforeItSleepsAndLookAgainWhenASliceIsOver() throws Exception {
        AtomicBoolean armed = new AtomicBoolean();
        AtomicBoolean expired = new AtomicBoolean();
        Doorbell bell = new Doorbell(memory, 0, SystemClock.LOCAL);
        WaitSource source = new WaitSource() {
            @Override
            public Doorbell bell() {
                return bell;
            }

            @Override
            public boolean isTrue() {
                return armed.get() && expired.get();
            }

            @Override
            public void beforeSleep() {
                // who arms the source relies on the bit
                armed.set(bell.hasWaiters());
            }

            @Override
            public void sliceExpired() {
                expired.set(true);
            }
        };

        assertThat(wait(List.of(source, sources(2).get(1)), true).await(Deadline.NEVER, () -> false))
                .isTrue();
    }

    @Test
    void shouldGiveUpWhenItIsTold() throws Exception {
        AtomicBoolean given = new AtomicBoolean();
        Background<Boolean> waiter = Background.call(
                        () -> wait(sources(COUNT), true).await(Deadline.NEVER, given::get))
                .awaitAsleep();

        given.set(true);

        assertThat(waiter.result()).isFalse();
    }

    @Test
    void shouldMissNoRing() throws Exception {
        Random random = new Random(7);
        int rounds = 3_000;
        List<WaitSource> sources = sources(COUNT);
        MultiWait wait = new MultiWait(sources, WaitStrategy.block(), MultiWait.SLICE_NS);
        Background<Void> waiter = Background.run(() -> {
            for (int taken = 0; taken < rounds; ) {
                wait.await(Deadline.NEVER, () -> false);
                for (int i = 0; i < COUNT; i++) {
                    if (memory.compareAndSetInt(STATE + 4 * i, 1, 0)) {
                        taken++;
                    }
                }
            }
        });

        for (int i = 0; i < rounds; i++) {
            int source = random.nextInt(COUNT);
            while (other.getIntVolatile(STATE + 4 * source) != 0 && !waiter.isDone()) {
                Thread.yield();
            }
            change(source);
        }

        waiter.result();
    }
}
