package io.parley.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.Background;
import io.parley.ObjectMismatchException;
import io.parley.Parley;
import io.parley.ParleyConfig;
import io.parley.sync.SharedLock;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Ranges, slices, views, locks and contents of every shared array. */
@Timeout(60)
abstract class SharedArrayRangeContractTest {
    private static final int LENGTH = 5;

    @TempDir
    Path directory;

    private Parley parley;
    private Cells array;

    abstract NumberType type();

    @BeforeEach
    void openDomain() {
        parley = Parley.open(ParleyConfig.at(directory).withDurable(false));
        array = type().openArray(parley, "a", ValueOptions.defaults(), 10, 11, 12, 13, 14);
    }

    @AfterEach
    void closeDomain() {
        parley.close();
    }

    @Test
    void shouldStartWithItsContentOnlyWhenItIsNew() {
        assertThat(array.toArray()).containsExactly(10, 11, 12, 13, 14);
        assertThat(type().openArray(parley, "a", ValueOptions.defaults(), 1, 2, 3, 4, 5)
                        .toArray())
                .containsExactly(10, 11, 12, 13, 14);
        assertThatThrownBy(() -> type().openArray(parley, "a", ValueOptions.defaults(), 1))
                .isInstanceOf(ObjectMismatchException.class)
                .hasMessageContaining("found=5, expected=1");
        assertThat(type().openArray(parley, "none", ValueOptions.defaults()).length())
                .isZero();
        assertThat(type().openArray(parley, "wide", ValueOptions.defaults(), type().min, type().max)
                        .toArray())
                .containsExactly(type().min, type().max);
    }

    @Test
    void shouldSliceAsPythonDoes() {
        int max = Integer.MAX_VALUE;
        int min = Integer.MIN_VALUE;
        // what CPython printed for list(range(10, 15))[from:to:step]
        assertThat(array.slice(1, 3, 1)).containsExactly(11, 12);
        assertThat(array.slice(0, max, 2)).containsExactly(10, 12, 14);
        assertThat(array.slice(max, min, -1)).containsExactly(14, 13, 12, 11, 10);
        assertThat(array.slice(-1, -6, -1)).containsExactly(14, 13, 12, 11, 10);
        assertThat(array.slice(-2, max, 1)).containsExactly(13, 14);
        assertThat(array.slice(min, -2, 1)).containsExactly(10, 11, 12);
        assertThat(array.slice(3, 0, -2)).containsExactly(13, 11);
        assertThat(array.slice(3, 1, 1)).isEmpty();
        assertThat(array.slice(1, 3, -1)).isEmpty();
        assertThat(array.slice(7, 9, 1)).isEmpty();
        assertThat(array.slice(0, 5, max)).containsExactly(10);
        assertThat(array.slice(4, min, min)).containsExactly(14);
        assertThatThrownBy(() -> array.slice(0, 5, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("step=0");
    }

    @Test
    void shouldWriteSlicesOfExactlyTheirLength() {
        array.setSlice(0, Integer.MAX_VALUE, 2, 1, 2, 3);
        assertThat(array.toArray()).containsExactly(1, 11, 2, 13, 3);
        array.setSlice(Integer.MAX_VALUE, Integer.MIN_VALUE, -1, 5, 6, 7, 8, 9);
        assertThat(array.toArray()).containsExactly(9, 8, 7, 6, 5);
        array.setSlice(2, 2, 1);

        for (long[] wrong : new long[][] {{}, {1}, {1, 2, 3}}) {
            assertThatThrownBy(() -> array.setSlice(1, 3, 1, wrong))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("found=" + wrong.length + ", expected=2");
        }
        assertThatThrownBy(() -> array.setSlice(1, 3, 0, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThat(array.toArray()).containsExactly(9, 8, 7, 6, 5);
    }

    @Test
    void shouldCopyRangesThatLieInTheArrayOnly() {
        assertThat(array.copyRange(1, 4)).containsExactly(11, 12, 13);
        assertThat(array.copyRange(5, 5)).isEmpty();
        array.setRange(3, 1, 2);
        array.setRange(5);
        assertThat(array.toArray()).containsExactly(10, 11, 12, 1, 2);

        for (int[] wrong : new int[][] {{-1, 2}, {2, 1}, {0, 6}, {6, 6}, {Integer.MIN_VALUE, Integer.MAX_VALUE}}) {
            assertThatThrownBy(() -> array.copyRange(wrong[0], wrong[1]))
                    .as("%s", wrong)
                    .isInstanceOf(IndexOutOfBoundsException.class);
        }
        assertThatThrownBy(() -> array.setRange(4, 1, 2)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> array.setRange(-1, 1)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThat(array.toArray()).containsExactly(10, 11, 12, 1, 2);
    }

    @Test
    void shouldCountFromTheEndWithSetAt() {
        array.setAt(-1, 4);
        array.setAt(-5, 0);
        array.setAt(1, 1);

        assertThat(array.toArray()).containsExactly(0, 1, 12, 13, 4);
        assertThatThrownBy(() -> array.setAt(-6, 1)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> array.setAt(5, 1)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void shouldBeALiveListOfFixedSize() {
        List<? extends Number> list = array.asList();

        assertThat(list.stream().map(Number::longValue)).containsExactly(10L, 11L, 12L, 13L, 14L);
        array.set(0, 1);
        assertThat(list.get(0).longValue()).isEqualTo(1);
        assertThat(array.setInList(1, 2).longValue()).as("the old one").isEqualTo(11);
        assertThat(array.get(1)).isEqualTo(2);
        assertThat(list).isInstanceOf(java.util.RandomAccess.class).hasSize(LENGTH);
        assertThatThrownBy(() -> list.add(null)).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> list.remove(0)).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(list::clear).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> list.get(-1)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> list.get(LENGTH)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void shouldVisitEveryElementInTurn() {
        List<Long> seen = new ArrayList<>();

        array.forEach(seen::add);

        assertThat(seen).containsExactly(10L, 11L, 12L, 13L, 14L);
    }

    @Test
    void shouldUpdateElementsByFunctions() {
        assertThat(array.decrementAndGet(0)).isEqualTo(9);
        assertThat(array.getAndUpdate(0, n -> n * 2)).isEqualTo(9);
        assertThat(array.accumulateAndGet(0, 5, (old, operand) -> old - operand))
                .isEqualTo(13);
        assertThat(array.getAndAccumulate(0, 3, (old, operand) -> old / operand))
                .isEqualTo(13);
        assertThat(array.toArray()).containsExactly(4, 11, 12, 13, 14);
    }

    @Test
    void shouldTakeItsSnapshotUnderTheLock() throws Exception {
        SharedLock lock = array.generic().lock();
        lock.lock();
        Background<long[]> reader = Background.call(array::snapshot);
        reader.awaitAsleep();
        Background<Object> last = Background.call(() -> array.generic().lockedValue(-1));
        last.awaitAsleep();
        array.fill(7);
        assertThat(reader.isDone()).isFalse();
        lock.unlock();

        assertThat(reader.result()).containsExactly(7, 7, 7, 7, 7);
        assertThat(last.result()).isEqualTo(array.generic().value(4));
        assertThat(lock.isLocked()).isFalse();
    }

    @Test
    void shouldKeepTheLockItWasCreatedWith() {
        Cells none = type().openArray(parley, "none", ValueOptions.defaults().withoutLock(), 1, 2);
        Cells shared =
                type().openArray(parley, "shared", ValueOptions.defaults().lockedBy("both"), 1);

        assertThatThrownBy(none::snapshot)
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageContaining(none.object().path().toString());
        assertThat(none.toArray()).containsExactly(1, 2);
        assertThat(shared.generic().lock().path()).isEqualTo(parley.lock("both").path());
        assertThatThrownBy(() -> type().openArray(parley, "none", 2)).isInstanceOf(ObjectMismatchException.class);
        assertThatThrownBy(() -> type().openArray(parley, "shared", 1)).isInstanceOf(ObjectMismatchException.class);
    }

    @Test
    void shouldBeTheArrayThatTheGenericDoorOpens() {
        SharedArray opened = parley.array("a", String.valueOf(type().letter), LENGTH);
        SharedArray content = parley.array("c", String.valueOf(type().letter), List.of(1, true, (byte) 3));

        assertThat(opened).isInstanceOf(array.generic().getClass());
        assertThat(opened.length()).isEqualTo(LENGTH);
        opened.setValue(-1, 9);
        assertThat(array.get(4)).isEqualTo(9);
        assertThat(((Number) opened.value(4)).longValue()).isEqualTo(9);
        assertThatThrownBy(() -> opened.setValue(0, "1")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> opened.value(5)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThat(LongStream.of(0, 1, 2).map(i -> ((Number) content.value((int) i)).longValue()))
                .containsExactly(1L, 1L, 3L);
    }

    @Test
    void shouldLeaveTheNeighboursAloneWhateverTheThreads() throws Exception {
        Cells many = type().openArray(parley, "many", 16);
        List<Background<Void>> all = new ArrayList<>();
        for (int t = 0; t < 4; t++) {
            int own = t;
            all.add(Background.run(() -> {
                for (int i = 0; i < 20_000; i++) {
                    many.getAndAdd(own, 1);
                    many.set(own + 4, i % 100);
                    many.accumulateAndGet(own + 8, 1, Long::sum);
                }
            }));
        }
        for (Background<Void> each : all) {
            each.result();
        }

        long count = type().cut(20_000);
        assertThat(many.copyRange(0, 4)).containsOnly(count);
        assertThat(many.copyRange(4, 8)).containsOnly(99);
        assertThat(many.copyRange(8, 12)).containsOnly(count);
        assertThat(many.copyRange(12, 16)).containsOnly(0);
    }
}
