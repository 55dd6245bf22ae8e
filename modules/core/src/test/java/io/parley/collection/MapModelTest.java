package io.parley.collection;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.Codecs;
import io.parley.Parley;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random operations through two handles, compared with the map of the JDK that keeps the same order; repeat one by
 * {@code -Dparley.seed}.
 */
@Timeout(120)
class MapModelTest {
    private static final long SEED = Long.getLong("parley.seed", System.nanoTime());
    private static final int STEPS = 8_000;
    /** Few, so that most are there at times and absent at others. */
    private static final int KEYS = 48;

    @TempDir
    Path directory;

    private final SplittableRandom random = new SplittableRandom(SEED);
    private Parley parley;
    private final List<SharedMap<String, Long>> handles = new ArrayList<>();
    private Map<String, Long> model;

    @BeforeEach
    void open() {
        parley = Parley.open(directory.resolve("domain"));
    }

    @AfterEach
    void close() {
        parley.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldDoWhatTheMapOfTheJdkDoes(boolean ordered) {
        model = ordered ? new LinkedHashMap<>() : new ConcurrentHashMap<>();
        for (int i = 0; i < 2; i++) {
            handles.add(parley.map("model", Codecs.utf8(), Codecs.int64(), o -> o.insertionOrder(ordered)));
        }
        for (int i = 0; i < STEPS; i++) {
            try {
                step(any(), i);
                if (i % 16 == 0) {
                    compare(any(), ordered);
                }
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("step " + i + " failed; repeat with -Dparley.seed=" + SEED, e);
            }
        }
        assertThat(model).as("a test that removes everything says little").isNotEmpty();
    }

    private SharedMap<String, Long> any() {
        return handles.get(random.nextInt(handles.size()));
    }

    private String key() {
        return "k".repeat(random.nextInt(3)) + random.nextInt(KEYS);
    }

    private Long value() {
        return (long) random.nextInt(4);
    }

    private void step(Map<String, Long> map, int step) {
        String key = key();
        Long value = value();
        Long other = value();
        switch (random.nextInt(24)) {
            case 0, 1, 2 -> assertThat(map.put(key, value)).isEqualTo(model.put(key, value));
            case 3 -> assertThat(map.putIfAbsent(key, value)).isEqualTo(model.putIfAbsent(key, value));
            case 4 -> assertThat(map.remove(key)).isEqualTo(model.remove(key));
            case 5 -> assertThat(map.remove(key, value)).isEqualTo(model.remove(key, value));
            case 6 -> assertThat(map.replace(key, value)).isEqualTo(model.replace(key, value));
            case 7 -> assertThat(map.replace(key, value, other)).isEqualTo(model.replace(key, value, other));
            case 8 -> assertThat(map.compute(key, orNothing(value))).isEqualTo(model.compute(key, orNothing(value)));
            case 9 ->
                assertThat(map.computeIfAbsent(key, k -> value == 0 ? null : value))
                        .isEqualTo(model.computeIfAbsent(key, k -> value == 0 ? null : value));
            case 10 ->
                assertThat(map.computeIfPresent(key, orNothing(value)))
                        .isEqualTo(model.computeIfPresent(key, orNothing(value)));
            case 11 ->
                assertThat(map.merge(key, value, (a, b) -> a + b > 4 ? null : a + b))
                        .isEqualTo(model.merge(key, value, (a, b) -> a + b > 4 ? null : a + b));
            case 12 -> assertThat(map.get(key)).isEqualTo(model.get(key));
            case 13 -> assertThat(map.containsKey(key)).isEqualTo(model.containsKey(key));
            case 14 -> assertThat(map.getOrDefault(key, 77L)).isEqualTo(model.getOrDefault(key, 77L));
            case 15 -> {
                Map<String, Long> several = new LinkedHashMap<>(Map.of(key, value));
                several.put(key(), other);
                map.putAll(several);
                several.forEach(model::put);
            }
            case 16 -> byIterator(map);
            case 17 -> {
                map.replaceAll((k, v) -> k.length() + v);
                model.replaceAll((k, v) -> k.length() + v);
            }
            case 18 -> assertThat(map.containsValue(value)).isEqualTo(model.containsValue(value));
            case 19 -> views(map, key, value);
            case 20 -> {
                ((SharedMap<String, Long>) map).set(key, value);
                model.put(key, value);
            }
            case 21 ->
                assertThat(((SharedMap<String, Long>) map).removeKey(key)).isEqualTo(model.remove(key) != null);
            case 22 -> {
                ((SharedMap<String, Long>) map).write(key, value, (source, out) -> out.writeLong(source));
                model.put(key, value);
            }
            default -> {
                if (step % 40 == 0) {
                    map.clear();
                    model.clear();
                }
            }
        }
    }

    private BiFunction<String, Long, Long> orNothing(Long value) {
        return (key, old) -> old == null ? value : old.equals(value) ? null : old + key.length();
    }

    /** Each walks in an order of its own, so what is done must depend on the entry alone. */
    private void byIterator(Map<String, Long> map) {
        int digit = random.nextInt(10);
        List<Map<String, Long>> both = List.of(map, model);
        for (Map<String, Long> each : both) {
            for (Iterator<Map.Entry<String, Long>> all = each.entrySet().iterator(); all.hasNext(); ) {
                Map.Entry<String, Long> entry = all.next();
                if (entry.getKey().endsWith("3" + digit)) {
                    all.remove();
                } else if (entry.getKey().endsWith("1" + digit)) {
                    entry.setValue(entry.getValue() + 1);
                }
            }
        }
    }

    private void views(Map<String, Long> map, String key, Long value) {
        switch (random.nextInt(5)) {
            case 0 ->
                assertThat(map.keySet().remove(key)).isEqualTo(model.keySet().remove(key));
            case 1 ->
                assertThat(map.entrySet().remove(Map.entry(key, value)))
                        .isEqualTo(model.entrySet().remove(Map.entry(key, value)));
            case 2 ->
                assertThat(map.entrySet().contains(Map.entry(key, value)))
                        .isEqualTo(model.entrySet().contains(Map.entry(key, value)));
            case 3 ->
                assertThat(map.values().removeIf(v -> v > 4 + value))
                        .isEqualTo(model.values().removeIf(v -> v > 4 + value));
            default -> {
                List<String> several = List.of(key, key(), key());
                assertThat(map.keySet().removeAll(several))
                        .isEqualTo(model.keySet().removeAll(several));
            }
        }
    }

    private void compare(SharedMap<String, Long> map, boolean ordered) {
        assertThat(map.size()).isEqualTo(model.size());
        assertThat(map.longSize()).isEqualTo(model.size());
        assertThat(map.isEmpty()).isEqualTo(model.isEmpty());
        assertThat(map.equals(model)).isTrue();
        assertThat(model.equals(map)).isTrue();
        assertThat(map.hashCode()).isEqualTo(model.hashCode());
        Map<String, Long> bulk = new HashMap<>();
        map.forEachEntry((key, value) -> assertThat(bulk.put(key, value)).isNull());
        assertThat(bulk).isEqualTo(model);
        if (ordered) {
            assertThat(map).hasToString(model.toString());
            assertThat(map.snapshot()).hasToString(model.toString());
            assertThat(map.keySet()).containsExactlyElementsOf(model.keySet());
            assertThat(map.values()).containsExactlyElementsOf(model.values());
            List<String> walked = new ArrayList<>();
            map.forEach((key, value) -> walked.add(key));
            assertThat(walked).containsExactlyElementsOf(model.keySet());
        } else {
            assertSame(map.keySet(), model.keySet());
            assertSame(map.values(), model.values());
            assertThat(map.snapshot()).isEqualTo(model);
        }
    }

    private static <T> void assertSame(Collection<T> found, Collection<T> expected) {
        assertThat(found).containsExactlyInAnyOrderElementsOf(expected);
    }
}
