package io.parley;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.parley.pipe.Pipe;
import io.parley.queue.SharedQueue;
import io.parley.queue.TransientQueue;
import io.parley.sync.BinaryLock;
import io.parley.sync.LockOptions;
import io.parley.sync.SharedCondition;
import io.parley.sync.SharedEvent;
import io.parley.sync.SharedLatch;
import io.parley.sync.SharedLock;
import io.parley.sync.SharedReadWriteLock;
import io.parley.sync.SharedSemaphore;
import io.parley.value.SharedBoolean;
import io.parley.value.SharedByteArray;
import io.parley.value.SharedDouble;
import io.parley.value.SharedFloatArray;
import io.parley.value.SharedInt;
import io.parley.value.SharedIntArray;
import io.parley.value.SharedLong;
import io.parley.value.SharedLongArray;
import io.parley.value.SharedShort;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The hot paths allocate nothing: what a million of them leave is what measuring costs. */
@Timeout(120)
class AllocationTest {
    private static final int WARM_UP = 20_000;
    private static final int ROUNDS = 1_000_000;
    private static final long MEASURING_BYTES = 8_192;
    private static final int MESSAGES = 200_000;

    @TempDir
    Path directory;

    private Parley parley;

    @BeforeEach
    void open() {
        parley = Parley.open(ParleyConfig.at(directory).withDurable(false));
    }

    @AfterEach
    void close() {
        parley.close();
    }

    /** What the calling thread allocates in a million rounds. */
    private static long allocatedBytes(Runnable round) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long self = ownId();
        repeat(round, WARM_UP);
        threads.getThreadAllocatedBytes(self);
        long before = threads.getThreadAllocatedBytes(self);
        repeat(round, ROUNDS);
        return threads.getThreadAllocatedBytes(self) - before;
    }

    /** Messages need room: so many that they fit into one block of the log. */
    private static long allocatedByMessages(Runnable round) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long self = ownId();
        repeat(round, WARM_UP);
        threads.getThreadAllocatedBytes(self);
        long before = threads.getThreadAllocatedBytes(self);
        repeat(round, MESSAGES);
        return threads.getThreadAllocatedBytes(self) - before;
    }

    private static void repeat(Runnable round, int times) {
        for (int i = 0; i < times; i++) {
            round.run();
        }
    }

    @SuppressWarnings("deprecation") // threadId() is not in 17
    private static long ownId() {
        return Thread.currentThread().getId();
    }

    @Test
    void shouldSeeAllocationWhereThereIsSome() {
        long[][] sink = new long[1][];

        assertThat(allocatedBytes(() -> sink[0] = new long[2])).isGreaterThanOrEqualTo(ROUNDS * 16L);
    }

    @Test
    void shouldLockAndUnlockWithoutAllocation() {
        SharedLock lock = parley.lock("l");

        long bytes = allocatedBytes(() -> {
            lock.lock();
            lock.unlock();
        });

        assertThat(bytes).isLessThan(MEASURING_BYTES);
        assertThat(lock.token()).isEqualTo(ROUNDS + WARM_UP);
    }

    @Test
    void shouldTryAndReenterWithoutAllocation() {
        SharedLock lock = parley.lock("l");

        long bytes = allocatedBytes(() -> {
            if (lock.tryLock()) {
                lock.lock();
                lock.unlock();
                lock.unlock();
            }
        });

        assertThat(bytes).isLessThan(MEASURING_BYTES);
        assertThat(lock.token()).isEqualTo(ROUNDS + WARM_UP);
    }

    @Test
    void shouldTakeAndGivePermitsWithoutAllocation() {
        SharedSemaphore counted = parley.semaphore("s", 2);
        SharedSemaphore leased = parley.leasedSemaphore("l", 2);

        long bytes = allocatedBytes(() -> {
            counted.acquireUninterruptibly();
            counted.release();
            leased.acquireUninterruptibly();
            leased.release();
        });

        assertThat(bytes).isLessThan(MEASURING_BYTES);
        assertThat(counted.availablePermits() + leased.availablePermits()).isEqualTo(4);
    }

    @Test
    void shouldSendAndReceiveWithoutAllocation() {
        Pipe<Object> pipe = parley.pipe("p", new NothingCodec());
        ByteBuffer target = ByteBuffer.allocate(64);
        byte[] message = new byte[32];

        long bytes = allocatedBytes(() -> {
            try {
                pipe.first().sendBytes(message, 0, message.length);
                pipe.second().receiveInto(target.clear());
                pipe.second().send(message);
                pipe.first().receive();
            } catch (IOException | InterruptedException e) {
                throw new AssertionError(e);
            }
        });

        assertThat(bytes).isLessThan(MEASURING_BYTES);
        assertThat(target.position()).isEqualTo(message.length);
    }

    /** Writes eight bytes for whatever it gets, and reads them as itself. */
    private static final class NothingCodec implements Codec<Object> {
        @Override
        public void encode(Object message, MessageWriter out) {
            out.writeLong(7);
        }

        @Override
        public Object decode(MessageReader in) {
            return in.readLong() == 7 ? this : null;
        }

        @Override
        public String id() {
            return "nothing";
        }
    }

    @Test
    void shouldSetEventsAndCountDownWithoutAllocation() {
        SharedEvent event = parley.event("e");
        SharedLatch latch = parley.latch("l", Integer.MAX_VALUE);

        long bytes = allocatedBytes(() -> {
            event.set();
            event.awaitUninterruptibly();
            event.clear();
            latch.countDown();
        });

        assertThat(bytes).isLessThan(MEASURING_BYTES);
        assertThat(event.epoch()).isEqualTo(ROUNDS + WARM_UP);
        assertThat(latch.count()).isEqualTo(Integer.MAX_VALUE - ROUNDS - WARM_UP);
    }

    @Test
    void shouldReadAndWriteUnderALockWithoutAllocation() {
        SharedReadWriteLock lock = parley.readWriteLock("l");

        long bytes = allocatedBytes(() -> {
            lock.readLock().lock();
            lock.readLock().unlock();
            lock.writeLock().lock();
            lock.writeLock().unlock();
        });

        assertThat(bytes).isLessThan(MEASURING_BYTES);
        assertThat(lock.readers()).isEmpty();
    }

    @Test
    void shouldUseOtherLocksAndSignalWithoutAllocation() {
        SharedLock fair = parley.lock("f", LockOptions.fair());
        BinaryLock binary = parley.binaryLock("b");
        SharedCondition condition = fair.condition("c");

        long bytes = allocatedBytes(() -> {
            fair.lock();
            condition.signal();
            fair.unlock();
            binary.lock();
            binary.unlock();
        });

        assertThat(bytes).isLessThan(MEASURING_BYTES);
        assertThat(fair.token()).isEqualTo(ROUNDS + WARM_UP);
        assertThat(binary.token()).isEqualTo(ROUNDS + WARM_UP);
    }

    @Test
    void shouldUseLongsWithoutAllocation() {
        SharedLong value = parley.longValue("n");

        long bytes = allocatedBytes(() -> {
            long seen = value.get();
            value.compareAndSet(seen, seen + 1);
            value.set(value.getAcquire() + 1);
            value.setRelease(value.getPlain() + 1);
            value.incrementAndGet();
            value.getAndAdd(1);
            value.updateAndGet(n -> n + 1);
        });

        assertThat(bytes).isLessThan(MEASURING_BYTES);
        assertThat(value.get()).isEqualTo(6L * (ROUNDS + WARM_UP));
    }

    @Test
    void shouldUseIntsWithoutAllocation() {
        SharedInt value = parley.intValue("n");

        long bytes = allocatedBytes(() -> {
            int seen = value.get();
            value.compareAndSet(seen, seen + 1);
            value.set(value.getAcquire() + 1);
            value.setRelease(value.getPlain() + 1);
            value.incrementAndGet();
            value.getAndAdd(1);
            value.updateAndGet(n -> n + 1);
        });

        assertThat(bytes).isLessThan(MEASURING_BYTES);
        assertThat(value.get()).isEqualTo(6 * (ROUNDS + WARM_UP));
    }

    @Test
    void shouldUseNarrowAndFloatingNumbersWithoutAllocation() {
        SharedShort small = parley.shortValue("n");
        SharedDouble wide = parley.doubleValue("n");
        SharedBoolean flag = parley.booleanValue("n");
        SharedByteArray bytes = parley.byteArray("a", 8);
        SharedFloatArray floats = parley.floatArray("a", 8);
        float[] copy = new float[8];

        long bytesAllocated = allocatedBytes(() -> {
            small.getAndAdd(1);
            small.compareAndSet(small.get(), (short) 7);
            small.updateAndGet(n -> n + 1);
            wide.getAndAdd(0.5);
            wide.set(wide.get() + 0.5);
            flag.getAndFlip();
            bytes.incrementAndGet(3);
            bytes.set(4, bytes.get(3));
            floats.accumulateAndGet(5, 1, Math::max);
            floats.copyTo(0, copy, 0, 8);
            floats.copyFrom(copy, 0, 0, 8);
            small.lockedSet(small.lockedGet());
        });

        assertThat(bytesAllocated).isLessThan(MEASURING_BYTES);
        assertThat(wide.get()).isEqualTo(ROUNDS + WARM_UP);
    }

    @Test
    void shouldUseArraysWithoutAllocation() {
        SharedLongArray longs = parley.longArray("a", 4);
        SharedIntArray ints = parley.intArray("a", 4);
        long[] copy = new long[4];

        long bytes = allocatedBytes(() -> {
            longs.set(1, longs.get(1) + 1);
            longs.compareAndSet(2, longs.at(-2), 7);
            longs.copyTo(0, copy, 0, 4);
            longs.copyFrom(copy, 0, 0, 4);
            ints.incrementAndGet(3);
            ints.set(0, ints.get(3));
        });

        assertThat(bytes).isLessThan(MEASURING_BYTES);
        assertThat(longs.get(1)).isEqualTo(ROUNDS + WARM_UP);
        assertThat(ints.get(0)).isEqualTo(ROUNDS + WARM_UP);
    }

    @Test
    void shouldPutAndTakeInPlaceWithoutAllocation() {
        SharedQueue<byte[]> queue = parley.queue("q", Codecs.bytes(), o -> o.blockSize(64 << 20));
        SharedQueue<byte[]> bounded =
                parley.queue("b", Codecs.bytes(), o -> o.blockSize(64 << 20).capacity(10));
        long[] sum = new long[1];

        long bytes = allocatedByMessages(() -> {
            queue.offer(Long.BYTES, sum, (source, out) -> out.writeLong(source[0] + 1));
            queue.poll(sum, (target, in) -> target[0] = in.readLong());
            bounded.offer(Long.BYTES, sum, (source, out) -> out.writeLong(source[0]));
            bounded.poll(sum, (target, in) -> target[0] = in.readLong());
        });

        assertThat(bytes).isLessThan(MESSAGES / 2);
        assertThat(sum[0]).isEqualTo(MESSAGES + WARM_UP);
    }

    @Test
    void shouldPutAndTakeByCodecWithoutAllocation() {
        SharedQueue<long[]> queue = parley.queue("q", new LongCodec(), o -> o.blockSize(64 << 20));
        long[] message = new long[1];
        long[] wrong = new long[1];

        long bytes = allocatedByMessages(() -> {
            message[0]++;
            queue.offer(message);
            wrong[0] += queue.poll()[0] == message[0] ? 0 : 1;
        });

        assertThat(queue.appended()).isEqualTo(MESSAGES + WARM_UP);
        assertThat(wrong[0]).isZero();
        assertThat(bytes).isLessThan(MESSAGES / 2);
    }

    /** Decodes into the same array each time. */
    private static final class LongCodec implements Codec<long[]> {
        private final long[] decoded = new long[1];

        @Override
        public void encode(long[] message, MessageWriter out) {
            out.writeLong(message[0]);
        }

        @Override
        public long[] decode(MessageReader in) {
            decoded[0] = in.readLong();
            return decoded;
        }

        @Override
        public String id() {
            return "one-long";
        }
    }

    @Test
    void shouldMoveTransientMessagesWithoutAllocation() {
        TransientQueue<Long> many = parley.transientQueue("many", Codecs.int64(), o -> o.capacityBytes(1_024));
        TransientQueue<Long> one = parley.transientQueue(
                "one",
                Codecs.int64(),
                o -> o.capacityBytes(1_024).oneProducer(true).oneConsumer(true));
        long[] sum = new long[1];
        Long message = 1L; // from the cache of small ones, on both sides

        long bytes = allocatedBytes(() -> {
            many.offer(message);
            sum[0] += many.poll();
            one.offer(Long.BYTES, message, (number, out) -> out.writeLong(number));
            one.poll(sum, (target, in) -> target[0] += in.readLong());
            many.offer(100, message, (number, out) -> out.writeLong(number));
            many.poll(sum, (target, in) -> target[0] += in.readLong());
            one.offer(message);
            sum[0] += one.poll();
        });

        assertThat(bytes).isLessThan(MEASURING_BYTES);
        assertThat(sum[0]).isEqualTo(4L * (ROUNDS + WARM_UP));
    }
}
