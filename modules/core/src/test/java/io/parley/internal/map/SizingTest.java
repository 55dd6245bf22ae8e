package io.parley.internal.map;

import static io.parley.internal.map.StoreFixture.number;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.MapFullException;
import io.parley.internal.memory.MessageBuffer;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class SizingTest {
    @TempDir
    Path directory;

    @Test
    void shouldBeginSmallOrWithRoomForWhatIsExpected() {
        assertThat(Sizing.first(0, 16)).isEqualTo(new SegmentSize(64, 64));
        assertThat(Sizing.first(-1, 16)).isEqualTo(new SegmentSize(64, 64));
        assertThat(Sizing.first(160_000, 16).entries()).isGreaterThan(10_000);
        assertThat(Sizing.first(160_000, 16).chunks()).isGreaterThan(10_000);
    }

    @Test
    void shouldTakeAnImpossibleExpectationForAHint() {
        assertThat(Sizing.first(Long.MAX_VALUE, 1).bytes()).isLessThan(1L << 31);
        assertThat(Sizing.first(1L << 40, 16).bytes()).isGreaterThan(1L << 29);
    }

    @Test
    void shouldGrowInTheDirectionThatIsShort() {
        try (StoreFixture domain = new StoreFixture(directory)) {
            MapStore store = domain.open("sizes", StoreFixture.config(1));
            for (long i = 0; i < 42; i++) {
                store.put(number(i), number(i), null);
            }
            Segment segment = store.core().stripe(0).segment();

            SegmentSize forSlots = new Sizing(store.core()).grown(segment, 1);
            store.remove(number(1), null);
            SegmentSize forChunks = new Sizing(store.core()).grown(segment, 1000);
            SegmentSize smallest = new Sizing(store.core()).smallest();

            assertThat(segment.place().size()).isEqualTo(new SegmentSize(64, 64));
            assertThat(forSlots.slots()).isEqualTo(128);
            assertThat(forSlots.chunks()).isGreaterThanOrEqualTo(forSlots.entries());
            assertThat(forChunks.slots()).isEqualTo(64);
            assertThat(forChunks.chunks()).isBetween(1041, 2048);
            assertThat(smallest.slots()).isEqualTo(64);
        }
    }

    @Test
    void shouldSayWhenAStripeCannotBeLarger() {
        try (StoreFixture domain = new StoreFixture(directory)) {
            MapStore store = domain.open("sizes", StoreFixture.config(1));
            store.put(number(1), new MessageBuffer(), null);
            Sizing sizing = new Sizing(store.core());
            Segment segment = store.core().stripe(0).segment();

            assertThat(sizing.grown(segment, 60_000_000).chunks()).isGreaterThan(60_000_000);
            assertThatThrownBy(() -> sizing.grown(segment, 70_000_000))
                    .isInstanceOf(MapFullException.class)
                    .hasMessageContaining("sizes.map")
                    .hasMessageContaining("stripes=1");
        }
    }
}
