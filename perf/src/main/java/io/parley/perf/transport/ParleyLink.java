package io.parley.perf.transport;

import io.parley.Parley;
import io.parley.ParleyConfig;
import io.parley.queue.SharedQueue;
import java.nio.file.Path;

/** A {@code SharedQueue} for each direction. */
record ParleyLink(Path directory, Wait waiting, int bytes) implements Link {
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

    @Override
    public Endpoint another() {
        return near();
    }

    private static final class End implements Endpoint {
        private final Parley parley;
        private final SharedQueue<Payload> out;
        private final SharedQueue<Payload> in;

        End(ParleyLink link, String out, String in) {
            this.parley = Parley.open(
                    ParleyConfig.at(link.directory.resolve("domain")).withWaitStrategy(link.waiting.strategy()));
            this.out = parley.queue(out, new PayloadCodec(link.bytes));
            this.in = parley.queue(in, new PayloadCodec(link.bytes));
        }

        @Override
        public void send(Payload message) throws InterruptedException {
            out.put(message);
        }

        @Override
        public Payload receive() throws InterruptedException {
            return in.take();
        }

        @Override
        public void close() {
            parley.close();
        }
    }
}
