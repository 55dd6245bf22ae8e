package io.parley.internal.map;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.parley.internal.memory.MessageBuffer;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A segment is read and written without the heap. */
@Timeout(60)
class SegmentAllocationTest {
    private static final int ROUNDS = 200_000;
    /** The measuring itself, and what compilers leave behind. */
    private static final long SOME = 100_000;

    private final Segment segment = SegmentFixture.of(1_024, 2_048).segment;
    private final MessageBuffer key = new MessageBuffer();
    private final MessageBuffer value = new MessageBuffer();
    private long number;

    private void round() {
        number++;
        key.reset();
        key.writeLong(number % 600);
        value.reset();
        value.writeLong(number);
        long hash = Segment.hash(key);
        int chunk = segment.allocate(Segment.chunksFor(key.length(), value.length()));
        segment.write(chunk, key, hash, value);
        int slot = segment.find(key, hash);
        if (slot == Segment.NONE) {
            segment.insert(hash, chunk);
            segment.added(1);
        } else {
            long old = segment.entry(slot);
            segment.replace(slot, hash, chunk);
            segment.free(old);
        }
        if (!segment.copyValue(segment.find(key, hash), value) || value.readLong() != number) {
            throw new AssertionError("another value of " + number);
        }
        if (number % 5 == 0) {
            slot = segment.find(key, hash);
            long old = segment.entry(slot);
            segment.removeSlot(slot);
            segment.free(old);
            segment.added(-1);
        }
    }

    @Test
    @SuppressWarnings("deprecation") // threadId() is not in 17
    void shouldAllocateNothing() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long self = Thread.currentThread().getId();
        for (int i = 0; i < ROUNDS; i++) {
            round();
        }
        long before = threads.getThreadAllocatedBytes(self);

        for (int i = 0; i < ROUNDS; i++) {
            round();
        }

        assertThat(threads.getThreadAllocatedBytes(self) - before).isLessThan(SOME);
        assertThat(SegmentCheck.of(segment)).matches(SegmentCheck::isClean);
    }
}
