package io.parley.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.Background;
import io.parley.ObjectMismatchException;
import io.parley.Parley;
import io.parley.ParleyConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ObjIntConsumer;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every shared array does, whatever the width of its elements. */
@Timeout(60)
abstract class SharedArrayContractTest {
    static final int LENGTH = 5;

    @TempDir
    Path directory;

    Parley parley;
    Cells array;

    abstract NumberType type();

    private Cells open(Parley domain, String name, int length) {
        return type().openArray(domain, name, length);
    }

    private long min() {
        return type().min;
    }

    private long max() {
        return type().max;
    }

    private int elementBytes() {
        return type().bytes;
    }

    private String suffix() {
        return type().suffix() + "s";
    }

    @BeforeEach
    void openDomain() {
        parley = Parley.open(ParleyConfig.at(directory).withDurable(false));
        array = open(parley, "a", LENGTH);
    }

    @AfterEach
    void closeDomain() {
        parley.close();
    }

    private static Map<String, ObjIntConsumer<Cells>> elementAccesses() {
        Map<String, ObjIntConsumer<Cells>> all = new LinkedHashMap<>();
        all.put("get", Cells::get);
        all.put("getPlain", Cells::getPlain);
        all.put("getAcquire", Cells::getAcquire);
        all.put("set", (a, i) -> a.set(i, 1));
        all.put("setPlain", (a, i) -> a.setPlain(i, 1));
        all.put("setRelease", (a, i) -> a.setRelease(i, 1));
        all.put("compareAndSet", (a, i) -> a.compareAndSet(i, 0, 1));
        all.put("getAndSet", (a, i) -> a.getAndSet(i, 1));
        all.put("getAndAdd", (a, i) -> a.getAndAdd(i, 1));
        all.put("addAndGet", (a, i) -> a.addAndGet(i, 1));
        all.put("incrementAndGet", Cells::incrementAndGet);
        all.put("updateAndGet", (a, i) -> a.updateAndGet(i, n -> n));
        all.put("decrementAndGet", Cells::decrementAndGet);
        all.put("getAndUpdate", (a, i) -> a.getAndUpdate(i, n -> n));
        all.put("accumulateAndGet", (a, i) -> a.accumulateAndGet(i, 1, Long::sum));
        all.put("getAndAccumulate", (a, i) -> a.getAndAccumulate(i, 1, Long::sum));
        all.put("list get", (a, i) -> a.asList().get(i));
        all.put("list set", (a, i) -> a.setInList(i, 1));
        return all;
    }

    @Test
    void shouldSayWhatItIs() {
        assertThat(array.length()).isEqualTo(LENGTH);
        assertThat(array.object().name()).isEqualTo("a");
        assertThat(array.object().path())
                .isEqualTo(parley.directory().resolve("a." + suffix()))
                .hasSize(384 + 128);
        assertThat(array.object().toString()).contains("(a, length=5, ").endsWith("a." + suffix() + ")");
        assertThat(open(parley, "b", 1_000).object().path()).hasSize(384 + 1_000L * elementBytes());
    }

    @Test
    void shouldStartWithZeros() {
        assertThat(array.toArray()).containsExactly(0, 0, 0, 0, 0);
        assertThat(array.contentToString())
                .isEqualTo(IntStream.range(0, 5)
                        .mapToObj(i -> type().text(0))
                        .toList()
                        .toString());
    }

    @Test
    void shouldKeepElementsApart() {
        for (int i = 0; i < LENGTH; i++) {
            array.set(i, -1 - i);
        }
        array.set(2, max());
        array.setPlain(1, min());
        array.setRelease(3, 0);

        assertThat(array.toArray()).containsExactly(-1, min(), max(), 0, -5);
        assertThat(array.getPlain(1)).isEqualTo(min());
        assertThat(array.getAcquire(2)).isEqualTo(max());
    }

    @Test
    void shouldUpdateElementsAtomicallyAndWrapAround() {
        array.set(4, max());

        assertThat(array.compareAndSet(4, 0, 1)).isFalse();
        assertThat(array.compareAndSet(4, max(), max())).isTrue();
        long above = type().cut(max() + 1);
        assertThat(array.incrementAndGet(4)).isEqualTo(above);
        assertThat(array.addAndGet(4, -1)).isEqualTo(type().cut(above - 1));
        assertThat(array.getAndAdd(4, 1)).isEqualTo(type().cut(above - 1));
        assertThat(array.getAndSet(4, 6)).isEqualTo(above);
        assertThat(array.updateAndGet(4, n -> n * 7)).isEqualTo(42);
        assertThat(array.toArray()).containsExactly(0, 0, 0, 0, 42);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, LENGTH, LENGTH + 1, Integer.MIN_VALUE, Integer.MAX_VALUE})
    void shouldRefuseIndexesOutsideOfTheArray(int index) {
        elementAccesses()
                .forEach((name, access) -> assertThatThrownBy(() -> access.accept(array, index))
                        .as(name)
                        .isInstanceOf(IndexOutOfBoundsException.class)
                        .hasMessage("index " + index + " out of range for " + array.object()));
        assertThatThrownBy(() -> array.awaitChange(index, 0)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> array.awaitChange(index, 0, Duration.ZERO))
                .isInstanceOf(IndexOutOfBoundsException.class);
        assertThat(array.toArray()).containsOnly(0);
    }

    @Test
    void shouldCountFromTheEndWithAt() {
        array.copyFrom(new long[] {10, 11, 12, 13, 14}, 0, 0, 5);

        assertThat(array.at(0)).isEqualTo(10);
        assertThat(array.at(4)).isEqualTo(14);
        assertThat(array.at(-1)).isEqualTo(14);
        assertThat(array.at(-5)).isEqualTo(10);
        for (int index : new int[] {5, -6, Integer.MIN_VALUE, Integer.MAX_VALUE}) {
            assertThatThrownBy(() -> array.at(index))
                    .isInstanceOf(IndexOutOfBoundsException.class)
                    .hasMessage("index " + index + " out of range for " + array.object());
        }
    }

    @Test
    void shouldCopyRanges() {
        long[] out = {1, 1, 1, 1, 1, 1, 1};
        array.copyFrom(new long[] {9, 20, 21, 22, 9}, 1, 2, 3);

        array.copyTo(1, out, 2, 4);

        assertThat(array.toArray()).containsExactly(0, 0, 20, 21, 22);
        assertThat(out).containsExactly(1, 1, 0, 20, 21, 22, 1);
        array.copyTo(5, out, 7, 0);
        array.copyFrom(out, 7, 5, 0);
        array.copyFrom(new long[] {min(), max()}, 0, 0, 2);
        assertThat(array.toArray()).containsExactly(min(), max(), 20, 21, 22);
    }

    @Test
    void shouldCopyNothingWhenARangeDoesNotFit() {
        long[] ten = LongStream.range(1, 11).toArray();
        int[][] ranges = {
            {0, 0, 6}, {5, 0, 1}, {-1, 0, 1}, {0, -1, 1}, {0, 10, 1}, {0, 7, 4}, {0, 0, -1}, {3, 0, Integer.MAX_VALUE}
        };
        for (int[] range : ranges) {
            assertThatThrownBy(() -> array.copyFrom(ten, range[1], range[0], range[2]))
                    .as("%s", (Object) range)
                    .isInstanceOf(IndexOutOfBoundsException.class);
            assertThatThrownBy(() -> array.copyTo(range[0], ten, range[1], range[2]))
                    .as("%s", (Object) range)
                    .isInstanceOf(IndexOutOfBoundsException.class);
        }
        assertThat(array.toArray()).containsOnly(0);
        assertThat(ten).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
    }

    @Test
    void shouldFillAndStream() {
        array.fill(3);
        array.set(1, 30);

        assertThat(array.stream().toArray()).containsExactly(3, 30, 3, 3, 3);
        assertThat(array.stream().sum()).isEqualTo(42);
        LongStream live = array.stream();
        array.fill(0);
        assertThat(live.sum()).isZero();
    }

    @Test
    void shouldCopyAndNotShareItsElements() {
        long[] copy = array.toArray();

        copy[0] = 99;
        array.set(1, 5);

        assertThat(array.get(0)).isZero();
        assertThat(copy[1]).isZero();
    }

    @Test
    void shouldBeEmptyWhenItsLengthIsZero() {
        Cells empty = open(parley, "empty", 0);

        assertThat(empty.length()).isZero();
        assertThat(empty.toArray()).isEmpty();
        assertThat(empty.stream().count()).isZero();
        assertThat(empty.contentToString()).isEqualTo("[]");
        empty.fill(7);
        empty.copyFrom(new long[0], 0, 0, 0);
        assertThatThrownBy(() -> empty.get(0)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> empty.at(-1)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThat(open(parley, "empty", 0).length()).isZero();
    }

    @Test
    void shouldShowTheFirstElementsOnly() {
        Cells hundred = open(parley, "hundred", 100);
        Cells more = open(parley, "more", 101);
        IntStream.range(0, 100).forEach(i -> hundred.set(i, i));
        IntStream.range(0, 101).forEach(i -> more.set(i, i));

        String start = "[" + type().text(0) + ", " + type().text(1) + ", ";
        String end = ", " + type().text(99);
        assertThat(hundred.contentToString()).startsWith(start).endsWith(end + "]");
        assertThat(more.contentToString()).startsWith(start).endsWith(end + ", ...]");
    }

    @Test
    void shouldRefuseLengthsThatCannotBe() {
        for (int length : new int[] {-1, Integer.MIN_VALUE}) {
            assertThatThrownBy(() -> open(parley, "wrong", length))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("length=" + length)
                    .hasMessageContaining("allowed=0..2147483647");
        }
        assertThat(parley.directory().resolve("wrong." + suffix())).doesNotExist();
    }

    @Test
    void shouldRefuseAnotherLengthThanItHas() {
        assertThatThrownBy(() -> open(parley, "a", 6))
                .isInstanceOf(ObjectMismatchException.class)
                .hasMessageContaining("another length")
                .hasMessageContaining("found=5, expected=6");
        assertThatThrownBy(() -> open(parley, "a", 0)).isInstanceOf(ObjectMismatchException.class);
        assertThat(open(parley, "a", LENGTH).length()).isEqualTo(LENGTH);
    }

    @Test
    void shouldReachTheLastElementOfALargeArray() {
        int length = 1_000_000;
        Cells large = open(parley, "large", length);

        large.set(length - 1, 7);
        large.set(0, 6);

        assertThat(large.at(-1)).isEqualTo(7);
        assertThat(large.stream().sum()).isEqualTo(13);
    }

    @Test
    void shouldOutliveEveryProcess() {
        array.set(3, 33);
        parley.close();

        parley = Parley.open(ParleyConfig.at(directory).withDurable(false));

        assertThat(open(parley, "a", LENGTH).toArray()).containsExactly(0, 0, 0, 33, 0);
    }

    @Test
    void shouldCountExactlyWhateverTheThreads() throws Exception {
        int rounds = 25_000;
        List<Background<Void>> all = new ArrayList<>();
        for (int t = 0; t < 4; t++) {
            int own = t;
            Cells mine = open(parley, "a", LENGTH);
            all.add(Background.run(() -> {
                for (int i = 0; i < rounds; i++) {
                    mine.setPlain(own, mine.getPlain(own) + 1);
                    mine.incrementAndGet(4);
                    mine.updateAndGet(4, n -> n + 1);
                }
            }));
        }

        for (Background<Void> counter : all) {
            counter.result();
        }

        long each = type().cut(rounds);
        assertThat(array.toArray()).containsExactly(each, each, each, each, type().cut(8L * rounds));
    }
}
