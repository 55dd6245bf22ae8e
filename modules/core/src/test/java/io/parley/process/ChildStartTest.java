package io.parley.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.ParleyConfig;
import io.parley.WaitStrategy;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ChildStartTest {
    private static ChildStart start(WaitStrategy strategy, Map<String, String> properties) {
        ParleyConfig config = new ParleyConfig(Path.of("/dev/shm/some where"), "größe", true, false, strategy);
        return new ChildStart(config, true, 3, 4711, "main", 12, 1L << 40, true, false, properties);
    }

    @Test
    void shouldArriveAsItWas() throws IOException {
        String longer = "x".repeat(100_000); // than writeUTF takes
        ChildStart sent = start(WaitStrategy.block(), Map.of("a", "1", "b", longer));
        byte[] bytes = sent.bytes();
        byte[] withTarget = Arrays.copyOf(bytes, bytes.length + 7);

        ChildStart.Read read = ChildStart.read(withTarget);

        assertThat(read.start()).isEqualTo(sent);
        assertThat(read.length()).isEqualTo(bytes.length);
    }

    @Test
    void shouldTakeEveryWaitStrategyAlong() throws IOException {
        for (WaitStrategy strategy : new WaitStrategy[] {
            WaitStrategy.adaptive(),
            WaitStrategy.block(),
            WaitStrategy.spin(),
            WaitStrategy.park(Duration.ofMillis(1)),
            WaitStrategy.park(Duration.ofSeconds(1))
        }) {
            ChildStart read = ChildStart.read(start(strategy, Map.of()).bytes()).start();
            assertThat(read.config().waitStrategy()).hasToString(strategy.toString());
        }
    }
}
