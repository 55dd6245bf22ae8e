package io.parley.perf;

import io.parley.MessageReader;
import io.parley.MessageWriter;
import io.parley.perf.transport.Payload;
import io.parley.perf.transport.PayloadCodec;
import io.parley.perf.transport.Scratch;
import io.parley.queue.TransientQueue;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.MessageHandler;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.ringbuffer.ManyToOneRingBuffer;
import org.agrona.concurrent.ringbuffer.OneToOneRingBuffer;
import org.agrona.concurrent.ringbuffer.RingBuffer;
import org.agrona.concurrent.ringbuffer.RingBufferDescriptor;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** {@code TransientQueue} beside Agrona's ring buffers on a mapped file, in one thread: one message in, one out. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Fork(2)
public class TransientBenchmark {
    private static final int CAPACITY = 1 << 20;

    /** The message, and where it goes. */
    @State(Scope.Thread)
    public static class Messages {
        /** Length of each. */
        @Param({"32", "256"})
        public int bytes;

        Payload payload;
        Payload received;

        /** Makes them. */
        @Setup
        public void make() {
            payload = new Payload(bytes).stamp(42);
            received = new Payload(bytes);
        }

        void write(MessageWriter out) {
            out.writeBytes(payload.bytes(), 0, payload.bytes().length);
        }

        void read(MessageReader in) {
            in.readBytes(received.bytes(), 0, in.remaining());
        }
    }

    /** Parley's queues. */
    @State(Scope.Thread)
    public static class ParleyQueues {
        private ScratchDomain domain;
        TransientQueue<Payload> one;
        TransientQueue<Payload> manyToOne;
        TransientQueue<Payload> manyToMany;

        /** Creates them. */
        @Setup
        public void open(Messages messages) {
            domain = ScratchDomain.open();
            PayloadCodec codec = new PayloadCodec(messages.bytes);
            one = domain.parley()
                    .transientQueue(
                            "one",
                            codec,
                            o -> o.capacityBytes(CAPACITY).oneProducer(true).oneConsumer(true));
            manyToOne = domain.parley()
                    .transientQueue(
                            "many-to-one", codec, o -> o.capacityBytes(CAPACITY).oneConsumer(true));
            manyToMany = domain.parley().transientQueue("many-to-many", codec, o -> o.capacityBytes(CAPACITY));
        }

        /** Removes them. */
        @TearDown
        public void close() {
            domain.close();
        }
    }

    /** Agrona's rings. */
    @State(Scope.Thread)
    public static class AgronaRings implements MessageHandler {
        private final UnsafeBuffer sent = new UnsafeBuffer(0, 0);
        private Scratch scratch;
        private Messages messages;
        RingBuffer oneToOne;
        RingBuffer manyToOne;

        /** Creates them. */
        @Setup
        public void open(Messages all) throws IOException {
            messages = all;
            scratch = Scratch.create();
            oneToOne = new OneToOneRingBuffer(map("one"));
            manyToOne = new ManyToOneRingBuffer(map("many"));
        }

        private UnsafeBuffer map(String name) throws IOException {
            ByteBuffer mapped = scratch.map(name, CAPACITY + RingBufferDescriptor.TRAILER_LENGTH);
            return new UnsafeBuffer(mapped);
        }

        boolean trip(RingBuffer ring) {
            sent.wrap(messages.payload.bytes());
            return ring.write(1, sent, 0, sent.capacity()) && ring.read(this, 1) == 1;
        }

        @Override
        public void onMessage(int type, org.agrona.MutableDirectBuffer buffer, int index, int length) {
            ((DirectBuffer) buffer).getBytes(index, messages.received.bytes(), 0, length);
        }

        /** Removes them. */
        @TearDown
        public void close() {
            scratch.close();
        }
    }

    /** With the queue's codec. */
    @Benchmark
    public Payload parley(ParleyQueues queues, Messages messages) {
        queues.one.offer(messages.payload);
        return queues.one.poll();
    }

    /** Written and read where it lies. */
    @Benchmark
    public boolean parleyInPlace(ParleyQueues queues, Messages messages) {
        queues.one.offer(messages.bytes, messages, Messages::write);
        return queues.one.poll(messages, Messages::read);
    }

    /** For many producers and one consumer, written and read where it lies. */
    @Benchmark
    public boolean parleyManyToOne(ParleyQueues queues, Messages messages) {
        queues.manyToOne.offer(messages.bytes, messages, Messages::write);
        return queues.manyToOne.poll(messages, Messages::read);
    }

    /** For many producers and consumers, with the queue's codec. */
    @Benchmark
    public Payload parleyManyToMany(ParleyQueues queues, Messages messages) {
        queues.manyToMany.offer(messages.payload);
        return queues.manyToMany.poll();
    }

    /** Agrona's for one producer. */
    @Benchmark
    public boolean oneToOne(AgronaRings rings) {
        return rings.trip(rings.oneToOne);
    }

    /** Agrona's for many producers. */
    @Benchmark
    public boolean manyToOne(AgronaRings rings) {
        return rings.trip(rings.manyToOne);
    }
}
