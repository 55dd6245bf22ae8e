package io.parley.collection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.Codecs;
import io.parley.Parley;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys and values from 1 byte to 1 MiB, together in one map. */
@Timeout(120)
class MapSizesTest {
    private static final int LARGEST = 1 << 20;

    @TempDir
    Path directory;

    private final SplittableRandom random = new SplittableRandom(7);
    private Parley parley;

    @BeforeEach
    void open() {
        parley = Parley.open(directory.resolve("domain"));
    }

    @AfterEach
    void close() {
        parley.close();
    }

    /** Different for each length, and no key is the beginning of another. */
    private byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldCarryEverySize(boolean ordered) {
        SharedMap<byte[], byte[]> map =
                parley.map("sizes", Codecs.bytes(), Codecs.bytes(), o -> o.insertionOrder(ordered));
        Map<byte[], byte[]> model = new LinkedHashMap<>();
        for (int length = 1; length <= LARGEST; length *= 4) {
            for (int off = length == 1 ? 0 : -1; off <= (length == LARGEST ? 0 : 1); off++) {
                model.put(bytes(length + off), bytes(length + off));
            }
        }
        model.put(bytes(17), new byte[0]);
        model.put(new byte[0], bytes(17));
        model.put(bytes(LARGEST), bytes(1));
        model.put(bytes(2), bytes(LARGEST));

        model.forEach(map::set);
        assertSame(map, model);
        model.replaceAll((key, value) -> bytes(LARGEST + 1 - Math.max(1, value.length)));
        model.forEach((key, value) -> assertThat(map.put(key, value)).isNotNull());
        assertSame(map, model);
        model.keySet().removeIf(key -> {
            boolean small = key.length < 1000;
            return small && map.removeKey(key);
        });
        assertSame(map, model);
    }

    /** One part with more bytes than an iterator copies at once. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldWalkOverMoreThanIsCopiedAtOnce(boolean ordered) {
        SharedMap<byte[], byte[]> map = parley.map(
                "large",
                Codecs.bytes(),
                Codecs.bytes(),
                o -> o.insertionOrder(ordered).stripes(1));
        Map<byte[], byte[]> model = new LinkedHashMap<>();
        for (int i = 0; i < 20; i++) {
            model.put(bytes(10), bytes(LARGEST - i));
        }
        model.forEach(map::set);

        assertSame(map, model);
        if (ordered) {
            assertThat(map.values().stream().map(value -> value.length))
                    .containsExactlyElementsOf(
                            model.values().stream().map(value -> value.length).toList());
        }
    }

    @Test
    void shouldRefuseWhatIsTooLarge() {
        SharedMap<byte[], byte[]> map = parley.map("sizes", Codecs.bytes(), Codecs.bytes());
        byte[] tooLarge = new byte[LARGEST + 4097];
        assertThatThrownBy(() -> map.put(bytes(1), tooLarge))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("sizes.map");
        assertThatThrownBy(() -> map.merge(tooLarge, bytes(1), (old, given) -> given))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> map.compute(bytes(1), (key, value) -> tooLarge))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(map).isEmpty();
        assertThat(map.get(tooLarge)).isNull();
    }

    private static void assertSame(SharedMap<byte[], byte[]> map, Map<byte[], byte[]> model) {
        assertThat(map.longSize()).isEqualTo(model.size());
        model.forEach((key, value) -> assertThat(map.get(key)).isEqualTo(value));
        long[] bytes = {0, 0};
        map.forEach((key, value) -> {
            assertThat(map.get(key)).isEqualTo(value);
            bytes[0] += key.length;
            bytes[1] += value.length;
        });
        assertThat(bytes[0])
                .isEqualTo(model.keySet().stream().mapToLong(key -> key.length).sum());
        assertThat(bytes[1])
                .isEqualTo(
                        model.values().stream().mapToLong(value -> value.length).sum());
    }
}
