package io.parley.perf.rig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.perf.transport.Transport;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class OptionsTest {
    private static final Map<String, String> DEFAULTS =
            Map.of("rate", "100_000", "transport", "parley", "seconds", "0.5");

    @Test
    void shouldHaveDefaults() {
        Options options = Options.parse(DEFAULTS);

        assertThat(options.number("rate")).isEqualTo(100_000);
        assertThat(options.seconds("seconds")).isEqualTo(Duration.ofMillis(500));
    }

    @Test
    void shouldReadWhatIsGiven() {
        Options options = Options.parse(DEFAULTS, "--rate", "7", "--transport", "heap,Chronicle");

        assertThat(options.integer("rate")).isEqualTo(7);
        assertThat(options.constants("transport", Transport.class))
                .containsExactly(Transport.HEAP, Transport.CHRONICLE);
    }

    @Test
    void shouldReadWhatItWrites() {
        Options options = Options.parse(DEFAULTS, "--rate", "7");

        Options again = Options.parse(DEFAULTS, options.toArguments().toArray(String[]::new));

        assertThat(again.integer("rate")).isEqualTo(7);
        assertThat(again.text("transport")).isEqualTo("parley");
    }

    @Test
    void shouldRefuseWhatItDoesNotKnow() {
        assertThatThrownBy(() -> Options.parse(DEFAULTS, "--speed", "7")).hasMessageContaining("--speed");
        assertThatThrownBy(() -> Options.parse(DEFAULTS, "rate", "7")).hasMessageContaining("rate");
        assertThatThrownBy(() -> Options.parse(DEFAULTS, "--rate")).hasMessageContaining("no value");
        assertThatThrownBy(() -> Options.parse(DEFAULTS, "--rate", "fast").number("rate"))
                .hasMessageContaining("--rate fast");
    }
}
