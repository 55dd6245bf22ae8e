package io.parley.internal.map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SegmentSizeTest {
    @Test
    void shouldHoldWhatWasAskedFor() {
        for (long entries = 0; entries < 3_000_000; entries = entries * 3 / 2 + 1) {
            SegmentSize size = SegmentSize.of(entries, entries * 2);

            assertThat(size.entries()).isGreaterThanOrEqualTo((int) entries);
            assertThat(size.chunks()).isGreaterThanOrEqualTo((int) entries * 2);
            assertThat(size.slots()).isLessThanOrEqualTo((int) Math.max(64, entries * 3 + 3));
        }
        assertThat(SegmentSize.of(0, 0)).isEqualTo(new SegmentSize(64, 64));
        assertThat(SegmentSize.of(42, 65)).isEqualTo(new SegmentSize(64, 128));
        assertThat(SegmentSize.of(43, 64)).isEqualTo(new SegmentSize(128, 64));
    }

    @Test
    void shouldStayBelowTwoGigabytes() {
        assertThat(SegmentSize.possible(1 << 20, 60 << 20)).isTrue();
        assertThat(SegmentSize.of(1 << 20, 60 << 20).bytes()).isLessThan(Integer.MAX_VALUE);
        assertThat(SegmentSize.possible(1 << 20, 64 << 20)).isFalse();
        assertThat(SegmentSize.possible(Long.MAX_VALUE, 1)).isFalse();
        assertThatThrownBy(() -> SegmentSize.of(1 << 20, 64 << 20))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("more stripes");
        assertThatThrownBy(() -> new SegmentSize(100, 64)).hasMessageContaining("slots=100");
        assertThatThrownBy(() -> new SegmentSize(64, 65)).hasMessageContaining("chunks=65");
        assertThatThrownBy(() -> new SegmentSize(1 << 28, 64)).hasMessageContaining("Use more stripes");
    }
}
