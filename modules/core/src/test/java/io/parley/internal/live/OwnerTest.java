package io.parley.internal.live;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(20)
class OwnerTest {
    private static final int LAST_GENERATION = (1 << 20) - 1;

    @ParameterizedTest
    @CsvSource({"1, 1", "1, 1048575", "1023, 1", "1023, 1048575", "512, 4711"})
    void shouldHoldASlotAndAGeneration(int slot, int generation) {
        int owner = Owner.of(slot, generation);

        assertThat(Owner.slot(owner)).isEqualTo(slot);
        assertThat(Owner.generation(owner)).isEqualTo(generation);
        assertThat(owner).isPositive().isNotEqualTo(Owner.NONE);
        assertThat(owner & Owner.MASK).isEqualTo(owner);
    }

    @ParameterizedTest
    @CsvSource({"0x80000000", "0x40000000", "0xC0000000"})
    void shouldFitBesideTwoFlags(String flags) {
        int owner = Owner.of(1023, LAST_GENERATION);
        int word = owner | Integer.parseUnsignedInt(flags.substring(2), 16);

        assertThat(word & Owner.MASK).isEqualTo(owner);
        assertThat(Owner.slot(word)).isEqualTo(1023);
        assertThat(Owner.generation(word)).isEqualTo(LAST_GENERATION);
    }

    @Test
    void shouldNeverBeNobodyBecauseSlotAndGenerationStartAtOne() {
        assertThat(Owner.slot(Owner.NONE)).isZero();
        assertThat(Owner.nextGeneration(0)).isEqualTo(1);
    }

    @Test
    void shouldCountGenerationsAndWrapToOne() {
        assertThat(Owner.nextGeneration(1)).isEqualTo(2);
        assertThat(Owner.nextGeneration(LAST_GENERATION - 1)).isEqualTo(LAST_GENERATION);
        assertThat(Owner.nextGeneration(LAST_GENERATION)).isEqualTo(1);
        assertThat(Owner.nextGeneration(Integer.MAX_VALUE)).isEqualTo(1);
    }

    @Test
    void shouldHaveRoomForEverySlot() {
        assertThat(ProcessTable.CAPACITY).isEqualTo(1_023);
        assertThat(Owner.slot(Owner.of(ProcessTable.CAPACITY, 1))).isEqualTo(ProcessTable.CAPACITY);
        assertThat(ProcessTable.FILE_LENGTH).isEqualTo(256 + 1_023 * 128 + 4_096 * 64);
    }
}
