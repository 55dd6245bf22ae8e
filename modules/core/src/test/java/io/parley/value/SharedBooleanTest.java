package io.parley.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.Background;
import io.parley.Parley;
import io.parley.ParleyConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class SharedBooleanTest {
    @TempDir
    Path directory;

    private Parley parley;
    private SharedBoolean value;

    @BeforeEach
    void openDomain() {
        parley = Parley.open(ParleyConfig.at(directory).withDurable(false));
        value = parley.booleanValue("b");
    }

    @AfterEach
    void closeDomain() {
        parley.close();
    }

    @Test
    void shouldReadWhatWasWrittenInEveryOrder() {
        assertThat(value.get()).isFalse();
        value.set(true);
        assertThat(value.get() && value.getPlain() && value.getAcquire()).isTrue();
        value.setPlain(false);
        assertThat(value.get()).isFalse();
        value.setRelease(true);
        assertThat(value.get()).isTrue();
        assertThat(parley.booleanValue("b", false).get()).isTrue();
        assertThat(parley.booleanValue("new", true).get()).isTrue();
        assertThat(value.toString()).startsWith("SharedBoolean(b=true, ");
    }

    @Test
    void shouldReplaceAtomically() {
        assertThat(value.compareAndSet(true, false)).isFalse();
        assertThat(value.compareAndSet(false, true)).isTrue();
        assertThat(value.getAndSet(true)).isTrue();
        assertThat(value.getAndFlip()).isTrue();
        assertThat(value.getAndFlip()).isFalse();
        value.lockedSet(false);
        assertThat(value.lockedGet()).isFalse();
    }

    @Test
    void shouldTakeAnythingByItsTruth() {
        value.setValue(3);
        assertThat(value.value()).isEqualTo(true);
        value.setValue("");
        assertThat(value.value()).isEqualTo(false);
        assertThat(value.typeCode()).isEqualTo(TypeCode.BOOLEAN);
    }

    @Test
    void shouldFlipExactlyOnceForEachCall() throws Exception {
        List<Background<Integer>> all = new ArrayList<>();
        for (int t = 0; t < 4; t++) {
            all.add(Background.call(() -> {
                int ups = 0;
                for (int i = 0; i < 10_001; i++) {
                    ups += value.getAndFlip() ? 0 : 1;
                }
                return ups;
            }));
        }
        int ups = 0;
        for (Background<Integer> each : all) {
            ups += each.result();
        }

        assertThat(ups).as("every second flip leads up").isEqualTo(2 * 10_001);
        assertThat(value.get()).isFalse();
    }

    @Test
    void shouldWaitForAChange() throws Exception {
        Background<Boolean> waiter = Background.call(() -> value.awaitChange(false));
        waiter.awaitAsleep();
        parley.booleanValue("b").set(true);

        assertThat(waiter.result()).isTrue();
        assertThat(value.awaitChange(true, Duration.ZERO)).isFalse();
        assertThat(value.awaitChange(false, Duration.ofDays(1))).isTrue();
    }

    @Test
    void shouldRefuseAClosedHandle() {
        value.close();

        assertThatThrownBy(value::get).isInstanceOf(IllegalStateException.class).hasMessageContaining("is closed");
        assertThatThrownBy(() -> value.set(true)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(value::lock).isInstanceOf(IllegalStateException.class);
        assertThat(value.toString()).startsWith("SharedBoolean(b=closed, ");
    }
}
