package io.parley.collection;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.parley.Codecs;
import io.parley.Parley;
import io.parley.ParleyConfig;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What takes constant time allocates nothing but what the codec does: here small numbers, which the JVM keeps. */
@Timeout(120)
class SharedListAllocationTest {
    private static final int WARM_UP = 20_000;
    private static final int ROUNDS = 200_000;
    private static final long MEASURING_BYTES = 8_192;

    @TempDir
    Path directory;

    private Parley parley;
    private SharedList<Long> list;

    @BeforeEach
    void open() {
        parley = Parley.open(ParleyConfig.at(directory).withDurable(false));
        list = parley.list("small", Codecs.int64());
        list.addAll(List.of(1L, 2L, 3L));
    }

    @AfterEach
    void close() {
        parley.close();
    }

    @SuppressWarnings("deprecation") // threadId() is not in 17
    private static long allocatedBytes(Runnable round) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long self = Thread.currentThread().getId();
        for (int i = 0; i < WARM_UP; i++) {
            round.run();
        }
        threads.getThreadAllocatedBytes(self);
        long before = threads.getThreadAllocatedBytes(self);
        for (int i = 0; i < ROUNDS; i++) {
            round.run();
        }
        return threads.getThreadAllocatedBytes(self) - before;
    }

    @Test
    void shouldReadWithoutAllocation() {
        assertThat(allocatedBytes(() -> {
                    list.get(1);
                    list.getLast();
                    list.size();
                }))
                .isLessThan(MEASURING_BYTES);
    }

    @Test
    void shouldReplaceWithoutAllocation() {
        assertThat(allocatedBytes(() -> {
                    list.set(1, 7L);
                    list.update(2, element -> element ^ 1);
                }))
                .isLessThan(MEASURING_BYTES);
        assertThat(list).containsExactly(1L, 7L, 3L);
    }

    @Test
    void shouldAddAndRemoveAtTheEndWithoutAllocation() {
        assertThat(allocatedBytes(() -> {
                    list.add(5L);
                    list.add(6L);
                    list.removeLast();
                    list.remove(list.size() - 1);
                }))
                .isLessThan(MEASURING_BYTES);
        assertThat(list).containsExactly(1L, 2L, 3L);
    }
}
