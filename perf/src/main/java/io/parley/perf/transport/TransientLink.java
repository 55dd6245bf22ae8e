package io.parley.perf.transport;

import io.parley.MessageReader;
import io.parley.MessageWriter;
import io.parley.Parley;
import io.parley.ParleyConfig;
import io.parley.queue.TransientQueue;
import java.nio.file.Path;

/** A {@code TransientQueue} for each direction. Each has one consumer, and one producer or as many as like. */
record TransientLink(Path directory, Wait waiting, int bytes, boolean oneProducer) implements Link {
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
        private final Parley parley;
        private final TransientQueue<Payload> out;
        private final TransientQueue<Payload> in;
        private final Payload received;

        End(TransientLink link, String out, String in) {
            this.parley = Parley.open(ParleyConfig.at(link.directory.resolve("domain"))
                    .withDurable(false)
                    .withWaitStrategy(link.waiting.strategy()));
            this.received = new Payload(link.bytes);
            this.out = open(link, out);
            this.in = open(link, in);
        }

        private TransientQueue<Payload> open(TransientLink link, String name) {
            return parley.transientQueue(
                    name,
                    new PayloadCodec(link.bytes),
                    options -> options.capacityBytes(RingLink.CAPACITY)
                            .oneProducer(link.oneProducer)
                            .oneConsumer(true));
        }

        @Override
        public void send(Payload message) throws InterruptedException {
            out.put(message.bytes().length, message, End::write);
        }

        @Override
        public Payload receive() throws InterruptedException {
            in.takeWith(received, End::read);
            return received;
        }

        private static void write(Payload message, MessageWriter out) {
            out.writeBytes(message.bytes(), 0, message.bytes().length);
        }

        private static void read(Payload into, MessageReader in) {
            in.readBytes(into.bytes(), 0, in.remaining());
        }

        @Override
        public void close() {
            parley.close();
        }
    }
}
