package io.parley.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.Background;
import io.parley.Parley;
import io.parley.ParleyConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Arrays of more than 2 GiB, in sparse files. */
@Timeout(60)
class LargeArrayTest {
    /** 2.4 GiB of longs. */
    private static final int LENGTH = 320_000_000;
    /** The first element of the second chunk, and of the third. */
    private static final int SECOND = ((1 << 30) - 384) / Long.BYTES;

    private static final int THIRD = SECOND + (1 << 30) / Long.BYTES;
    private static final ValueOptions SPARSE = ValueOptions.defaults().sparse();

    @TempDir
    Path directory;

    private Parley parley;
    private SharedLongArray array;

    @BeforeEach
    void openDomain() {
        parley = Parley.open(ParleyConfig.at(directory).withDurable(false));
        array = SharedLongArray.open(parley, "large", LENGTH, SPARSE);
    }

    @AfterEach
    void closeDomain() {
        array.delete();
        parley.close();
    }

    @Test
    void shouldReachElementsOnBothSidesOfEveryChunk() throws Exception {
        assertThat(Files.size(array.path())).isEqualTo(384 + 8L * LENGTH).isGreaterThan(2L << 30);
        int[] indexes = {0, SECOND - 1, SECOND, THIRD - 1, THIRD, LENGTH - 1};
        for (int index : indexes) {
            array.set(index, index);
            assertThat(array.incrementAndGet(index)).isEqualTo(index + 1L);
            assertThat(array.compareAndSet(index, index + 1L, -index)).isTrue();
        }

        SharedLongArray other = SharedLongArray.open(parley, "large", LENGTH);
        assertThat(IntStream.of(indexes).mapToLong(other::get))
                .containsExactly(
                        IntStream.of(indexes).mapToLong(i -> -i).boxed().toArray(Long[]::new));
        assertThat(other.at(-1)).isEqualTo(1L - LENGTH);
        assertThat(other.get(SECOND + 1)).isZero();
        for (int wrong : new int[] {-1, LENGTH, Integer.MAX_VALUE}) {
            assertThatThrownBy(() -> array.get(wrong)).isInstanceOf(IndexOutOfBoundsException.class);
            assertThatThrownBy(() -> array.set(wrong, 1)).isInstanceOf(IndexOutOfBoundsException.class);
        }
    }

    @Test
    void shouldCopyRangesAcrossChunks() {
        array.setRange(SECOND - 2, 1, 2, 3, 4);
        array.setSlice(THIRD - 1, THIRD + 3, 2, 5, 6);

        assertThat(array.copyRange(SECOND - 3, SECOND + 3)).containsExactly(0, 1, 2, 3, 4, 0);
        assertThat(array.get(SECOND - 1)).isEqualTo(2);
        assertThat(array.get(SECOND)).isEqualTo(3);
        assertThat(array.slice(THIRD + 1, THIRD - 3, -1)).containsExactly(6, 0, 5, 0);
        assertThat(array.asList().subList(SECOND, SECOND + 2)).containsExactly(3L, 4L);
    }

    @Test
    void shouldWakeWhoWaitsForAnElementOfALaterChunk() throws Exception {
        Background<Long> waiter = Background.call(() -> array.awaitChange(THIRD, 0));
        waiter.awaitAsleep();

        SharedLongArray.open(parley, "large", LENGTH, SPARSE).set(THIRD, 7);

        assertThat(waiter.result()).isEqualTo(7);
    }

    @Test
    void shouldRefuseAClosedHandleInEveryChunk() {
        array.close();
        for (int index : new int[] {0, SECOND, THIRD}) {
            assertThatThrownBy(() -> array.get(index)).hasMessageContaining("handle is closed");
        }
        assertThatThrownBy(() -> array.copyRange(SECOND, SECOND)).hasMessageContaining("handle is closed");
        array = SharedLongArray.open(parley, "large", LENGTH);
    }

    @Test
    void shouldStartSparseArraysWithTheirContent() {
        SharedByteArray small = SharedByteArray.open(parley, "small", new byte[] {1, 2, 3}, SPARSE);

        assertThat(small.toArray()).containsExactly(1, 2, 3);
        assertThat(small.path()).hasSize(384 + 128);
    }
}
