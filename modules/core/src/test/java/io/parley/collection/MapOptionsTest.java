package io.parley.collection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class MapOptionsTest {
    private final MapOptions options = MapOptions.defaults();

    @Test
    void shouldKeepWhatOthersSet() {
        MapOptions all = options.stripes(2).insertionOrder(true).expectedEntries(1_000);

        assertThat(all)
                .isEqualTo(options.expectedEntries(1_000).stripes(2).insertionOrder(true))
                .hasSameHashCodeAs(options.expectedEntries(1_000).stripes(2).insertionOrder(true))
                .isNotEqualTo(options)
                .isNotEqualTo(all.insertionOrder(false))
                .hasToString("MapOptions(expectedEntries=1000, insertionOrder=true, stripes=2)");
        assertThat(options).hasToString("MapOptions(expectedEntries=0, stripes=16)");
    }

    @Test
    void shouldRefuseWhatIsOutOfRange() {
        assertThatThrownBy(() -> options.expectedEntries(-1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expectedEntries=-1");
        for (int stripes : new int[] {0, -4, 3, 128}) {
            assertThatThrownBy(() -> options.stripes(stripes))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("stripes=" + stripes + ", allowed=a power of two, 1..64");
        }
    }
}
