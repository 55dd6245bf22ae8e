package io.parley.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.parley.Background;
import io.parley.ObjectMismatchException;
import io.parley.Parley;
import io.parley.ParleyConfig;
import io.parley.sync.SharedLock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What every shared number does, whatever its width. */
@Timeout(60)
abstract class SharedNumberContractTest {
    @TempDir
    Path directory;

    Parley parley;
    Cell cell;

    abstract NumberType type();

    private Cell open(Parley domain, String name, long initial) {
        return type().open(domain, name, initial);
    }

    private long min() {
        return type().min;
    }

    private long max() {
        return type().max;
    }

    private String suffix() {
        return type().suffix();
    }

    @BeforeEach
    void openDomain() {
        parley = Parley.open(ParleyConfig.at(directory).withDurable(false));
        cell = open(parley, "n", 0);
    }

    @AfterEach
    void closeDomain() {
        parley.close();
    }

    @Test
    void shouldSayWhatItIs() {
        assertThat(cell.object().name()).isEqualTo("n");
        assertThat(cell.object().path())
                .isEqualTo(parley.directory().resolve("n." + suffix()))
                .hasSize(512);
        assertThat(cell.object().isDeleted()).isFalse();
        cell.set(42);
        assertThat(cell.object().toString())
                .contains("(n=" + type().text(42) + ", ")
                .endsWith("n." + suffix() + ")");
        cell.object().close();
        assertThat(cell.object().toString()).contains("(n=closed, ").endsWith("n." + suffix() + ")");
    }

    @Test
    void shouldReadWhatWasWrittenInEveryOrder() {
        for (long value : new long[] {0, 1, -1, min(), max(), 77}) {
            cell.set(value);
            assertThat(cell.get()).isEqualTo(value);
            assertThat(cell.getPlain()).isEqualTo(value);
            assertThat(cell.getAcquire()).isEqualTo(value);

            cell.setPlain(value / 2);
            assertThat(cell.get()).isEqualTo(value / 2);
            cell.setRelease(value);
            assertThat(cell.get()).isEqualTo(value);
        }
    }

    @Test
    void shouldWrapAround() {
        assumeFalse(type().isFloating());
        cell.set(max());
        assertThat(cell.incrementAndGet()).isEqualTo(min());
        assertThat(cell.decrementAndGet()).isEqualTo(max());
        assertThat(cell.getAndIncrement()).isEqualTo(max());
        assertThat(cell.getAndDecrement()).isEqualTo(min());
        assertThat(cell.addAndGet(2)).isEqualTo(min() + 1);
        assertThat(cell.getAndAdd(min())).isEqualTo(min() + 1);
        assertThat(cell.get()).isEqualTo(1);
    }

    @Test
    void shouldAddAndCount() {
        assertThat(cell.getAndAdd(5)).isZero();
        assertThat(cell.addAndGet(-7)).isEqualTo(-2);
        assertThat(cell.incrementAndGet()).isEqualTo(-1);
        assertThat(cell.getAndIncrement()).isEqualTo(-1);
        assertThat(cell.getAndDecrement()).isZero();
        assertThat(cell.decrementAndGet()).isEqualTo(-2);
        assertThat(cell.get()).isEqualTo(-2);
    }

    @Test
    void shouldReplaceWhatIsExpectedOnly() {
        cell.set(3);

        assertThat(cell.compareAndSet(2, 9)).isFalse();
        assertThat(cell.get()).isEqualTo(3);
        assertThat(cell.compareAndSet(3, 9)).isTrue();
        assertThat(cell.getAndSet(10)).isEqualTo(9);
        assertThat(cell.get()).isEqualTo(10);
    }

    @Test
    void shouldApplyFunctions() {
        cell.set(3);

        assertThat(cell.updateAndGet(n -> n * n)).isEqualTo(9);
        assertThat(cell.getAndUpdate(n -> n + 1)).isEqualTo(9);
        assertThat(cell.accumulateAndGet(4, (old, operand) -> old - operand)).isEqualTo(6);
        assertThat(cell.getAndAccumulate(2, (old, operand) -> old / operand)).isEqualTo(6);
        assertThat(cell.get()).isEqualTo(3);
        assertThat(cell.accumulateAndGet(50, Math::max)).isEqualTo(50);
    }

    @Test
    void shouldApplyAFunctionAgainWhenAnotherWasFaster() {
        AtomicInteger calls = new AtomicInteger();
        LongUnaryOperator disturbed = old -> {
            if (calls.incrementAndGet() == 1) {
                cell.set(100);
            }
            return old + 1;
        };

        assertThat(cell.updateAndGet(disturbed)).isEqualTo(101);
        assertThat(calls).hasValue(2);
        calls.set(0);
        assertThat(cell.getAndUpdate(disturbed)).isEqualTo(100);
        assertThat(calls).hasValue(2);
        assertThat(cell.get()).isEqualTo(101);
    }

    @Test
    void shouldKeepTheNumberWhenAFunctionFails() {
        cell.set(3);

        assertThatThrownBy(() -> cell.updateAndGet(n -> n / (n - n))).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> cell.getAndAccumulate(0, (a, b) -> a / b)).isInstanceOf(ArithmeticException.class);

        assertThat(cell.get()).isEqualTo(3);
    }

    @Test
    void shouldStartWithTheInitialNumberOnlyWhenItIsNew() {
        Cell created = open(parley, "fresh", max());
        assertThat(created.get()).isEqualTo(max());

        assertThat(open(parley, "fresh", 7).get()).isEqualTo(max());
        created.set(min());
        assertThat(open(parley, "fresh", 7).get()).isEqualTo(min());
    }

    @Test
    void shouldBeTheSameNumberThroughEveryHandle() {
        Cell second = open(parley, "n", 0);
        try (Parley other = Parley.open(ParleyConfig.at(directory))) {
            Cell third = open(other, "n", 0);

            cell.incrementAndGet();
            second.incrementAndGet();
            third.incrementAndGet();

            assertThat(third.get()).isEqualTo(3);
        }
        assertThat(cell.get()).isEqualTo(3);
    }

    @Test
    void shouldOutliveEveryProcess() {
        cell.set(min());
        parley.close();

        parley = Parley.open(ParleyConfig.at(directory).withDurable(false));

        assertThat(open(parley, "n", 5).get()).isEqualTo(min());
    }

    @Test
    void shouldCountExactlyWhateverTheThreads() throws Exception {
        int threads = 4;
        int rounds = 25_000;
        List<Background<Void>> all = new ArrayList<>();
        for (int t = 0; t < threads; t++) {
            Cell mine = open(parley, "n", 0);
            all.add(Background.run(() -> {
                for (int i = 0; i < rounds; i++) {
                    mine.incrementAndGet();
                    mine.getAndAdd(2);
                    mine.updateAndGet(n -> n + 3);
                    mine.getAndAccumulate(4, Long::sum);
                }
            }));
        }

        for (Background<Void> each : all) {
            each.result();
        }

        assertThat(cell.get()).isEqualTo(type().cut(10L * threads * rounds));
    }

    @Test
    void shouldRefuseANumberOfAnotherWidth() throws IOException {
        parley.longArray("model", 1);
        Files.copy(parley.directory().resolve("model.longs"), parley.directory().resolve("copy." + suffix()));

        assertThatThrownBy(() -> open(parley, "copy", 0))
                .isInstanceOf(ObjectMismatchException.class)
                .hasMessageContaining("another kind")
                .hasMessageContaining("found=long array");
    }

    @Test
    void shouldReadAndWriteUnderTheLockWhenAsked() throws Exception {
        SharedLock lock = cell.generic().lock();
        cell.lockedSet(4);
        assertThat(cell.lockedGet()).isEqualTo(4);
        assertThat(lock.isLocked()).isFalse();
        assertThat(lock.token()).isEqualTo(2);

        lock.lock();
        Background<Long> reader = Background.call(() -> cell.lockedGet());
        Background<Object> generic = Background.call(() -> cell.generic().lockedValue());
        reader.awaitAsleep();
        generic.awaitAsleep();
        cell.set(5);
        assertThat(cell.get()).as("plain reads do not wait").isEqualTo(5);
        cell.set(6);
        lock.unlock();

        assertThat(reader.result()).isEqualTo(6);
        assertThat(generic.result()).isEqualTo(cell.generic().value());
    }

    @Test
    void shouldBeTheNumberThatTheGenericDoorOpens() {
        SharedValue value = parley.value("n", String.valueOf(type().letter), 9);

        assertThat(value).isInstanceOf(cell.generic().getClass());
        assertThat(value.typeCode()).isEqualTo(cell.generic().typeCode());
        value.setValue(7);
        assertThat(cell.get()).isEqualTo(7);
        assertThat(((Number) value.value()).longValue()).isEqualTo(7);
        assertThatThrownBy(() -> value.setValue(null)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> value.setValue("7")).isInstanceOf(IllegalArgumentException.class);
        value.setValue(true);
        assertThat(cell.get()).isEqualTo(1);
    }

    @Test
    void shouldKeepTheLockItWasCreatedWith() {
        Cell none = type().open(parley, "none", 1, ValueOptions.defaults().withoutLock());
        Cell shared = type().open(parley, "shared", 1, ValueOptions.defaults().lockedBy("both"));

        assertThatThrownBy(() -> none.generic().lock())
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageContaining("created without a lock")
                .hasMessageContaining(none.object().path().toString());
        assertThatThrownBy(none::lockedGet).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> none.lockedSet(2)).isInstanceOf(UnsupportedOperationException.class);
        assertThat(none.incrementAndGet()).isEqualTo(2);
        assertThat(shared.generic().lock().path()).isEqualTo(parley.lock("both").path());
        parley.lock("both").lock();
        assertThat(shared.lockedGet()).as("re-entrant").isEqualTo(1);

        assertThatThrownBy(() -> open(parley, "none", 1))
                .isInstanceOf(ObjectMismatchException.class)
                .hasMessageContaining("found=no lock, expected=its own lock");
        assertThatThrownBy(() ->
                        type().open(parley, "shared", 1, ValueOptions.defaults().lockedBy("other")))
                .isInstanceOf(ObjectMismatchException.class)
                .hasMessageContaining("found=lock 'both', expected=lock 'other'");
        assertThatThrownBy(() ->
                        type().open(parley, "n", 1, ValueOptions.defaults().withoutLock()))
                .isInstanceOf(ObjectMismatchException.class);
        assertThat(type().open(parley, "none", 1, ValueOptions.defaults().withoutLock())
                        .get())
                .isEqualTo(2);
    }

    @Test
    void shouldRefuseNamesThatAreNone() {
        for (String name : new String[] {"", "a/b", "../n", ".n", "n ", "x".repeat(121)}) {
            assertThatThrownBy(() -> open(parley, name, 0))
                    .as(name)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("name");
        }
        assertThatThrownBy(() -> open(parley, null, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("static field");
        assertThat(directory.resolve("../n." + suffix())).doesNotExist();
    }
}
