package io.parley.internal.map;

import static io.parley.internal.map.StoreFixture.number;
import static io.parley.internal.map.StoreFixture.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.parley.internal.memory.MessageBuffer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Random operations, beside a {@link HashMap}; a failure is repeated with {@code -Dparley.seed=}. */
@Timeout(120)
class MapStoreModelTest {
    private static final int STEPS = 60_000;

    @TempDir
    Path directory;

    private final long seed = Long.getLong("parley.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final Map<Long, String> model = new HashMap<>();
    private final MessageBuffer out = new MessageBuffer();

    @Test
    void shouldDoWhatAHashMapDoes() {
        try (StoreFixture domain = new StoreFixture(directory)) {
            MapStore store = domain.open("model");
            for (int i = 0; i < STEPS; i++) {
                try {
                    step(store);
                    if (i % 10_000 == 0) {
                        check(store);
                    }
                } catch (RuntimeException | AssertionError e) {
                    throw new AssertionError("step " + i + " failed; repeat with -Dparley.seed=" + seed, e);
                }
            }
            check(store);
        }
    }

    private void step(MapStore store) {
        long key = (long) Math.abs(random.nextGaussian() * 1000);
        String value = "v".repeat(random.nextInt(100) == 0 ? random.nextInt(20_000) : random.nextInt(60));
        switch (random.nextInt(12)) {
            case 0, 1, 2, 3 -> {
                String old = model.put(key, value);
                assertThat(store.put(number(key), text(value), out)).isEqualTo(old != null);
                assertThat(text(out)).isEqualTo(old == null ? "" : old);
            }
            case 4, 5, 6 -> {
                String old = model.remove(key);
                assertThat(store.remove(number(key), out)).isEqualTo(old != null);
                assertThat(text(out)).isEqualTo(old == null ? "" : old);
            }
            case 7 -> {
                String present = model.putIfAbsent(key, value);
                assertThat(store.putIfAbsent(number(key), text(value), out)).isEqualTo(present == null);
                assertThat(text(out)).isEqualTo(present == null ? "" : present);
            }
            case 8, 9 -> {
                update(store, key, value);
            }
            case 10 -> {
                String found = model.get(key);
                assertThat(store.get(number(key), out)).isEqualTo(found != null);
                assertThat(text(out)).isEqualTo(found == null ? "" : found);
            }
            default -> rarely(store);
        }
        assertThat(store.size()).isEqualTo(model.size());
    }

    private void update(MapStore store, long key, String value) {
        Outcome wanted = Outcome.values()[random.nextInt(3)];
        store.update(number(key), (current, next) -> {
            assertThat(current == null ? null : text(current)).isEqualTo(model.get(key));
            next.writeBytes(text(value).array(), 0, value.length());
            return wanted;
        });
        if (wanted == Outcome.PUT) {
            model.put(key, value);
        } else if (wanted == Outcome.REMOVE) {
            model.remove(key);
        }
    }

    private void rarely(MapStore store) {
        switch (random.nextInt(400)) {
            case 0 -> {
                store.clear();
                model.clear();
            }
            case 1, 2, 3 -> store.compact();
            default -> assertThat(store.containsKey(number(-1))).isFalse();
        }
    }

    private void check(MapStore store) {
        assertThat(StoreFixture.all(store)).isEqualTo(model);
        model.forEach((key, value) -> {
            assertThat(store.get(number(key), out)).isTrue();
            assertThat(text(out)).isEqualTo(value);
        });
    }
}
