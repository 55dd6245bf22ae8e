package io.parley.collection;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.parley.Codecs;
import io.parley.Parley;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What maps and sets do without the heap. The numbers are ones that the JDK boxes once. */
@Timeout(120)
class MapAllocationTest {
    private static final int ROUNDS = 100_000;
    /** The measuring itself, and what compilers leave behind. */
    private static final long SOME = 100_000;

    @TempDir
    Path directory;

    private Parley parley;

    @BeforeEach
    void open() {
        parley = Parley.open(directory.resolve("domain"));
    }

    @AfterEach
    void close() {
        parley.close();
    }

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
    void shouldReadAndWriteMapsWithoutAllocation(boolean ordered) {
        SharedMap<Long, Long> map =
                parley.map("numbers", Codecs.int64(), Codecs.int64(), o -> o.insertionOrder(ordered));
        long[] sum = new long[1];

        long bytes = allocatedBytes(() -> {
            map.set(5L, 7L);
            map.write(6L, sum, (source, out) -> out.writeLong(source[0]));
            map.read(6L, sum, (target, in) -> target[0] = in.readLong() + 1);
            map.merge(5L, 1L, Long::sum);
            map.compute(5L, (key, value) -> value - 1);
            map.computeIfAbsent(5L, key -> 1L);
            map.replace(5L, 7L, 8L);
            if (map.get(5L) != 8 || !map.containsKey(6L) || map.put(5L, 7L) != 8 || !map.remove(5L, 7L)) {
                throw new AssertionError("it counts wrong: " + map);
            }
        });

        assertThat(bytes).isLessThan(SOME);
        assertThat(sum[0]).isEqualTo(2L * ROUNDS);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldAddToSetsWithoutAllocation(boolean ordered) {
        SharedSet<Long> set = parley.set("numbers", Codecs.int64(), o -> o.insertionOrder(ordered));
        set.add(9L);

        long bytes = allocatedBytes(() -> {
            if (!set.add(5L) || set.add(9L) || !set.contains(5L) || !set.remove(5L)) {
                throw new AssertionError("it counts wrong: " + set);
            }
        });

        assertThat(bytes).isLessThan(SOME);
        assertThat(set).containsExactly(9L);
    }
}
