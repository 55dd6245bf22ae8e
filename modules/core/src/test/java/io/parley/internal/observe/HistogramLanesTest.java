package io.parley.internal.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.ObjectMismatchException;
import io.parley.internal.live.Liveness;
import io.parley.internal.live.Owner;
import io.parley.internal.memory.Memory;
import io.parley.internal.memory.ObjectFile;
import io.parley.internal.os.SystemClock;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Who counts in which lane, with processes that live and die as the test says. */
@Timeout(20)
class HistogramLanesTest {
    private static final int SELF = 0x0010_0001;
    private static final int OTHER = 0x0020_0007;
    private static final int OWN_LANES = HistogramLayout.LANES - 1;

    @TempDir
    Path directory;

    private final Set<Integer> alive = new HashSet<>(Set.of(SELF, OTHER));
    private Memory memory;

    @BeforeEach
    void mapTheFile() {
        memory = openFile().memory();
    }

    @Test
    void shouldTakeALaneWithTheFirstRecordOnly() {
        HistogramFile handle = handleOf(SELF);
        assertThat(handle.totalCount()).isZero();
        assertThat(owner(1)).isEqualTo(Owner.NONE);

        handle.record(5);
        handle.record(5);

        assertThat(owner(1)).isEqualTo(SELF);
        assertThat(count(1, 5)).isEqualTo(2);
        assertThat(taken(1)).isEqualTo(1);
    }

    @Test
    void shouldGiveEveryHandleALaneOfItsOwn() {
        handleOf(SELF).record(1);
        handleOf(SELF).record(2);
        handleOf(OTHER).record(3);

        assertThat(List.of(owner(1), owner(2), owner(3))).containsExactly(SELF, SELF, OTHER);
        assertThat(List.of(count(1, 1), count(2, 2), count(3, 3))).containsOnly(1L);
        assertThat(handleOf(SELF).totalCount()).isEqualTo(3);
    }

    @Test
    void shouldGiveAFreedLaneToTheNextAndKeepItsCounts() {
        HistogramFile first = handleOf(SELF);
        first.record(7);

        first.close();
        assertThat(owner(1)).isEqualTo(Owner.NONE);
        handleOf(OTHER).record(7);

        assertThat(owner(1)).isEqualTo(OTHER);
        assertThat(count(1, 7)).isEqualTo(2);
        assertThat(taken(1)).isEqualTo(2);
    }

    @Test
    void shouldNotFreeTheLaneOfItsSuccessorWhenClosedTwice() {
        HistogramFile first = handleOf(SELF);
        first.record(7);
        first.close();
        handleOf(SELF).record(7);

        first.close();

        assertThat(owner(1)).isEqualTo(SELF);
    }

    @Test
    void shouldAdoptTheLaneOfADeadOwnerWithItsCounts() {
        HistogramFile victim = handleOf(OTHER);
        victim.record(100);
        victim.record(HdrBuckets.HIGHEST + 1);
        alive.remove(OTHER);

        HistogramFile heir = handleOf(SELF);
        heir.record(100);

        assertThat(owner(1)).isEqualTo(SELF);
        assertThat(count(1, 100)).isEqualTo(2);
        assertThat(heir.clampedCount()).isEqualTo(1);
        assertThat(heir.totalCount()).isEqualTo(3);
    }

    @Test
    void shouldLeaveTheLanesOfTheLivingAlone() {
        handleOf(OTHER).record(100);

        handleOf(SELF).record(100);

        assertThat(List.of(owner(1), owner(2))).containsExactly(OTHER, SELF);
        assertThat(List.of(count(1, 100), count(2, 100))).containsOnly(1L);
    }

    @Test
    void shouldShareOneLaneWhenAllOthersAreTaken() {
        List<HistogramFile> handles = new ArrayList<>();
        for (int i = 0; i < OWN_LANES + 2; i++) {
            handles.add(handleOf(SELF));
            handles.get(i).record(i);
        }

        assertThat(owner(HistogramLayout.SHARED_LANE)).isEqualTo(Owner.NONE);
        assertThat(taken(HistogramLayout.SHARED_LANE)).isEqualTo(2);
        assertThat(count(HistogramLayout.SHARED_LANE, OWN_LANES)).isEqualTo(1);
        assertThat(count(HistogramLayout.SHARED_LANE, OWN_LANES + 1)).isEqualTo(1);

        handles.forEach(HistogramFile::close);
        HistogramFile reader = handleOf(OTHER);
        assertThat(reader.totalCount()).isEqualTo(OWN_LANES + 2);
        assertThat(reader.snapshot().getMaxValue()).isEqualTo(OWN_LANES + 1);
        assertThat(taken(HistogramLayout.SHARED_LANE))
                .as("closing does not take lanes")
                .isEqualTo(2);
    }

    @Test
    void shouldRefuseAFileWithOtherBuckets() {
        memory.putInt(HistogramLayout.SIGNIFICANT_DIGITS, 3);

        assertThatThrownBy(() -> handleOf(SELF))
                .isInstanceOf(ObjectMismatchException.class)
                .hasMessageContaining("x.hist")
                .hasMessageContaining("3 digits")
                .hasMessageContaining("2 digits");
    }

    private HistogramFile handleOf(int process) {
        return new HistogramFile(openFile(), new Processes(process));
    }

    private ObjectFile openFile() {
        ObjectFile.Site site = new ObjectFile.Site(SELF, 1, SystemClock.LOCAL, false, Runnable::run, Set.of());
        return ObjectFile.createOrOpen(directory.resolve("x.hist"), HistogramFile.spec(), site);
    }

    private int owner(int lane) {
        return memory.getIntVolatile(HistogramLayout.lane(lane) + HistogramLayout.OWNER);
    }

    private int taken(int lane) {
        return memory.getIntVolatile(HistogramLayout.lane(lane) + HistogramLayout.TAKEN);
    }

    private long count(int lane, long value) {
        return memory.getLongVolatile(HistogramLayout.bucket(HistogramLayout.lane(lane), HdrBuckets.index(value)));
    }

    private final class Processes implements Liveness {
        private final int self;

        Processes(int self) {
            this.self = self;
        }

        @Override
        public int self() {
            return self;
        }

        @Override
        public boolean isAlive(int owner) {
            return alive.contains(owner);
        }

        @Override
        public String describe(int owner) {
            return Integer.toHexString(owner);
        }
    }
}
