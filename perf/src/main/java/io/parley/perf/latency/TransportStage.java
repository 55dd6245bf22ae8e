package io.parley.perf.latency;

import io.parley.perf.transport.Endpoint;
import io.parley.perf.transport.Link;
import io.parley.perf.transport.Payload;
import io.parley.perf.transport.Transport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Messages over a link, one way or there and back; the first consumer has its near end. To send copies over what has
 * none, each consumer gets a link of its own, and whoever sends a message sends it over all of them.
 */
final class TransportStage implements Stage {
    private final Setup setup;
    private final boolean back;
    private final List<Link> links;
    private final List<Endpoint> opened = new CopyOnWriteArrayList<>();

    private TransportStage(Setup setup, boolean back, List<Link> links) {
        this.setup = setup;
        this.back = back;
        this.links = links;
    }

    /** All parts have the same link. */
    static TransportStage over(Transport transport, boolean back, Setup setup) {
        return new TransportStage(setup, back, List.of(link(transport, setup, setup.directory())));
    }

    /** Each consumer has its own. */
    static TransportStage overOneEach(Transport transport, Setup setup) throws IOException {
        List<Link> links = new ArrayList<>();
        for (int consumer = 0; consumer < setup.consumers(); consumer++) {
            Path directory = setup.directory().resolve("consumer-" + consumer);
            links.add(link(transport, setup, Files.createDirectories(directory)));
        }
        return new TransportStage(setup, false, links);
    }

    private static Link link(Transport transport, Setup setup, Path directory) {
        return transport.link(directory, transport.nearest(setup.waiting()), setup.bytes());
    }

    @Override
    public Part part(int number) {
        if (setup.isConsumer(number)) {
            Endpoint end = open(consumerEnd(number));
            return back ? new Echoing(end) : new Receiving(end);
        }
        List<Endpoint> ends = links.stream().map(link -> open(link.far())).toList();
        return back ? new Calling(ends.get(0), setup.bytes()) : new Sending(ends, setup.bytes());
    }

    private Endpoint consumerEnd(int number) {
        if (links.size() > 1) {
            return links.get(number).near();
        }
        return number == 0 ? links.get(0).near() : links.get(0).another();
    }

    private Endpoint open(Endpoint end) {
        opened.add(end);
        return end;
    }

    @Override
    public void close() {
        opened.forEach(Endpoint::close);
    }

    private record Sending(Endpoint[] ends, Payload message) implements Part.Sender {
        Sending(List<Endpoint> ends, int bytes) {
            this(ends.toArray(Endpoint[]::new), new Payload(bytes));
        }

        @Override
        public void send(long intendedNs, long sentNs) throws IOException, InterruptedException {
            message.stamp(intendedNs).second(sentNs);
            for (Endpoint end : ends) {
                end.send(message);
            }
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
