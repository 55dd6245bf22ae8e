package io.parley.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.Background;
import io.parley.ObjectMismatchException;
import java.util.Collections;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SharedStructArrayTest extends StructFixture {
    @Test
    void shouldKeepElementsApart() {
        SharedStructArray<Everything> array = parley.structArray("a", Everything.class, 5);
        assertThat(array.path()).isEqualTo(parley.directory().resolve("a.structs"));
        assertThat(array.length()).isEqualTo(5);
        assertThat(array.toString()).contains("(a, length=5, ");

        array.write(2, FULL);

        assertThat(array.snapshot()).containsExactly(ZERO, ZERO, FULL, ZERO, ZERO);
        assertThat(array.version(2)).isEqualTo(1);
        assertThat(array.version(1)).isZero();
        assertThat(array.update(4, old -> FULL)).isEqualTo(FULL);
        assertThat(array.compareAndSet(3, FULL, FULL)).isFalse();
        assertThat(array.compareAndSet(3, ZERO, FULL)).isTrue();
        assertThat(parley.structArray("a", Everything.class, 5).snapshot())
                .containsExactly(ZERO, ZERO, FULL, FULL, FULL);
        assertThat(array.lock().isLocked()).isFalse();
    }

    @Test
    void shouldReadAndEditByViews() {
        SharedStructArray<Pair> array = parley.structArray("a", Pair.class, 3);
        Pair live = array.view(1);

        array.edit(1, pair -> pair.left(4));

        assertThat(live.left()).isEqualTo(4);
        assertThat(array.read(1).left()).isEqualTo(4);
        assertThat(array.readLong(1, Pair::left)).isEqualTo(4);
        assertThat(array.readDouble(1, Pair::left)).isEqualTo(4.0);
        assertThat(array.<Long>read(0, Pair::left)).isZero();
    }

    @Test
    void shouldRefuseIndexesOutsideEverywhere() {
        SharedStructArray<Money> array = parley.structArray("a", Money.class, 2);
        for (int index : new int[] {-1, 2, Integer.MAX_VALUE, Integer.MIN_VALUE}) {
            assertThatThrownBy(() -> array.read(index))
                    .isInstanceOf(IndexOutOfBoundsException.class)
                    .hasMessageContaining("index " + index + " out of range for SharedStructArray(a, length=2");
            assertThatThrownBy(() -> array.write(index, new Money(1, 1))).isInstanceOf(IndexOutOfBoundsException.class);
            assertThatThrownBy(() -> array.update(index, old -> old)).isInstanceOf(IndexOutOfBoundsException.class);
            assertThatThrownBy(() -> array.version(index)).isInstanceOf(IndexOutOfBoundsException.class);
        }
    }

    @Test
    void shouldBeAsLongAsItWasCreated() {
        parley.structArray("a", Money.class, 2);

        assertThatThrownBy(() -> parley.structArray("a", Money.class, 3))
                .isInstanceOf(ObjectMismatchException.class)
                .hasMessageContaining("another length");
        assertThatThrownBy(() -> parley.structArray("a", Pair.class, 2))
                .isInstanceOf(ObjectMismatchException.class)
                .hasMessageContaining("other fields");
        assertThat(parley.structArray("none", Money.class, 0).snapshot()).isEqualTo(Collections.emptyList());
        assertThatThrownBy(() -> parley.structArray("b", Money.class, -1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("length=-1");
        assertThatThrownBy(() -> parley.structArray("b", Money.class, Integer.MAX_VALUE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("allowed=0..");
    }

    @Test
    void shouldTakeASnapshotOfOneMoment() throws Exception {
        SharedStructArray<Money> array = parley.structArray("a", Money.class, 2);
        AtomicBoolean stop = new AtomicBoolean();
        Background<Void> writer = Background.run(() -> {
            SharedStructArray<Money> mine = parley.structArray("a", Money.class, 2);
            for (int i = 0; !stop.get(); i++) {
                mine.lock().lock();
                try {
                    mine.write(0, new Money(i, 0));
                    mine.write(1, new Money(-i, 0));
                } finally {
                    mine.lock().unlock();
                }
            }
        });

        for (int i = 0; i < 20_000; i++) {
            java.util.List<Money> both = array.snapshot();
            assertThat(both.get(0).units()).isEqualTo(-both.get(1).units());
        }
        stop.set(true);
        writer.result();
    }
}
