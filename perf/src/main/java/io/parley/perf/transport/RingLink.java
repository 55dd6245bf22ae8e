package io.parley.perf.transport;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.agrona.DirectBuffer;
import org.agrona.IoUtil;
import org.agrona.concurrent.AtomicBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.ringbuffer.ManyToOneRingBuffer;
import org.agrona.concurrent.ringbuffer.OneToOneRingBuffer;
import org.agrona.concurrent.ringbuffer.RingBuffer;
import org.agrona.concurrent.ringbuffer.RingBufferDescriptor;

/** One of Agrona's ring buffers, on a mapped file, for each direction. */
record RingLink(Path directory, int bytes, boolean oneProducer) implements Link {
    /** Of both kinds of rings, Agrona's and Parley's. */
    static final int CAPACITY = 1 << 20;

    private static final String THERE = "there";
    private static final String BACK = "back";

    @Override
    public Endpoint near() {
        return new End(this, THERE, BACK);
    }

    @Override
    public Endpoint far() {
        return new End(this, BACK, THERE);
    }

    private static final class End implements Endpoint {
        private static final int TYPE = 1;

        private final ByteBuffer outBytes;
        private final ByteBuffer inBytes;
        private final RingBuffer out;
        private final RingBuffer in;
        private final UnsafeBuffer sent = new UnsafeBuffer(0, 0);
        private final Payload received;

        End(RingLink link, String out, String in) {
            this.outBytes = map(link.directory.resolve(out));
            this.inBytes = map(link.directory.resolve(in));
            this.out = ring(new UnsafeBuffer(outBytes), link.oneProducer);
            this.in = ring(new UnsafeBuffer(inBytes), link.oneProducer);
            this.received = new Payload(link.bytes);
        }

        private static ByteBuffer map(Path file) {
            return Files.exists(file)
                    ? IoUtil.mapExistingFile(file.toFile(), "ring")
                    : IoUtil.mapNewFile(file.toFile(), CAPACITY + RingBufferDescriptor.TRAILER_LENGTH);
        }

        private static RingBuffer ring(AtomicBuffer buffer, boolean oneProducer) {
            return oneProducer ? new OneToOneRingBuffer(buffer) : new ManyToOneRingBuffer(buffer);
        }

        @Override
        public void send(Payload message) {
            sent.wrap(message.bytes());
            while (!out.write(TYPE, sent, 0, sent.capacity())) {
                Thread.onSpinWait();
            }
        }

        @Override
        public Payload receive() throws InterruptedException {
            while (in.read(this::copy, 1) == 0) {
                if (Thread.currentThread().isInterrupted()) {
                    throw new InterruptedException();
                }
                Thread.onSpinWait();
            }
            return received;
        }

        private void copy(int type, DirectBuffer buffer, int index, int length) {
            buffer.getBytes(index, received.bytes(), 0, length);
        }

        @Override
        public void close() {
            IoUtil.unmap((java.nio.MappedByteBuffer) outBytes);
            IoUtil.unmap((java.nio.MappedByteBuffer) inBytes);
        }
    }
}
