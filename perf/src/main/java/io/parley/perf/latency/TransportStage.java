package io.parley.perf.latency;

import io.parley.perf.transport.Endpoint;
import io.parley.perf.transport.Link;
import io.parley.perf.transport.Payload;
import io.parley.perf.transport.Transport;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Messages over a link, one way or there and back. The first consumer has its near end. */
final class TransportStage implements Stage {
    private final Setup setup;
    private final boolean back;
    private final Link link;
    private final List<Endpoint> opened = new CopyOnWriteArrayList<>();

    TransportStage(Transport transport, boolean back, Setup setup) {
        this.setup = setup;
        this.back = back;
        this.link = transport.link(setup.directory(), transport.nearest(setup.waiting()), setup.bytes());
    }

    @Override
    public Part part(int number) {
        boolean consumer = setup.isConsumer(number);
        Endpoint end = !consumer ? link.far() : number == 0 ? link.near() : link.another();
        opened.add(end);
        if (back) {
            return consumer ? new Echoing(end) : new Calling(end, setup.bytes());
        }
        return consumer ? new Receiving(end) : new Sending(end, setup.bytes());
    }

    @Override
    public void close() {
        opened.forEach(Endpoint::close);
    }

    private record Sending(Endpoint end, Payload message) implements Part.Sender {
        Sending(Endpoint end, int bytes) {
            this(end, new Payload(bytes));
        }

        @Override
        public void send(long intendedNs, long sentNs) throws IOException, InterruptedException {
            end.send(message.stamp(intendedNs).second(sentNs));
        }
    }

    private record Receiving(Endpoint end) implements Part.Receiver {
        @Override
        public void receive(Arrival arrival) throws IOException, InterruptedException {
            Payload message = end.receive();
            arrival.set(message.stamp(), message.second());
        }
    }

    private record Calling(Endpoint end, Payload message) implements Part.Call {
        Calling(Endpoint end, int bytes) {
            this(end, new Payload(bytes));
        }

        @Override
        public void call() throws IOException, InterruptedException {
            long expected = message.stamp() + 1;
            end.send(message.stamp(expected));
            long found = end.receive().stamp();
            if (found != expected) {
                throw new IllegalStateException("not the message that was sent: found=" + found + ", sent=" + expected);
            }
        }
    }

    private record Echoing(Endpoint end) implements Part.Server {
        @Override
        public void serve() throws IOException, InterruptedException {
            end.send(end.receive());
        }
    }
}
