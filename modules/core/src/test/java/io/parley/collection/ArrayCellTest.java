package io.parley.collection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.Codecs;
import java.time.Duration;
import java.util.NoSuchElementException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Of arrays in entries; each in a map with an order and in one without. */
@Timeout(60)
class ArrayCellTest extends CellFixture {
    private LongArrayCell longs(boolean ordered) {
        return map(Codecs.int64Array(), ordered).arrayCell("k");
    }

    private IntArrayCell ints(boolean ordered) {
        return map(Codecs.int32Array(), ordered).arrayCell("k");
    }

    private DoubleArrayCell doubles(boolean ordered) {
        return map(Codecs.float64Array(), ordered).arrayCell("k");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldHoldLongs(boolean ordered) {
        LongArrayCell cell = longs(ordered);
        cell.create(4);

        assertThat(cell.length()).isEqualTo(4);
        cell.set(0, Long.MAX_VALUE);
        assertThat(cell.get(0)).isEqualTo(Long.MAX_VALUE);
        assertThat(cell.addAndGet(0, 1)).isEqualTo(Long.MIN_VALUE);
        assertThat(cell.getAndAdd(3, 7)).isZero();
        assertThat(cell.getAndSet(3, 8)).isEqualTo(7);
        assertThat(cell.compareAndSet(3, 7, 9)).isFalse();
        assertThat(cell.compareAndSet(3, 8, 9)).isTrue();
        assertThat(cell.getAndUpdate(3, n -> n + 1)).isEqualTo(9);
        assertThat(cell.updateAndGet(3, n -> n + 1)).isEqualTo(11);
        assertThat(cell.accumulateAndGet(3, 100, Math::max)).isEqualTo(100);
        assertThat(cell.toArray()).containsExactly(Long.MIN_VALUE, 0, 0, 100);
        cell.fill(-1);
        assertThat(cell.toArray()).containsExactly(-1, -1, -1, -1);
        cell.setAll(1, 2);
        assertThat(cell.toArray()).containsExactly(1, 2);
        assertThat(cell).asString().startsWith("LongArrayCell(map-" + ordered + "[k]=[1, 2], ");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldHoldInts(boolean ordered) {
        IntArrayCell cell = ints(ordered);
        cell.create(3);

        cell.set(1, Integer.MAX_VALUE);
        assertThat(cell.addAndGet(1, 1)).isEqualTo(Integer.MIN_VALUE);
        assertThat(cell.getAndAdd(1, -1)).isEqualTo(Integer.MIN_VALUE);
        assertThat(cell.get(1)).isEqualTo(Integer.MAX_VALUE);
        assertThat(cell.getAndSet(2, -7)).isZero();
        assertThat(cell.compareAndSet(2, 7, 9)).isFalse();
        assertThat(cell.compareAndSet(2, -7, -9)).isTrue();
        assertThat(cell.getAndUpdate(2, n -> n * 2)).isEqualTo(-9);
        assertThat(cell.updateAndGet(2, n -> n - 1)).isEqualTo(-19);
        assertThat(cell.accumulateAndGet(2, -20, Math::min)).isEqualTo(-20);
        assertThat(cell.toArray()).containsExactly(0, Integer.MAX_VALUE, -20);
        assertThat(cell.length()).isEqualTo(3);
        cell.fill(-5);
        assertThat(cell.toArray()).containsExactly(-5, -5, -5);
        cell.setAll();
        assertThat(cell.toArray()).isEmpty();
        assertThat(cell).asString().startsWith("IntArrayCell(map-" + ordered + "[k]=[], ");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldHoldDoubles(boolean ordered) {
        DoubleArrayCell cell = doubles(ordered);
        cell.setAll(0.5, -0.0);

        assertThat(cell.addAndGet(0, 0.25)).isEqualTo(0.75);
        assertThat(cell.getAndAdd(0, 0.25)).isEqualTo(0.75);
        assertThat(cell.compareAndSet(1, 0.0, 9)).isFalse();
        assertThat(cell.compareAndSet(1, -0.0, 9)).isTrue();
        assertThat(cell.getAndSet(1, 16)).isEqualTo(9);
        assertThat(cell.getAndUpdate(1, Math::sqrt)).isEqualTo(16);
        assertThat(cell.updateAndGet(1, Math::sqrt)).isEqualTo(2);
        assertThat(cell.accumulateAndGet(1, 3, Math::pow)).isEqualTo(8);
        cell.set(0, Double.NaN);
        assertThat(cell.get(0)).isNaN();
        assertThat(cell.toArray()).containsExactly(Double.NaN, 8);
        cell.fill(0.125);
        assertThat(cell.toArray()).containsExactly(0.125, 0.125);
        assertThat(cell).asString().startsWith("DoubleArrayCell(map-" + ordered + "[k]=[0.125, 0.125], ");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldMakeAndRemoveArrays(boolean ordered) {
        LongArrayCell cell = longs(ordered);
        LongArrayCell other = longs(ordered);

        assertThat(cell.isPresent()).isFalse();
        assertThat(cell.createIfAbsent(2)).isTrue();
        cell.set(1, 5);
        assertThat(other.createIfAbsent(3)).isFalse();
        assertThat(other.toArray()).containsExactly(0, 5);
        other.create(3);
        assertThat(cell.toArray()).containsExactly(0, 0, 0);
        assertThat(other.remove()).isTrue();
        assertThat(other.remove()).isFalse();
        assertThat(cell.isPresent()).isFalse();
        assertThatThrownBy(() -> cell.create(-1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("length=-1");
    }

    @Test
    void shouldSayThatThereIsNoArray() {
        LongArrayCell cell = longs(false);

        assertThatThrownBy(() -> cell.get(0))
                .isInstanceOf(NoSuchElementException.class)
                .hasMessageContaining("map-false[k]")
                .hasMessageContaining("create(length)");
        assertThatThrownBy(() -> cell.set(0, 1)).isInstanceOf(NoSuchElementException.class);
        assertThatThrownBy(() -> cell.fill(1)).isInstanceOf(NoSuchElementException.class);
        assertThatThrownBy(cell::length).isInstanceOf(NoSuchElementException.class);
        assertThatThrownBy(cell::toArray).isInstanceOf(NoSuchElementException.class);
        assertThat(cell).asString().contains("absent");
        assertThat(cell.isPresent()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {-2, -1, 3, Integer.MAX_VALUE, Integer.MIN_VALUE})
    void shouldRefuseIndexesOutsideTheArray(int index) {
        LongArrayCell cell = longs(true);
        cell.setAll(1, 2, 3);

        assertThatThrownBy(() -> cell.get(index))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessageContaining("index " + index)
                .hasMessageContaining("length=3");
        assertThatThrownBy(() -> cell.set(index, 9)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> cell.getAndAdd(index, 9)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThat(cell.toArray()).containsExactly(1, 2, 3);
    }

    @Test
    void shouldKeepTheArrayWhenAFunctionThrows() {
        LongArrayCell cell = longs(false);
        cell.setAll(1, 2);

        assertThatThrownBy(() -> cell.updateAndGet(0, n -> Math.floorDiv(n, 0L)))
                .isInstanceOf(ArithmeticException.class);

        assertThat(cell.toArray()).containsExactly(1, 2);
        assertThat(cell.addAndGet(0, 1)).isEqualTo(2);
    }

    @Test
    void shouldLoseNoAdditionOfManyThreads() throws Exception {
        IntArrayCell cell = ints(true);
        cell.create(4);

        inThreads(4, () -> {
            for (int i = 0; i < 4_000; i++) {
                cell.addAndGet(i % 4, 1);
            }
        });

        assertThat(cell.toArray()).containsExactly(4_000, 4_000, 4_000, 4_000);
    }

    @Test
    void shouldNeverShowHalfOfAFill() throws Exception {
        LongArrayCell cell = longs(false);
        cell.create(16);
        CompletableFuture<Void> filling = CompletableFuture.runAsync(() -> {
            for (int i = 1; i <= 5_000; i++) {
                cell.fill(i);
            }
        });

        long last = 0;
        while (last < 5_000) {
            long[] elements = cell.toArray();
            last = elements[0];
            assertThat(elements).containsOnly(last);
        }
        filling.get();
    }

    @Test
    void shouldWaitForAChange() throws Exception {
        LongArrayCell cell = longs(false);
        cell.create(2);
        CompletableFuture<Long> change = CompletableFuture.supplyAsync(() -> {
            try {
                return cell.awaitChange(1, 0);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });

        cell.set(0, 6);
        cell.set(1, 7);

        assertThat(change.get()).isEqualTo(7);
        assertThat(cell.awaitChange(1, 7, Duration.ofMillis(2))).isFalse();
        cell.remove();
        assertThatThrownBy(() -> cell.awaitChange(1, 7)).isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void shouldShareItsEntryWithTheMap() {
        SharedMap<String, int[]> map = map(Codecs.int32Array(), true);
        map.put("first", new int[] {1, 2});
        map.put("second", new int[] {3});
        IntArrayCell cell = map.arrayCell("first");

        cell.addAndGet(1, 5);

        assertThat(map.get("first")).containsExactly(1, 7);
        assertThat(map.keySet()).containsExactly("first", "second");
        map.put("first", new int[] {9});
        assertThat(cell.length()).isEqualTo(1);
        map.remove("first");
        assertThat(cell.isPresent()).isFalse();
    }

    @Test
    void shouldComeFromMapsOfArraysOnly() {
        SharedMap<String, Long> numbers = parley.map("numbers", Codecs.utf8(), Codecs.int64());
        SharedMap<String, long[]> arrays = map(Codecs.int64Array(), false);

        assertThatThrownBy(() -> numbers.arrayCell("k"))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageContaining("codec=int64.");
        assertThatThrownBy(() -> arrays.longCell("k")).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> arrays.doubleCell("k")).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> {
                    IntArrayCell wrong = arrays.arrayCell("k");
                    wrong.fill(1);
                })
                .isInstanceOf(ClassCastException.class);
    }
}
