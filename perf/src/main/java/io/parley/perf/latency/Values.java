package io.parley.perf.latency;

import io.parley.Parley;
import io.parley.perf.latency.LatencyScenario.Cast;
import io.parley.perf.latency.LatencyScenario.Range;
import io.parley.perf.latency.Subject.Place;
import io.parley.perf.transport.Payload;
import io.parley.value.SharedBytes;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/** The scenario with a value that one writes and others read. */
final class Values {
    private static final int MOST = 16;

    private Values() {}

    static LatencyScenario publish() {
        return new LatencyScenario(
                "value-publish",
                "one overwrites a value as a whole, others wait for the change and read it; until each has read it",
                Cast.PRODUCERS_AND_CONSUMERS,
                Range.ONE,
                Range.upTo(MOST),
                true,
                List.of(
                        Subject.waiting(Subject.PARLEY, "Parley SharedBytes", Values::shared),
                        new Subject(
                                "mapped",
                                setup -> "bytes and a VarHandle in a mapped file, spin",
                                Place.JVMS,
                                setup -> null,
                                Values::mapped),
                        Subject.inOneJvm("heap", "AtomicReference, spin", Values::heap),
                        Subject.python("multiprocessing.Array, polled")));
    }

    /** What has a new content after each publication. */
    interface Value {
        /** Overwrites it; the caller may change the message as soon as this returns. */
        void publish(Payload message);

        /** Waits for a content that this reader has not seen, and reads it. */
        void await(Payload into) throws InterruptedException;
    }

    private static Stage shared(Setup setup, Board board) {
        Parley parley = setup.openDomain();
        return stage(setup, board, () -> new InDomain(parley.bytes("value", setup.bytes())), parley::close);
    }

    private static Stage mapped(Setup setup, Board board) {
        return stage(setup, board, () -> MappedValue.open(setup.directory(), setup.bytes()), () -> {});
    }

    private static Stage heap(Setup setup, Board board) {
        AtomicReference<Payload> reference = new AtomicReference<>();
        return stage(setup, board, () -> new OnHeap(reference), () -> {});
    }

    private static Stage stage(Setup setup, Board board, Supplier<Value> values, Runnable closing) {
        return new AcknowledgedStage(
                setup,
                board,
                number -> setup.isConsumer(number)
                        ? new Reading(values.get(), new Payload(setup.bytes()))
                        : new Publishing(values.get(), new Payload(setup.bytes())),
                closing);
    }

    private record Publishing(Value value, Payload message) implements Part.Sender {
        @Override
        public void send(long intendedNs, long sentNs) {
            value.publish(message.stamp(intendedNs).second(sentNs));
        }
    }

    private record Reading(Value value, Payload message) implements Part.Receiver {
        @Override
        public void receive(Arrival arrival) throws InterruptedException {
            value.await(message);
            arrival.set(message.stamp(), message.second());
        }
    }

    private static final class InDomain implements Value {
        private final SharedBytes bytes;
        private long version;

        InDomain(SharedBytes bytes) {
            this.bytes = bytes;
            this.version = bytes.version();
        }

        @Override
        public void publish(Payload message) {
            bytes.copyFrom(message.bytes(), 0, 0, message.bytes().length);
        }

        @Override
        public void await(Payload into) throws InterruptedException {
            version = bytes.awaitChange(version);
            bytes.copyTo(0, into.bytes(), 0, into.bytes().length);
        }
    }

    private static final class OnHeap implements Value {
        private final AtomicReference<Payload> reference;
        private Payload seen;

        OnHeap(AtomicReference<Payload> reference) {
            this.reference = reference;
        }

        @Override
        public void publish(Payload message) {
            Payload content = new Payload(message.bytes().length);
            reference.set(content.stamp(message.stamp()).second(message.second()));
        }

        @Override
        public void await(Payload into) throws InterruptedException {
            Payload found;
            while ((found = reference.get()) == seen) {
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
                Thread.onSpinWait();
            }
            seen = found;
            into.stamp(found.stamp()).second(found.second());
        }
    }
}
