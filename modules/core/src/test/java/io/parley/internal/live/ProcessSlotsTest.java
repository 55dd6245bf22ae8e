package io.parley.internal.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.sun.management.UnixOperatingSystemMXBean;
import io.parley.Background;
import io.parley.ProcessTableFullException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Slots are used again, incarnations are not. */
@Timeout(120)
class ProcessSlotsTest {
    @TempDir
    Path directory;

    private TableFixture domain;

    @BeforeEach
    void found() {
        domain = new TableFixture(directory);
    }

    @AfterEach
    void close() {
        domain.close();
    }

    @Test
    void shouldMoveTheGenerationWhenASlotIsUsedAgain() {
        domain.leaveOneSlot(500);
        OtherProcess first = domain.join("first");
        first.close();

        OtherProcess second = domain.join("second");

        assertThat(Owner.slot(second.owner()))
                .isEqualTo(Owner.slot(first.owner()))
                .isEqualTo(500);
        assertThat(Owner.generation(first.owner())).isEqualTo(1);
        assertThat(Owner.generation(second.owner())).isEqualTo(2);
        try (ProcessTable observer = new ProcessTable(domain.file, domain.memory)) {
            assertThat(observer.isAlive(second.owner())).isTrue();
            assertThat(observer.isAlive(first.owner()))
                    .as("the dead one's word")
                    .isFalse();
            assertThat(observer.find(first.owner())).isNull();
            assertThat(observer.describe(first.owner())).isEqualTo("a process that is gone (slot 500)");
        }
    }

    @Test
    void shouldWrapTheGenerationWithoutEverUsingZero() {
        domain.leaveOneSlot(7);
        domain.setGenerations((1 << 20) - 2);

        List<Integer> generations = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            OtherProcess process = domain.join("p" + i);
            assertThat(Owner.slot(process.owner())).isEqualTo(7);
            generations.add(Owner.generation(process.owner()));
            process.close();
        }

        assertThat(generations).containsExactly((1 << 20) - 1, 1, 2);
    }

    @Test
    void shouldNotGiveASlotAwayWhoseDeadProcessNobodyReaped() {
        domain.leaveOneSlot(3);
        OtherProcess dead = domain.join("dead");
        dead.kill();

        assertThatThrownBy(() -> domain.join("next")).isInstanceOf(ProcessTableFullException.class);

        assertThat(domain.state(3)).isEqualTo(SlotLayout.LIVE);
    }

    @Test
    void shouldNotGiveASlotAwayWhoseByteIsStillLocked() {
        domain.leaveOneSlot(3);
        OtherProcess holder = domain.join("holder");
        domain.memory.putIntVolatile(SlotLayout.offset(3) + SlotLayout.STATE, SlotLayout.FREE);

        assertThatThrownBy(() -> domain.join("next")).isInstanceOf(ProcessTableFullException.class);

        holder.close();
        assertThat(Owner.slot(domain.join("next").owner())).isEqualTo(3);
    }

    @Test
    void shouldSayThatEverySlotIsTaken() {
        UnixOperatingSystemMXBean system = (UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        assumeThat(system.getMaxFileDescriptorCount() - system.getOpenFileDescriptorCount())
                .as("descriptors for %d processes", ProcessTable.CAPACITY)
                .isGreaterThan(2L * ProcessTable.CAPACITY + 10);
        Set<Integer> owners = new HashSet<>();
        for (int i = 0; i < ProcessTable.CAPACITY; i++) {
            owners.add(domain.join("p" + i).owner());
        }
        assertThat(owners).hasSize(ProcessTable.CAPACITY);

        assertThatThrownBy(() -> domain.join("one too many"))
                .isInstanceOf(ProcessTableFullException.class)
                .hasMessageContaining(domain.file.toString())
                .hasMessageContaining("slots=1023 live=1023")
                .hasMessageContaining("End processes");
    }

    @Test
    void shouldGiveTheFreedSlotOfAFullTableToTheNext() {
        domain.leaveOneSlot(1_023);
        OtherProcess last = domain.join("last");
        assertThat(Owner.slot(last.owner())).isEqualTo(1_023);
        assertThatThrownBy(() -> domain.join("next")).isInstanceOf(ProcessTableFullException.class);

        last.close();

        OtherProcess next = domain.join("next");
        assertThat(Owner.slot(next.owner())).isEqualTo(1_023);
        assertThat(next.table().find(next.owner()).name()).isEqualTo("next");
    }

    @Test
    void shouldGiveEverybodyASlotOfTheirOwnWhenManyJoinAtOnce() throws Exception {
        List<Background<List<OtherProcess>>> joiners = new ArrayList<>();
        for (int t = 0; t < 4; t++) {
            joiners.add(Background.call(() -> {
                List<OtherProcess> mine = new ArrayList<>();
                for (int i = 0; i < 50; i++) {
                    mine.add(OtherProcess.join(domain.file, domain.memory, "p" + i));
                }
                return mine;
            }));
        }

        List<OtherProcess> all = new ArrayList<>();
        for (Background<List<OtherProcess>> each : joiners) {
            all.addAll(each.result());
        }

        assertThat(all.stream().map(process -> Owner.slot(process.owner())).distinct())
                .hasSize(200);
        assertThat(all).allMatch(process -> all.get(0).table().isAlive(process.owner()));
        all.forEach(OtherProcess::close);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "naïve 東京 😀", "with\nnewline", "a\0b"})
    void shouldKeepShortNames(String name) {
        OtherProcess process = domain.join(name);

        assertThat(process.table().find(process.owner()).name()).isEqualTo(name);
    }

    @Test
    void shouldKeepANameOfExactly76Bytes() {
        String name = "x".repeat(75) + "y";

        OtherProcess process = domain.join(name);

        assertThat(process.table().find(process.owner()).name()).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "ä", "東", "😀"})
    void shouldCutLongNamesBetweenCodePoints(String character) {
        int width = character.getBytes(StandardCharsets.UTF_8).length;
        for (int offset = 0; offset < 4; offset++) {
            String name = "-".repeat(offset) + character.repeat(200);

            OtherProcess process = domain.join(name);

            String kept = process.table().find(process.owner()).name();
            assertThat(name).startsWith(kept);
            assertThat(kept.getBytes(StandardCharsets.UTF_8).length).isBetween(77 - width, 76);
            assertThat(kept).hasSize(offset + (76 - offset) / width * character.length());
        }
    }

    @Test
    void shouldCutEvenAbsurdNames() {
        OtherProcess process = domain.join("😀".repeat(5_000_000));

        assertThat(process.table().find(process.owner()).name()).isEqualTo("😀".repeat(19));
    }

    @Test
    void shouldNotShowTheLongerNameOfAnEarlierUser() {
        domain.leaveOneSlot(9);
        domain.join("a long name that fills much of the place").close();

        OtherProcess next = domain.join("b");

        assertThat(next.table().find(next.owner()).name()).isEqualTo("b");
    }

    @Test
    void shouldReadASlotWhoseLengthsMakeNoSense() {
        OtherProcess process = domain.join("abc");
        int at = SlotLayout.offset(Owner.slot(process.owner())) + SlotLayout.NAME_LENGTH;

        domain.memory.putInt(at, Integer.MAX_VALUE);
        assertThat(process.table().live().get(0).name()).startsWith("abc").hasSize(76);

        domain.memory.putInt(at, -1);
        assertThat(process.table().live().get(0).name()).isEmpty();
    }
}
