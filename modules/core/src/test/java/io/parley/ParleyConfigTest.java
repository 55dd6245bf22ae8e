package io.parley;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class ParleyConfigTest {
    @Test
    void shouldHaveDefaults() {
        ParleyConfig config = ParleyConfig.at(Path.of("/var/lib/orders"));

        assertThat(config.directory()).isEqualTo(Path.of("/var/lib/orders"));
        assertThat(config.processName()).isNotEmpty().doesNotContain("/", " ");
        assertThat(config.groupAccess()).isFalse();
        assertThat(config.durable()).isTrue();
        assertThat(config.waitStrategy()).isSameAs(WaitStrategy.adaptive());
    }

    @Test
    void shouldPlaceNamedDomainsInTheUsersFolderOfSharedMemory() {
        ParleyConfig config = ParleyConfig.named("orders");

        assertThat(config.directory()).isEqualTo(Path.of("/dev/shm/parley", System.getProperty("user.name"), "orders"));
        assertThat(config.durable()).as("memory does not survive a boot anyway").isFalse();
    }

    @Test
    void shouldForceToDiskWhatIsOnADisk() {
        assertThat(ParleyConfig.at(Path.of("/dev/shm/x")).durable()).isFalse();
        assertThat(ParleyConfig.at(Path.of("/dev/shm/../../var/x")).durable()).isTrue();
        assertThat(ParleyConfig.at(Path.of("/dev/shmx")).durable()).isTrue();
    }

    @Test
    void shouldMakePathsAbsoluteAndPlain() {
        assertThat(ParleyConfig.at(Path.of("a/../b")).directory())
                .isAbsolute()
                .isEqualTo(Path.of("").toAbsolutePath().resolve("b"));
    }

    @Test
    void shouldChangeOneThingAtATime() {
        ParleyConfig before = ParleyConfig.at(Path.of("/var/lib/orders"));
        WaitStrategy strategy = WaitStrategy.park(Duration.ofMillis(1));

        assertThat(before.withProcessName("p"))
                .isEqualTo(new ParleyConfig(before.directory(), "p", false, true, before.waitStrategy()));
        assertThat(before.withGroupAccess(true))
                .isEqualTo(
                        new ParleyConfig(before.directory(), before.processName(), true, true, before.waitStrategy()));
        assertThat(before.withDurable(false))
                .isEqualTo(new ParleyConfig(
                        before.directory(), before.processName(), false, false, before.waitStrategy()));
        assertThat(before.withWaitStrategy(strategy))
                .isEqualTo(new ParleyConfig(before.directory(), before.processName(), false, true, strategy));
        assertThat(before).isEqualTo(ParleyConfig.at(Path.of("/var/lib/orders")));
    }

    @Test
    void shouldRefuseNull() {
        ParleyConfig config = ParleyConfig.at(Path.of("/var/lib/orders"));

        assertThatNullPointerException()
                .isThrownBy(() -> config.withProcessName(null))
                .withMessage("processName");
        assertThatNullPointerException()
                .isThrownBy(() -> config.withWaitStrategy(null))
                .withMessage("waitStrategy");
        assertThatNullPointerException()
                .isThrownBy(() -> new ParleyConfig(null, "p", false, false, WaitStrategy.block()))
                .withMessage("directory");
    }
}
