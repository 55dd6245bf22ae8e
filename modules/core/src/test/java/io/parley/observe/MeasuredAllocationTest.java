package io.parley.observe;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.parley.Codecs;
import io.parley.Parley;
import io.parley.ParleyConfig;
import io.parley.SharedObject;
import io.parley.collection.SharedMap;
import io.parley.queue.SharedQueue;
import io.parley.queue.TransientQueue;
import io.parley.sync.BinaryLock;
import io.parley.sync.SharedLock;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Operations allocate nothing, whether they are measured or not. */
@Timeout(120)
class MeasuredAllocationTest {
    private static final int WARM_UP = 20_000;
    private static final int ROUNDS = 200_000;
    /** Half a byte each: what measuring costs, and a new block of a log now and then. */
    private static final long FEW_BYTES = ROUNDS / 2;

    private static final byte[] BYTES = new byte[32];

    @TempDir
    Path directory;

    private Parley parley;

    @BeforeEach
    void open() {
        parley = Parley.open(ParleyConfig.at(directory.resolve("domain")).withDurable(false));
    }

    @AfterEach
    void close() {
        parley.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldLockWithoutAllocation(boolean measured) {
        SharedLock lock = parley.lock("book");
        BinaryLock binary = parley.binaryLock("door");

        assertAllocatesNothing(lock, measured, LatencyKind.HOLD, () -> {
            lock.lock();
            lock.unlock();
        });
        assertAllocatesNothing(binary, measured, LatencyKind.WAIT, () -> {
            binary.lock();
            binary.unlock();
        });
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldPutAndTakeWithoutAllocation(boolean measured) {
        SharedQueue<byte[]> queue = parley.queue("orders", Codecs.bytes(), o -> o.blockSize(64 << 20));
        TransientQueue<byte[]> ring = parley.transientQueue("ticks", Codecs.bytes());

        assertAllocatesNothing(queue, measured, LatencyKind.RESIDENCE, () -> {
            queue.offer(BYTES.length, BYTES, (bytes, out) -> out.writeBytes(bytes, 0, bytes.length));
            queue.poll(BYTES, (bytes, in) -> in.readBytes(bytes, 0, bytes.length));
        });
        assertAllocatesNothing(ring, measured, LatencyKind.TAKE, () -> {
            ring.offer(BYTES.length, BYTES, (bytes, out) -> out.writeBytes(bytes, 0, bytes.length));
            ring.poll(BYTES, (bytes, in) -> in.readBytes(bytes, 0, bytes.length));
        });
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldReadAndWriteMapsWithoutAllocation(boolean measured) {
        SharedMap<String, byte[]> map = parley.map("positions", Codecs.utf8(), Codecs.bytes());

        assertAllocatesNothing(map, measured, LatencyKind.GET, () -> {
            map.write("key", BYTES, (bytes, out) -> out.writeBytes(bytes, 0, bytes.length));
            map.read("key", BYTES, (bytes, in) -> in.readBytes(bytes, 0, bytes.length));
        });
    }

    private static void assertAllocatesNothing(SharedObject of, boolean measured, LatencyKind kind, Runnable round) {
        ObjectLatency latency = ObjectLatency.of(of);
        if (measured) {
            latency.start();
        }
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        repeat(round, WARM_UP);
        threads.getCurrentThreadAllocatedBytes();
        long before = threads.getCurrentThreadAllocatedBytes();
        repeat(round, ROUNDS);
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;

        assertThat(allocated).as("%s, measured=%s", of.name(), measured).isLessThan(FEW_BYTES);
        assertThat(ObjectLatencyTest.count(latency, kind)).isEqualTo(measured ? WARM_UP + ROUNDS : 0);
    }

    private static void repeat(Runnable round, int times) {
        for (int i = 0; i < times; i++) {
            round.run();
        }
    }
}
