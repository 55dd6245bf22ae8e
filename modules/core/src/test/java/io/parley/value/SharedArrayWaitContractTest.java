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
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Waiting for an element to change, and the ends of an array. */
@Timeout(60)
abstract class SharedArrayWaitContractTest {
    private static final int BELL = 256;
    private static final int LENGTH = 5;

    @TempDir
    Path directory;

    private Parley parley;
    private Cells array;
    private Memory words;

    abstract NumberType type();

    private Cells open(Parley domain, String name, int length) {
        return type().openArray(domain, name, length);
    }

    @BeforeEach
    void openDomain() throws IOException {
        parley = Parley.open(ParleyConfig.at(directory).withDurable(false));
        array = open(parley, "a", LENGTH);
        words = TestFiles.map(array.object().path());
    }

    @AfterEach
    void closeDomain() {
        parley.close();
    }

    private Background<Long> waiter(int index, long seen) {
        Background<Long> waiter = Background.call(() -> array.awaitChange(index, seen));
        await().until(() -> words.getIntVolatile(BELL) < 0);
        return waiter;
    }

    private static Map<String, Consumer<Cells>> ringingWrites() {
        Map<String, Consumer<Cells>> all = new LinkedHashMap<>();
        all.put("set", a -> a.set(3, 1));
        all.put("compareAndSet", a -> a.compareAndSet(3, 0, 1));
        all.put("getAndSet", a -> a.getAndSet(3, 1));
        all.put("getAndAdd", a -> a.getAndAdd(3, 1));
        all.put("addAndGet", a -> a.addAndGet(3, 1));
        all.put("incrementAndGet", a -> a.incrementAndGet(3));
        all.put("updateAndGet", a -> a.updateAndGet(3, n -> 1));
        all.put("copyFrom", a -> a.copyFrom(new long[] {1, 1}, 0, 2, 2));
        all.put("fill", a -> a.fill(1));
        all.put("setAt", a -> a.setAt(-2, 1));
        all.put("decrementAndGet", a -> {
            a.setPlain(3, 2);
            a.decrementAndGet(3);
        });
        all.put("getAndUpdate", a -> a.getAndUpdate(3, n -> 1));
        all.put("accumulateAndGet", a -> a.accumulateAndGet(3, 1, Long::sum));
        all.put("getAndAccumulate", a -> a.getAndAccumulate(3, 1, Long::sum));
        all.put("setRange", a -> a.setRange(3, 1, 1));
        all.put("setSlice", a -> a.setSlice(3, 2, -1, 1));
        all.put("setValue", a -> a.generic().setValue(3, 1));
        all.put("list", a -> a.setInList(3, 1));
        return all;
    }

    @Test
    void shouldRingForWaitersWithEveryWritingMethod() throws Exception {
        for (Map.Entry<String, Consumer<Cells>> write : ringingWrites().entrySet()) {
            array.setPlain(3, 0);
            Background<Long> waiter = waiter(3, 0);
            int before = words.getIntVolatile(BELL);

            write.getValue().accept(array);

            assertThat(waiter.result()).as(write.getKey()).isEqualTo(1);
            assertThat(words.getIntVolatile(BELL) & Integer.MAX_VALUE)
                    .as("sequence after " + write.getKey())
                    .isNotEqualTo(before & Integer.MAX_VALUE);
        }
    }

    @Test
    void shouldNoticeQuietWritesAsWell() throws Exception {
        Background<Long> plain = waiter(3, 0);
        array.setPlain(3, 2);
        assertThat(plain.result()).isEqualTo(2);

        Background<Long> released = waiter(3, 2);
        array.setRelease(3, 4);
        assertThat(released.result()).isEqualTo(4);
    }

    @Test
    void shouldGoOnWaitingWhenAnotherElementChanges() throws Exception {
        Background<Long> waiter = waiter(3, 0);

        for (int i = 0; i < 100; i++) {
            array.incrementAndGet(2);
            array.incrementAndGet(4);
        }

        assertThat(waiter.awaitAsleep().isDone()).isFalse();
        array.set(3, 8);
        assertThat(waiter.result()).isEqualTo(8);
    }

    @Test
    void shouldNotWaitForAChangeThatHappened() throws Exception {
        array.set(3, 9);

        assertThat(array.awaitChange(3, 8)).isEqualTo(9);
        assertThat(array.awaitChange(3, 8, Duration.ofDays(1))).isTrue();
        assertThat(array.awaitChange(3, 8, Duration.ofDays(-1))).isTrue();
    }

    @Test
    void shouldNeverTimeOutEarly() throws Exception {
        for (long timeoutNs : new long[] {1, 300_000, 60_000_000}) {
            long startNs = System.nanoTime();

            boolean changed = array.awaitChange(3, 0, Duration.ofNanos(timeoutNs));

            assertThat(System.nanoTime() - startNs).isGreaterThanOrEqualTo(timeoutNs);
            assertThat(changed).isFalse();
        }
        assertThat(array.awaitChange(3, 0, Duration.ZERO)).isFalse();
    }

    @Test
    void shouldNeverReturnTheElementThatWasSeen() throws Exception {
        Background<Integer> waiter = Background.call(() -> {
            int changes = 0;
            while (array.get(0) >= 0) {
                changes += array.awaitChange(0, 0) == 0 ? 1_000_000 : 1;
            }
            return changes;
        });

        for (int i = 0; i < 20_000; i++) {
            array.set(0, i & 1);
        }
        array.set(0, -1);

        assertThat(waiter.result()).isLessThan(1_000_000);
    }

    @Test
    void shouldEndTheWaitOfTheInterrupted() throws Exception {
        Background<Boolean> waiter = Background.call(() -> {
            assertThatThrownBy(() -> array.awaitChange(3, 0)).isInstanceOf(InterruptedException.class);
            return Thread.currentThread().isInterrupted();
        });
        await().until(() -> words.getIntVolatile(BELL) < 0);
        waiter.awaitAsleep();

        waiter.thread().interrupt();

        assertThat(waiter.result()).as("flag").isFalse();
    }

    @Test
    void shouldTellWaitersThatTheArrayWasDeleted() throws Exception {
        Background<Long> waiter = waiter(3, 0);

        open(parley, "a", LENGTH).object().delete();

        assertThat(waiter.failure())
                .isInstanceOf(ObjectDeletedException.class)
                .hasMessageContaining(array.object().path().toString());
        assertThat(array.object().isDeleted()).isTrue();
        assertThat(open(parley, "a", 3).length())
                .as("a new one may be longer or shorter")
                .isEqualTo(3);
    }

    @Test
    void shouldRefuseEveryUseOfAClosedHandle() {
        array.object().close();
        array.object().close();

        Map<String, Consumer<Cells>> uses = ringingWrites();
        uses.put("get", a -> a.get(0));
        uses.put("at", a -> a.at(-1));
        uses.put("getPlain", a -> a.getPlain(0));
        uses.put("getAcquire", a -> a.getAcquire(0));
        uses.put("setPlain", a -> a.setPlain(0, 1));
        uses.put("setRelease", a -> a.setRelease(0, 1));
        uses.put("toArray", Cells::toArray);
        uses.put("contentToString", Cells::contentToString);
        uses.put("stream", a -> a.stream().sum());
        uses.put("copyRange", a -> a.copyRange(0, 0));
        uses.put("slice", a -> a.slice(0, 4, 2));
        uses.put("snapshot", Cells::snapshot);
        uses.put("forEach", a -> a.forEach(n -> {}));
        uses.put("list get", a -> a.asList().get(0));
        uses.put("value", a -> a.generic().value(-1));
        uses.put("isDeleted", a -> a.object().isDeleted());
        uses.put("delete", a -> a.object().delete());
        uses.forEach((name, use) -> assertThatThrownBy(() -> use.accept(array))
                .as(name)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("handle is closed: " + array.object().path() + ". Open the object again"));
        assertThatThrownBy(() -> array.awaitChange(0, 0)).hasMessageContaining("handle is closed");
        assertThat(array.length()).isEqualTo(LENGTH);
        assertThat(array.object().toString()).contains("(a, length=5, ");
        assertThat(open(parley, "a", LENGTH).toArray()).containsOnly(0);
    }
}
