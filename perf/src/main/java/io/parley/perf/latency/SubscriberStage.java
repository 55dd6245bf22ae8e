package io.parley.perf.latency;

import io.parley.Parley;
import io.parley.perf.transport.Payload;
import io.parley.perf.transport.PayloadCodec;
import io.parley.queue.SharedQueue;
import io.parley.queue.Subscriber;

/** A queue of Parley's with a subscriber for each consumer. */
final class SubscriberStage implements Stage {
    private final Setup setup;
    private final Parley parley;

    SubscriberStage(Setup setup, Board board) {
        this.setup = setup;
        this.parley = setup.openDomain();
    }

    @Override
    public Part part(int number) {
        SharedQueue<Payload> queue = parley.queue("news", new PayloadCodec(setup.bytes()));
        return setup.isConsumer(number)
                ? new Reading(queue.subscriber("reader-" + number))
                : new Publishing(queue, new Payload(setup.bytes()));
    }

    @Override
    public void close() {
        parley.close();
    }

    private record Publishing(SharedQueue<Payload> queue, Payload message) implements Part.Sender {
        @Override
        public void send(long intendedNs, long sentNs) throws InterruptedException {
            queue.put(message.stamp(intendedNs).second(sentNs));
        }
    }

    private record Reading(Subscriber<Payload> subscriber) implements Part.Receiver {
        @Override
        public void receive(Arrival arrival) throws InterruptedException {
            Payload message = subscriber.take();
            arrival.set(message.stamp(), message.second());
        }
    }
}
