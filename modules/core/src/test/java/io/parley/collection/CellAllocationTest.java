package io.parley.collection;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.parley.Codecs;
import io.parley.ReusingCodec;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What maps promise to do without the heap. */
@Timeout(120)
class CellAllocationTest extends CellFixture {
    private static final int ROUNDS = 100_000;
    /** The measuring itself, and what compilers leave behind. */
    private static final long SOME = ROUNDS;

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

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldMapLongsToLongsWithoutAllocation(boolean ordered) {
        SharedLongMap map = parley.longMap("m", o -> o.insertionOrder(ordered));
        long[] key = new long[1];

        long bytes = allocatedBytes(() -> {
            long k = ++key[0] % 1_000;
            map.addAndGet(k, 1);
            map.put(k, map.get(k) + 1);
            map.merge(k, 1, Long::sum);
            map.updateAndGet(k, n -> n + 1);
            map.compareAndSet(k, -1, 5);
            map.computeIfAbsent(k, n -> 7);
            map.putIfAbsent(-k, 1);
            map.remove(-k);
        });

        assertThat(bytes).isLessThan(SOME);
        assertThat(map.get(1)).isEqualTo(2L * ROUNDS / 1_000 * 4);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldUseCellsWithoutAllocation(boolean ordered) {
        LongCell number = longCell(ordered);
        DoubleCell real = parley.map("d", Codecs.utf8(), Codecs.float64(), o -> o.insertionOrder(ordered))
                .doubleCell("k");
        IntArrayCell array = parley.map("a", Codecs.utf8(), Codecs.int32Array(), o -> o.insertionOrder(ordered))
                .arrayCell("k");
        array.create(20);

        long bytes = allocatedBytes(() -> {
            number.incrementAndGet();
            number.set(number.get() + 1);
            number.updateAndGet(n -> n + 1);
            real.addAndGet(0.5);
            real.set(real.get() + 0.5);
            array.addAndGet(3, 1);
            array.set(4, array.get(3));
        });

        assertThat(bytes).isLessThan(SOME);
        assertThat(number.get()).isEqualTo(6L * ROUNDS);
        assertThat(real.get()).isEqualTo(2L * ROUNDS);
        assertThat(array.get(4)).isEqualTo(2 * ROUNDS);
    }

    interface Quote {
        double bid();

        void bid(double bid);

        long time();

        void time(long time);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldMapStructsWithoutAllocation(boolean ordered) {
        ReusingCodec<Quote> codec = Codecs.struct(Quote.class);
        SharedMap<Long, Quote> map = parley.map("q", Codecs.int64(), codec, o -> o.insertionOrder(ordered));
        SharedRef<Quote> ref = parley.ref("r", codec);
        Quote quote = codec.newInstance();
        Long key = 7L;

        long bytes = allocatedBytes(() -> {
            quote.time(quote.time() + 1);
            map.set(key, quote);
            map.getUsing(key, quote);
            ref.set(quote);
            ref.getUsing(quote);
        });

        assertThat(bytes).isLessThan(SOME);
        assertThat(map.get(key).time()).isEqualTo(2L * ROUNDS);
    }
}
