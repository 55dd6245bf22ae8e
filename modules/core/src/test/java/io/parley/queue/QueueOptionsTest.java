package io.parley.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class QueueOptionsTest {
    @Test
    void shouldKeepWhatOthersSet() {
        QueueOptions options =
                QueueOptions.defaults().capacity(7).claims(8).blockSize(1 << 20).latency(true);
        assertThat(options)
                .isEqualTo(QueueOptions.defaults()
                        .latency(true)
                        .blockSize(1 << 20)
                        .claims(8)
                        .capacity(7))
                .isNotEqualTo(QueueOptions.defaults())
                .hasToString("QueueOptions(capacity=7, claims=8, blockSize=1048576, latency=1)");
    }

    @Test
    void shouldNameBoundsAndLimits() {
        assertThat(QueueOptions.defaults().capacityBytes(1_000).maxDeliveries(5).joinable())
                .hasToString("QueueOptions(capacityBytes=1000, maxDeliveries=5, joinable=1)");
    }

    @Test
    void shouldRefuseWhatIsOutOfRange() {
        QueueOptions options = QueueOptions.defaults();
        assertThatThrownBy(() -> options.capacityBytes(-2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("capacityBytes=-2");
        assertThatThrownBy(() -> options.maxDeliveries(-2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("maxDeliveries=-2");
        assertThatThrownBy(() -> options.capacity(-2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("capacity=-2");
        assertThatThrownBy(() -> options.claims(20_000))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("16383");
        assertThatThrownBy(() -> options.claims(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> options.blockSize(5)).isInstanceOf(IllegalArgumentException.class);
    }
}
