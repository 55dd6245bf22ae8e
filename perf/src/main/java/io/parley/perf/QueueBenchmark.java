package io.parley.perf;

import io.parley.Codecs;
import io.parley.perf.transport.BareQueue;
import io.parley.perf.transport.Payload;
import io.parley.perf.transport.PayloadCodec;
import io.parley.perf.transport.Scratch;
import io.parley.queue.Claim;
import io.parley.queue.SharedQueue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * {@code SharedQueue} beside bare Chronicle Queue and {@code ArrayBlockingQueue}, in one thread. Before an iteration,
 * queues that have grown are replaced by new ones, so that they never take much more memory than {@link #ENOUGH_BYTES}
 * and one iteration's messages.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 8, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Fork(2)
public class QueueBenchmark {
    private static final long ENOUGH_BYTES = 512 << 20;
    /** What the compilers need is calls, not time: on a busy machine a second may be too short to get compiled. */
    private static final int WARM_UP_CALLS = 200_000;

    /** The messages. */
    @State(Scope.Thread)
    public static class Messages {
        /** Length of each. */
        @Param({"32", "256", "1024"})
        public int bytes;

        Payload payload;

        /** Makes the message. */
        @Setup
        public void make() {
            payload = new Payload(bytes).stamp(42);
        }
    }

    /** Parley's queues: one of byte arrays, one that decodes into the same object again and again. */
    @State(Scope.Thread)
    public static class ParleyQueues {
        private ScratchDomain domain;
        SharedQueue<byte[]> arrays;
        SharedQueue<Payload> payloads;

        /** Creates empty queues, if there are none or large ones. */
        @Setup(Level.Iteration)
        public void renew(Messages messages) {
            if (domain != null && domain.scratch().bytes() < ENOUGH_BYTES) {
                return;
            }
            boolean first = domain == null;
            close();
            domain = ScratchDomain.open();
            arrays = domain.parley().queue("arrays", Codecs.bytes());
            payloads = domain.parley().queue("payloads", new PayloadCodec(messages.bytes));
            for (int i = 0; first && i < WARM_UP_CALLS; i++) {
                arrays.offer(messages.payload.bytes());
                arrays.poll();
                payloads.offer(messages.payload);
                payloads.poll();
            }
        }

        /** Removes them. */
        @TearDown
        public void close() {
            if (domain != null) {
                domain.close();
            }
        }
    }

    /** Chronicle's queue with the same settings. */
    @State(Scope.Thread)
    public static class ChronicleQueues {
        private Scratch scratch;
        BareQueue queue;

        /** Creates an empty queue, if there is none or a large one. */
        @Setup(Level.Iteration)
        public void renew(Messages messages) {
            if (scratch != null && scratch.bytes() < ENOUGH_BYTES) {
                return;
            }
            boolean first = scratch == null;
            close();
            scratch = Scratch.create();
            queue = BareQueue.open(scratch.directory().resolve("queue"));
            for (int i = 0; first && i < WARM_UP_CALLS; i++) {
                queue.append(messages.payload.bytes());
                queue.read(messages.payload.bytes());
            }
        }

        /** Removes it. */
        @TearDown
        public void close() {
            if (scratch != null) {
                queue.close();
                scratch.close();
            }
        }
    }

    /** The JDK's queue, which takes references. */
    @State(Scope.Thread)
    public static class HeapQueues {
        final ArrayBlockingQueue<byte[]> queue = new ArrayBlockingQueue<>(1024);
    }

    @Benchmark
    public void parleyPut(ParleyQueues parley, Messages messages) throws InterruptedException {
        parley.arrays.put(messages.payload.bytes());
    }

    @Benchmark
    public void chroniclePut(ChronicleQueues chronicle, Messages messages) {
        chronicle.queue.append(messages.payload.bytes());
    }

    /** Written where it will be read: no codec, no copy. */
    @Benchmark
    public void parleyPutInPlace(ParleyQueues parley, Messages messages) throws InterruptedException {
        byte[] bytes = messages.payload.bytes();
        parley.arrays.put(bytes.length, bytes, (source, out) -> out.writeBytes(source, 0, source.length));
    }

    @Benchmark
    public Payload parleyPutTake(ParleyQueues parley, Messages messages) throws InterruptedException {
        parley.payloads.put(messages.payload);
        return parley.payloads.take();
    }

    /** Allocates the claim. */
    @Benchmark
    public Payload parleyPutClaimAck(ParleyQueues parley, Messages messages) throws InterruptedException {
        parley.payloads.put(messages.payload);
        Claim<Payload> claim = parley.payloads.claim();
        claim.ack();
        return claim.message();
    }

    /** Allocates the array that it returns. */
    @Benchmark
    public byte[] parleyPutTakeArray(ParleyQueues parley, Messages messages) throws InterruptedException {
        parley.arrays.put(messages.payload.bytes());
        return parley.arrays.take();
    }

    @Benchmark
    public boolean chroniclePutTake(ChronicleQueues chronicle, Messages messages) {
        chronicle.queue.append(messages.payload.bytes());
        return chronicle.queue.read(messages.payload.bytes());
    }

    /** Moves a reference; nothing is copied. */
    @Benchmark
    public byte[] heapPutTake(HeapQueues heap, Messages messages) throws InterruptedException {
        heap.queue.put(messages.payload.bytes());
        return heap.queue.take();
    }
}
