package io.parley.perf.transport;

import java.nio.file.Path;
import net.openhft.chronicle.threads.Pauser;

/** A bare Chronicle Queue for each direction. {@link Wait#ADAPTIVE} is Chronicle's own {@code Pauser.balanced()}. */
record ChronicleLink(Path directory, Wait waiting, int bytes) implements Link {
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
        private final BareQueue out;
        private final BareQueue in;
        private final Pauser pauser;
        private final Payload received;

        End(ChronicleLink link, String out, String in) {
            this.out = BareQueue.open(link.directory.resolve(out));
            this.in = BareQueue.open(link.directory.resolve(in));
            this.pauser = BareQueue.pauser(link.waiting == Wait.SPIN);
            this.received = new Payload(link.bytes);
        }

        @Override
        public void send(Payload message) {
            out.append(message.bytes());
        }

        @Override
        public Payload receive() throws InterruptedException {
            while (!in.read(received.bytes())) {
                if (Thread.currentThread().isInterrupted()) {
                    throw new InterruptedException();
                }
                pauser.pause();
            }
            pauser.reset();
            return received;
        }

        @Override
        public void close() {
            out.close();
            in.close();
        }
    }
}
