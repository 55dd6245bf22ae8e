package io.parley.collection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.Codecs;
import io.parley.ObjectMismatchException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Of numbers by number; where it matters also in a map with an order. */
@Timeout(60)
class SharedLongMapTest extends CellFixture {
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldCountAbsentNumbersAsZero(boolean ordered) {
        SharedLongMap map = parley.longMap("m", o -> o.insertionOrder(ordered));

        assertThat(map.get(1)).isZero();
        assertThat(map.get(1, -1)).isEqualTo(-1);
        assertThat(map.containsKey(1)).isFalse();
        assertThat(map.isEmpty()).isTrue();
        assertThat(map.getAndAdd(1, 5)).isZero();
        assertThat(map.getAndPut(2, 5)).isZero();
        assertThat(map.compareAndSet(3, 0, 5)).isTrue();
        assertThat(map.updateAndGet(4, n -> n + 5)).isEqualTo(5);
        assertThat(map.getAndUpdate(5, n -> n + 5)).isZero();
        for (long key = 1; key <= 5; key++) {
            assertThat(map.get(key, -1)).isEqualTo(5);
        }
        assertThat(map.size()).isEqualTo(5);
        assertThat(map.getAndRemove(6)).isZero();
        assertThat(map.size()).isEqualTo(5);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldTellAbsentNumbersFromZero(boolean ordered) {
        SharedLongMap map = parley.longMap("m", o -> o.insertionOrder(ordered));

        assertThat(map.putIfAbsent(1, 0)).isTrue();
        assertThat(map.putIfAbsent(1, 7)).isFalse();
        assertThat(map.get(1, -1)).isZero();
        assertThat(map.merge(2, 7, Long::sum)).isEqualTo(7);
        assertThat(map.merge(2, 7, Math::multiplyExact)).isEqualTo(49);
        assertThat(map.computeIfAbsent(3, key -> key * 100)).isEqualTo(300);
        assertThat(map.computeIfAbsent(3, key -> -1)).isEqualTo(300);
        assertThat(map.computeIfAbsent(1, key -> -1)).isZero();
        assertThat(map.remove(4, 0)).isFalse();
        assertThat(map.remove(1, 1)).isFalse();
        assertThat(map.remove(1, 0)).isTrue();
        assertThat(map.remove(1)).isFalse();
        assertThat(map.remove(2)).isTrue();
        assertThat(map.getAndRemove(3)).isEqualTo(300);
        assertThat(map.isEmpty()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldDoWhatAHashMapDoes(boolean ordered) {
        long seed = Long.getLong("parley.seed", System.nanoTime());
        Random random = new Random(seed);
        SharedLongMap map = parley.longMap("m", o -> o.insertionOrder(ordered));
        Map<Long, Long> model = new HashMap<>();

        for (int i = 0; i < 20_000; i++) {
            long key = random.nextInt(200) * 0x9E3779B97F4A7C15L;
            long number = random.nextInt(3);
            switch (random.nextInt(8)) {
                case 0 -> {
                    map.put(key, number);
                    model.put(key, number);
                }
                case 1 ->
                    assertThat(map.addAndGet(key, number))
                            .as("seed=%d", seed)
                            .isEqualTo(model.merge(key, number, Long::sum));
                case 2 -> assertThat(map.remove(key)).as("seed=%d", seed).isEqualTo(model.remove(key) != null);
                case 3 ->
                    assertThat(map.remove(key, number)).as("seed=%d", seed).isEqualTo(model.remove(key, number));
                case 4 ->
                    assertThat(map.putIfAbsent(key, number))
                            .as("seed=%d", seed)
                            .isEqualTo(model.putIfAbsent(key, number) == null);
                case 5 ->
                    assertThat(map.merge(key, number, Math::max))
                            .as("seed=%d", seed)
                            .isEqualTo(model.merge(key, number, Math::max));
                case 6 -> assertThat(map.get(key, -1)).as("seed=%d", seed).isEqualTo(model.getOrDefault(key, -1L));
                default -> assertThat(map.containsKey(key)).as("seed=%d", seed).isEqualTo(model.containsKey(key));
            }
        }

        Map<Long, Long> content = new HashMap<>();
        map.forEach((key, value) -> assertThat(content.put(key, value)).isNull());
        assertThat(content).as("seed=%d", seed).isEqualTo(model);
        assertThat(map.size()).isEqualTo(model.size());
        map.clear();
        assertThat(map.isEmpty()).isTrue();
    }

    @Test
    void shouldLoseNoAdditionOfManyThreads() throws Exception {
        SharedLongMap map = parley.longMap("m");

        inThreads(4, () -> {
            for (int i = 0; i < 5_000; i++) {
                map.incrementAndGet(i % 7);
                map.merge(i % 11, 2, Long::sum);
                map.decrementAndGet(-1);
            }
        });

        AtomicLong sum = new AtomicLong();
        map.forEach((key, value) -> sum.addAndGet(value));
        assertThat(sum.get()).isEqualTo(20_000 * 3 - 20_000);
        assertThat(map.get(-1)).isEqualTo(-20_000);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldLetForEachChangeTheMap(boolean ordered) {
        SharedLongMap map = parley.longMap("m", o -> o.insertionOrder(ordered));
        for (long key = 0; key < 100; key++) {
            map.put(key, key);
        }
        AtomicLong visits = new AtomicLong();

        map.forEach((key, value) -> {
            visits.incrementAndGet();
            map.addAndGet(key, map.get(key));
            map.forEach((inner, number) -> assertThat(number).isIn(inner, 2 * inner));
        });

        assertThat(visits.get()).isEqualTo(100);
        map.forEach((key, value) -> assertThat(value).isEqualTo(2 * key));
    }

    @Test
    void shouldKeepTheNumberWhenAFunctionThrows() {
        SharedLongMap map = parley.longMap("m");
        map.put(1, 5);

        assertThatThrownBy(() -> map.updateAndGet(1, n -> Math.floorDiv(n, 0L)))
                .isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> map.computeIfAbsent(2, n -> Math.floorDiv(n, 0L)))
                .isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> map.merge(1, 1, null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> map.updateAndGet(1, n -> map.addAndGet(1, 1)))
                .isInstanceOf(IllegalStateException.class);

        assertThat(map.get(1)).isEqualTo(5);
        assertThat(map.containsKey(2)).isFalse();
        assertThat(map.incrementAndGet(1)).isEqualTo(6);
    }

    @Test
    void shouldLetFunctionsUseOtherMaps() {
        SharedLongMap map = parley.longMap("m");
        SharedLongMap other = parley.longMap("other");

        assertThat(map.updateAndGet(1, n -> n + other.updateAndGet(2, m -> m + 3 + map.get(1))))
                .isEqualTo(3);

        assertThat(map.get(1)).isEqualTo(3);
        assertThat(other.get(2)).isEqualTo(3);
    }

    @Test
    void shouldWaitForAChange() throws Exception {
        SharedLongMap map = parley.longMap("m");
        CompletableFuture<Long> change = CompletableFuture.supplyAsync(() -> {
            try {
                return map.awaitChange(5, 0);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });

        map.put(4, 1);
        map.put(5, 7);

        assertThat(change.get()).isEqualTo(7);
        assertThat(map.awaitChange(5, 7, Duration.ofMillis(2))).isFalse();
        map.remove(5);
        assertThat(map.awaitChange(5, 7, Duration.ofSeconds(30))).isTrue();
    }

    @Test
    void shouldShareItsContentWithEveryHandle() {
        SharedLongMap map = parley.longMap("m");
        SharedLongMap again = parley.longMap("m");
        map.put(1, 2);

        assertThat(again.get(1)).isEqualTo(2);
        again.close();
        assertThat(map.get(1)).isEqualTo(2);
        assertThat(map.name()).isEqualTo("m");
        assertThat(map.path()).hasFileName("m.map").isDirectory();
        assertThat(map).asString().startsWith("SharedLongMap(m, size=1, ");
        map.flush();
        map.compact();
        map.delete();
        assertThat(map.isDeleted()).isTrue();
        assertThat(map).asString().startsWith("SharedLongMap(m, deleted, ");
        assertThat(parley.longMap("m").isEmpty()).isTrue();
    }

    @Test
    void shouldRefuseAMapThatKeepsNoOrder() {
        parley.longMap("m", o -> o.insertionOrder(false)).put(1, 2);

        assertThatThrownBy(() -> parley.longMap("m", o -> o.insertionOrder(true)))
                .isInstanceOf(ObjectMismatchException.class);
        assertThat(parley.longMap("m").get(1)).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldBeAMapOfLongs(boolean ordered) {
        SharedLongMap numbers = parley.longMap("m", o -> o.insertionOrder(ordered));
        SharedMap<Long, Long> map = parley.map("m", Codecs.int64(), Codecs.int64());
        map.put(1L, 10L);
        numbers.put(2, 20);
        numbers.addAndGet(1, 5);

        assertThat(numbers.get(1)).isEqualTo(15);
        assertThat(map).isEqualTo(Map.of(1L, 15L, 2L, 20L));
        assertThat(map.longCell(2L).incrementAndGet()).isEqualTo(21);
        assertThat(numbers.get(2)).isEqualTo(21);
        assertThatThrownBy(() -> parley.map("m", Codecs.int64(), Codecs.utf8()))
                .isInstanceOf(ObjectMismatchException.class);
    }
}
