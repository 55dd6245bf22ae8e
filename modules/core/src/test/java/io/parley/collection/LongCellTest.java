package io.parley.collection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.Codecs;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Of numbers in entries; each in a map with an order and in one without. */
@Timeout(60)
class LongCellTest extends CellFixture {
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldCountFromNothing(boolean ordered) {
        LongCell cell = longCell(ordered);

        assertThat(cell.get()).isZero();
        assertThat(cell.isPresent()).isFalse();
        assertThat(cell.getAndAdd(5)).isZero();
        assertThat(cell.isPresent()).isTrue();
        assertThat(cell.addAndGet(2)).isEqualTo(7);
        assertThat(cell.incrementAndGet()).isEqualTo(8);
        assertThat(cell.decrementAndGet()).isEqualTo(7);
        assertThat(cell.getAndIncrement()).isEqualTo(7);
        assertThat(cell.getAndDecrement()).isEqualTo(8);
        assertThat(cell.get()).isEqualTo(7);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldBeAnAtomicLong(boolean ordered) {
        LongCell cell = longCell(ordered);

        cell.set(Long.MAX_VALUE);
        assertThat(cell.addAndGet(1)).isEqualTo(Long.MIN_VALUE);
        assertThat(cell.getAndSet(3)).isEqualTo(Long.MIN_VALUE);
        assertThat(cell.compareAndSet(4, 5)).isFalse();
        assertThat(cell.compareAndSet(3, 5)).isTrue();
        assertThat(cell.getAndUpdate(n -> n * 2)).isEqualTo(5);
        assertThat(cell.updateAndGet(n -> n + 1)).isEqualTo(11);
        assertThat(cell.getAndAccumulate(3, (old, three) -> old - three)).isEqualTo(11);
        assertThat(cell.accumulateAndGet(30, Math::max)).isEqualTo(30);
        assertThat(cell.get()).isEqualTo(30);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldLiveOnWhenTheEntryIsRemoved(boolean ordered) {
        LongCell cell = longCell(ordered);
        LongCell other = longCell(ordered);
        cell.set(7);

        assertThat(other.remove()).isTrue();
        assertThat(other.remove()).isFalse();

        assertThat(cell.get()).isZero();
        assertThat(cell.isPresent()).isFalse();
        assertThat(cell.compareAndSet(0, 4)).isTrue();
        assertThat(other.get()).isEqualTo(4);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldLeaveOtherEntriesAlone(boolean ordered) {
        SharedMap<String, Long> map = map(Codecs.int64(), ordered);
        LongCell first = map.longCell("first");
        LongCell second = map.longCell("second");

        first.set(1);
        second.set(2);
        first.remove();

        assertThat(second.get()).isEqualTo(2);
        assertThat(map).hasToString("{second=2}");
        first.set(3);
        map.put("second", 4L);
        assertThat(second.addAndGet(1)).isEqualTo(5);
        assertThat(map).isEqualTo(Map.of("first", 3L, "second", 5L));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldLoseNoAdditionOfManyThreads(boolean ordered) throws Exception {
        LongCell cell = longCell(ordered);

        inThreads(4, () -> {
            for (int i = 0; i < 5_000; i++) {
                cell.incrementAndGet();
                cell.updateAndGet(n -> n + 1);
                long seen = cell.get();
                while (!cell.compareAndSet(seen, seen + 1)) {
                    seen = cell.get();
                }
            }
        });

        assertThat(cell.get()).isEqualTo(60_000);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldKeepTheNumberWhenAFunctionThrows(boolean ordered) {
        LongCell cell = longCell(ordered);
        cell.set(5);

        assertThatThrownBy(() -> cell.updateAndGet(n -> n / (n - 5))).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> cell.updateAndGet(null)).isInstanceOf(NullPointerException.class);

        assertThat(cell.get()).isEqualTo(5);
        assertThat(cell.incrementAndGet()).isEqualTo(6);
    }

    @Test
    void shouldLetFunctionsUseOtherMaps() {
        LongCell cell = longCell(false);
        LongCell other = longCell(true);
        cell.set(1);
        other.set(10);

        assertThat(cell.updateAndGet(n -> n + other.updateAndGet(m -> m + cell.get())))
                .isEqualTo(12);

        assertThat(other.get()).isEqualTo(11);
        assertThat(cell.get()).isEqualTo(12);
    }

    @Test
    void shouldRefuseFunctionsThatWriteToTheSameMap() {
        LongCell cell = longCell(false);

        assertThatThrownBy(() -> cell.updateAndGet(n -> cell.addAndGet(1))).isInstanceOf(IllegalStateException.class);

        assertThat(cell.isPresent()).isFalse();
        assertThat(cell.addAndGet(1)).isEqualTo(1);
    }

    @Test
    void shouldWaitForAChange() throws Exception {
        LongCell cell = longCell(false);
        CompletableFuture<Long> change = CompletableFuture.supplyAsync(() -> {
            try {
                return cell.awaitChange(0);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });

        cell.set(7);

        assertThat(change.get()).isEqualTo(7);
        assertThat(cell.awaitChange(7, Duration.ofMillis(5))).isFalse();
        assertThat(cell.awaitChange(6, Duration.ZERO)).isTrue();
        cell.remove();
        assertThat(cell.awaitChange(7)).isZero();
    }

    @Test
    void shouldEndWaitingByInterruption() {
        LongCell cell = longCell(false);
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> cell.awaitChange(0)).isInstanceOf(InterruptedException.class);
    }

    @Test
    void shouldShowItsMapItsKeyAndItsNumber() {
        LongCell cell = longCell(false);
        assertThat(cell).asString().startsWith("LongCell(map-false[k]=absent, ");

        cell.set(3);

        assertThat(cell).asString().startsWith("LongCell(map-false[k]=3, ").endsWith("map-false.map)");
    }

    @Test
    void shouldKeepThePlaceOfItsEntryInTheOrder() {
        SharedMap<String, Long> map = map(Codecs.int64(), true);
        for (String key : List.of("c", "a", "b")) {
            map.longCell(key).set(1);
        }

        map.longCell("a").set(2);
        map.longCell("c").addAndGet(2);

        assertThat(map).hasToString("{c=3, a=2, b=1}");
    }
}
