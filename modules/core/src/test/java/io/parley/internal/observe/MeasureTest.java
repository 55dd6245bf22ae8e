package io.parley.internal.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.internal.memory.Memory;
import io.parley.internal.memory.ObjectHeader;
import io.parley.internal.memory.ObjectKind;
import io.parley.internal.memory.ObjectName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(20)
class MeasureTest {
    private static final int FILE_NAME_MAX = 255;
    /** {@code .tmp-<owner>-<process>-<sequence>-} with the longest of each. */
    private static final int TEMPORARY_PREFIX = ".tmp-".length() + 8 + 1 + 16 + 1 + 19 + 1;

    @ParameterizedTest
    @EnumSource(ObjectKind.class)
    void shouldHaveNamesForHistogramsOfTheLongestName(ObjectKind kind) {
        String fileName = "x".repeat(ObjectName.MAX_LENGTH) + "." + kind.suffix();

        for (Measure measure : Measure.of(kind)) {
            String histogram = measure.histogramOf(fileName);
            assertThat(ObjectName.check(histogram, ObjectKind.HISTOGRAM)).isEqualTo(histogram);
            assertThat(histogram).startsWith(fileName + ".").isLowerCase();
        }
        assertThat(TEMPORARY_PREFIX + ObjectName.MAX_HISTOGRAM_LENGTH + ".hist".length())
                .isLessThanOrEqualTo(FILE_NAME_MAX);
    }

    @Test
    void shouldNeverUseTheSameWordForTwoTimes() {
        Memory memory = Memory.allocateDirect(ObjectHeader.LENGTH, "test");
        assertThat(RecordingSwitch.wasEverOn(memory)).isFalse();
        assertThat(RecordingSwitch.isOn(memory.words())).isFalse();

        assertThat(RecordingSwitch.switchOn(memory)).isTrue();
        int first = memory.getInt(ObjectHeader.RECORDING);
        assertThat(RecordingSwitch.isOn(memory.words())).isTrue();
        assertThat(RecordingSwitch.switchOn(memory)).isFalse();
        assertThat(memory.getInt(ObjectHeader.RECORDING)).isEqualTo(first);
        assertThat(RecordingSwitch.switchOff(memory)).isTrue();
        assertThat(RecordingSwitch.switchOff(memory)).isFalse();
        assertThat(RecordingSwitch.isOn(memory.words())).isFalse();
        assertThat(RecordingSwitch.wasEverOn(memory)).isTrue();
        RecordingSwitch.switchOn(memory);

        assertThat(memory.getInt(ObjectHeader.RECORDING)).isNotEqualTo(first);
        assertThat(memory.getInt(ObjectHeader.STATE)).as("its neighbour").isZero();
    }
}
