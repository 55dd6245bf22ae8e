package io.parley.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.Background;
import io.parley.ObjectMismatchException;
import io.parley.Parley;
import io.parley.ParleyConfig;
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

    abstract Cell open(Parley domain, String name, long initial);

    abstract long min();

    abstract long max();

    abstract String suffix();

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
        assertThat(cell.object().toString()).contains("(n=42, ").endsWith("n." + suffix() + ")");
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

            cell.setPlain(value - 1);
            assertThat(cell.get()).isEqualTo(value == min() ? max() : value - 1);
            cell.setRelease(value);
            assertThat(cell.get()).isEqualTo(value);
        }
    }

    @Test
    void shouldWrapAround() {
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

        assertThat(cell.get()).isEqualTo(10L * threads * rounds);
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
    void shouldRefuseNamesThatAreNone() {
        for (String name : new String[] {"", "a/b", "../n", ".n", "n ", "x".repeat(121)}) {
            assertThatThrownBy(() -> open(parley, name, 0))
                    .as(name)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("name");
        }
        assertThat(directory.resolve("../n." + suffix())).doesNotExist();
    }
}
