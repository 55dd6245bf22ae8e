package io.parley.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.WaitStrategy;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PoolOptionsTest {
    @Test
    void shouldHaveDefaultsOfPython() {
        PoolOptions options = PoolOptions.defaults();
        assertThat(options.workers()).isEqualTo(Runtime.getRuntime().availableProcessors());
        assertThat(options.initializer()).isNull();
        assertThat(options.maxTasksPerWorker()).isZero();
        assertThat(options.maxPending()).isZero();
    }

    @Test
    void shouldSetOneThingAtATime() {
        ProcessTarget initializer = () -> {};
        assertThat(PoolOptions.defaults()
                        .withName("n")
                        .withWorkers(3)
                        .withInitializer(initializer)
                        .withInitializerFailures(4)
                        .withMaxTasksPerWorker(5)
                        .withMaxPending(6)
                        .withWaitStrategy(WaitStrategy.block())
                        .withGrace(Duration.ofMillis(7)))
                .isEqualTo(new PoolOptions("n", 3, initializer, 4, 5, 6, WaitStrategy.block(), Duration.ofMillis(7)));
    }

    @Test
    void shouldRefuseWhatIsOutOfRange() {
        assertRefused("workers=0", options -> options.withWorkers(0));
        assertRefused("initializerFailures=0", options -> options.withInitializerFailures(0));
        assertRefused("maxTasksPerWorker=-1", options -> options.withMaxTasksPerWorker(-1));
        assertRefused("maxPending=-1", options -> options.withMaxPending(-1));
        assertRefused("grace=PT-1S", options -> options.withGrace(Duration.ofSeconds(-1)));
        assertThatThrownBy(() -> PoolOptions.defaults().withName(null)).isInstanceOf(NullPointerException.class);
    }

    private static void assertRefused(String what, UnaryOperator<PoolOptions> change) {
        assertThatThrownBy(() -> change.apply(PoolOptions.defaults()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(what);
    }
}
