package io.parley.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.parley.Background;
import io.parley.ObjectDeletedException;
import io.parley.Parley;
import io.parley.ParleyConfig;
import io.parley.internal.memory.Memory;
import io.parley.internal.memory.TestFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Waiting for a number to change, and the ends of a number. */
@Timeout(60)
abstract class SharedNumberWaitContractTest {
    private static final int BELL = 256;

    @TempDir
    Path directory;

    private Parley parley;
    private Cell cell;
    private Memory words;

    abstract NumberType type();

    private Cell open(Parley domain, String name, long initial) {
        return type().open(domain, name, initial);
    }

    @BeforeEach
    void openDomain() throws IOException {
        parley = Parley.open(ParleyConfig.at(directory).withDurable(false));
        cell = open(parley, "n", 0);
        words = TestFiles.map(cell.object().path());
    }

    @AfterEach
    void closeDomain() {
        parley.close();
    }

    private Background<Long> waiter(long seen) {
        Cell mine = open(parley, "n", 0);
        Background<Long> waiter = Background.call(() -> mine.awaitChange(seen));
        await().until(() -> words.getIntVolatile(BELL) < 0);
        return waiter;
    }

    private static Map<String, Consumer<Cell>> ringingWrites() {
        Map<String, Consumer<Cell>> all = new LinkedHashMap<>();
        all.put("set", c -> c.set(1));
        all.put("compareAndSet", c -> c.compareAndSet(0, 1));
        all.put("getAndSet", c -> c.getAndSet(1));
        all.put("getAndAdd", c -> c.getAndAdd(1));
        all.put("addAndGet", c -> c.addAndGet(1));
        all.put("incrementAndGet", Cell::incrementAndGet);
        all.put("decrementAndGet", Cell::decrementAndGet);
        all.put("getAndIncrement", Cell::getAndIncrement);
        all.put("getAndDecrement", Cell::getAndDecrement);
        all.put("getAndUpdate", c -> c.getAndUpdate(n -> 1));
        all.put("updateAndGet", c -> c.updateAndGet(n -> 1));
        all.put("accumulateAndGet", c -> c.accumulateAndGet(1, Long::sum));
        all.put("getAndAccumulate", c -> c.getAndAccumulate(1, Long::sum));
        return all;
    }

    @Test
    void shouldRingForWaitersWithEveryWritingMethod() throws Exception {
        for (Map.Entry<String, Consumer<Cell>> write : ringingWrites().entrySet()) {
            cell.setPlain(0);
            Background<Long> waiter = waiter(0);
            int before = words.getIntVolatile(BELL);

            write.getValue().accept(cell);

            assertThat(waiter.result()).as(write.getKey()).isIn(1L, -1L);
            assertThat(words.getIntVolatile(BELL) & Integer.MAX_VALUE)
                    .as("sequence after " + write.getKey())
                    .isNotEqualTo(before & Integer.MAX_VALUE);
        }
    }

    @Test
    void shouldNotRingWhenNothingWasReplaced() throws Exception {
        Background<Long> waiter = waiter(0);
        int before = words.getIntVolatile(BELL);

        assertThat(cell.compareAndSet(5, 6)).isFalse();

        assertThat(words.getIntVolatile(BELL)).isEqualTo(before);
        cell.set(1);
        waiter.result();
    }

    @Test
    void shouldNoticeQuietWritesAsWell() throws Exception {
        for (Consumer<Cell> write : List.<Consumer<Cell>>of(c -> c.setPlain(3), c -> c.setRelease(3))) {
            cell.setPlain(0);
            Background<Long> waiter = waiter(0);

            write.accept(cell);

            assertThat(waiter.result()).isEqualTo(3);
        }
    }

    @Test
    void shouldNotWaitForAChangeThatHappened() throws Exception {
        cell.set(9);

        assertThat(cell.awaitChange(8)).isEqualTo(9);
        assertThat(cell.awaitChange(8, Duration.ofDays(1))).isTrue();
        assertThat(cell.awaitChange(8, Duration.ZERO)).isTrue();
        assertThat(cell.awaitChange(8, Duration.ofDays(-1))).isTrue();
    }

    @Test
    void shouldNeverTimeOutEarly() throws Exception {
        for (long timeoutNs : new long[] {1, 1_000, 300_000, 2_000_000, 60_000_000}) {
            long startNs = System.nanoTime();

            boolean changed = cell.awaitChange(0, Duration.ofNanos(timeoutNs));

            assertThat(System.nanoTime() - startNs).isGreaterThanOrEqualTo(timeoutNs);
            assertThat(changed).isFalse();
        }
        assertThat(cell.awaitChange(0, Duration.ZERO)).isFalse();
        assertThat(cell.awaitChange(0, Duration.ofSeconds(Long.MIN_VALUE))).isFalse();
    }

    @Test
    void shouldWaitForVeryLongTimes() throws Exception {
        for (Duration timeout : List.of(
                Duration.ofSeconds(Long.MAX_VALUE),
                Duration.ofNanos(Long.MAX_VALUE),
                Duration.ofNanos(Long.MAX_VALUE - 1))) {
            cell.setPlain(0);
            Background<Boolean> waiter = Background.call(() -> cell.awaitChange(0, timeout));
            await().until(() -> words.getIntVolatile(BELL) < 0);
            assertThat(waiter.awaitAsleep().isDone()).as("%s", timeout).isFalse();

            cell.set(1);

            assertThat(waiter.result()).isTrue();
        }
    }

    @Test
    void shouldWakeAllWhoWait() throws Exception {
        Background<Long> first = waiter(0);
        Background<Long> second = waiter(0);
        Background<Long> third = waiter(0);

        cell.set(4);

        assertThat(first.result()).isEqualTo(4);
        assertThat(second.result()).isEqualTo(4);
        assertThat(third.result()).isEqualTo(4);
    }

    @Test
    void shouldNeverReturnTheNumberThatWasSeen() throws Exception {
        Background<Integer> waiter = Background.call(() -> {
            int changes = 0;
            while (cell.get() >= 0) {
                changes += cell.awaitChange(0) == 0 ? 1_000_000 : 1;
            }
            return changes;
        });

        for (int i = 0; i < 20_000; i++) {
            cell.set(i & 1);
        }
        cell.set(-1);

        assertThat(waiter.result()).isLessThan(1_000_000);
    }

    @Test
    void shouldEndTheWaitOfTheInterrupted() throws Exception {
        Background<Boolean> waiter = Background.call(() -> {
            assertThatThrownBy(() -> cell.awaitChange(0)).isInstanceOf(InterruptedException.class);
            return Thread.currentThread().isInterrupted();
        });
        await().until(() -> words.getIntVolatile(BELL) < 0);
        waiter.awaitAsleep();

        waiter.thread().interrupt();

        assertThat(waiter.result()).as("flag").isFalse();
        assertThat(cell.get()).isZero();
    }

    @Test
    void shouldTellWaitersThatTheNumberWasDeleted() throws Exception {
        Background<Long> forEver = waiter(0);
        Background<Boolean> timed = Background.call(() -> cell.awaitChange(0, Duration.ofDays(1)));
        timed.awaitAsleep();

        open(parley, "n", 0).object().delete();

        assertThat(forEver.failure())
                .isInstanceOf(ObjectDeletedException.class)
                .hasMessageContaining(cell.object().path().toString());
        assertThat(timed.failure()).isInstanceOf(ObjectDeletedException.class);
        assertThatThrownBy(() -> cell.awaitChange(5)).isInstanceOf(ObjectDeletedException.class);
    }

    @Test
    void shouldBeANewNumberWhenItIsOpenedAfterItsDeletion() {
        cell.set(5);
        cell.object().delete();
        cell.object().delete();
        assertThat(cell.object().isDeleted()).isTrue();
        assertThat(cell.object().path()).doesNotExist();

        Cell renewed = open(parley, "n", 6);
        cell.set(7);
        cell.object().delete();

        assertThat(renewed.get()).isEqualTo(6);
        assertThat(renewed.object().isDeleted()).isFalse();
        assertThat(renewed.object().path()).exists();
    }

    @Test
    void shouldRefuseEveryUseOfAClosedHandle() {
        cell.object().close();
        cell.object().close();

        Map<String, Consumer<Cell>> uses = ringingWrites();
        uses.put("get", Cell::get);
        uses.put("getPlain", Cell::getPlain);
        uses.put("getAcquire", Cell::getAcquire);
        uses.put("setPlain", c -> c.setPlain(1));
        uses.put("setRelease", c -> c.setRelease(1));
        uses.put("isDeleted", c -> c.object().isDeleted());
        uses.put("delete", c -> c.object().delete());
        uses.forEach((name, use) -> assertThatThrownBy(() -> use.accept(cell))
                .as(name)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("handle is closed: " + cell.object().path() + ". Open the object again"));
        assertThatThrownBy(() -> cell.awaitChange(0)).hasMessageContaining("handle is closed");
        assertThatThrownBy(() -> cell.awaitChange(0, Duration.ZERO)).hasMessageContaining("handle is closed");
        assertThat(open(parley, "n", 3).get()).isZero();
    }

    @Test
    void shouldEndTheWaitWhenTheDomainIsClosed() throws Exception {
        Background<Long> waiter = waiter(0);

        parley.close();

        assertThat(waiter.failure()).isInstanceOf(IllegalStateException.class).hasMessageContaining("handle is closed");
    }
}
