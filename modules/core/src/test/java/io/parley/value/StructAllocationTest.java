package io.parley.value;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What structs promise to do without the heap. */
@Timeout(60)
class StructAllocationTest extends StructFixture {
    private static final int ROUNDS = 200_000;
    /** The measuring itself, and what compilers leave behind. */
    private static final long SOME = 100_000;

    @SuppressWarnings("deprecation") // threadId() is not in 17
    private static long allocatedBytes(Runnable round) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long self = Thread.currentThread().getId();
        for (int i = 0; i < ROUNDS; i++) {
            round.run();
        }
        long before = threads.getThreadAllocatedBytes(self);
        for (int i = 0; i < ROUNDS; i++) {
            round.run();
        }
        return threads.getThreadAllocatedBytes(self) - before;
    }

    @Test
    void shouldReadAndEditViewsWithoutAllocation() {
        SharedStruct<Pair> struct = parley.struct("p", Pair.class);
        Pair live = struct.view();
        long[] sum = new long[1];

        long bytes = allocatedBytes(() -> {
            struct.edit(pair -> {
                pair.left(pair.left() + 1);
                pair.right(pair.right() - 1);
            });
            sum[0] += struct.readLong(pair -> pair.left() + pair.right());
            sum[0] += live.left();
        });

        assertThat(bytes).isLessThan(SOME);
        assertThat(live.left()).isEqualTo(2L * ROUNDS);
        assertThat(sum[0]).isEqualTo(ROUNDS * (2L * ROUNDS + 1));
    }

    @Test
    void shouldWriteRecordsWithoutAllocation() {
        SharedStruct<Money> struct = parley.struct("m", Money.class);
        SharedStructArray<Money> array = parley.structArray("a", Money.class, 3);
        Money money = new Money(1, 2);

        long bytes = allocatedBytes(() -> {
            struct.write(money);
            array.write(1, money);
        });

        assertThat(bytes).isLessThan(SOME);
        assertThat(struct.version()).isEqualTo(2L * ROUNDS);
    }

    @Test
    void shouldAllocateTheRecordAtMost() {
        SharedStruct<Money> struct = parley.struct("m", Money.class);
        Money[] sink = new Money[1];

        long bytes = allocatedBytes(() -> sink[0] = struct.read());

        assertThat(bytes).isGreaterThanOrEqualTo(ROUNDS * 24L).isLessThan(ROUNDS * 24L + SOME);
    }

    @Test
    void shouldReadAndWriteBytesWithoutAllocation() {
        SharedBytes string = parley.bytes("b", 64);
        byte[] value = {1, 2, 3};

        long bytes = allocatedBytes(() -> {
            string.setValue(value);
            string.set(1, string.get(0));
        });

        assertThat(bytes).isLessThan(SOME);
        assertThat(string.value()).containsExactly(1, 1, 3);
    }
}
