package io.parley.perf.latency;

import io.parley.Parley;
import io.parley.perf.latency.LatencyScenario.Cast;
import io.parley.perf.latency.LatencyScenario.Range;
import io.parley.perf.transport.Endpoint;
import io.parley.perf.transport.Link;
import io.parley.perf.transport.Payload;
import io.parley.perf.transport.Transport;
import io.parley.perf.transport.Wait;
import io.parley.sync.SharedEvent;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Semaphore;

/** The scenario with a signal that carries nothing: its times are on the board. */
final class Signals {
    private Signals() {}

    static LatencyScenario event() {
        return new LatencyScenario(
                "event",
                "one sets an event on schedule, another waits for it and clears it; until the other goes on",
                Cast.PRODUCERS_AND_CONSUMERS,
                Range.ONE,
                Range.ONE,
                false,
                List.of(
                        Subject.waiting(Subject.PARLEY, "Parley SharedEvent", Signals::shared),
                        Subject.inJvms("socket", "JDK Unix-domain socket, a message", Signals::socket),
                        Subject.inOneJvm("heap", "java.util.concurrent.Semaphore", Signals::heap),
                        Subject.c("semaphore", "sem_t"),
                        Subject.futex(),
                        Subject.python("multiprocessing.Event")));
    }

    /** What is raised by one and awaited by another, once each time. */
    interface Signal {
        /** Wakes the other. */
        void raise() throws IOException, InterruptedException;

        /** Waits until it was raised since the last call returned. */
        void await() throws IOException, InterruptedException;
    }

    private static Stage shared(Setup setup, Board board) {
        Parley parley = setup.openDomain();
        SharedEvent event = parley.event("signal");
        Signal signal = new Signal() {
            @Override
            public void raise() {
                event.set();
            }

            @Override
            public void await() throws InterruptedException {
                event.await();
                event.clear();
            }
        };
        return new AcknowledgedStage(setup, board, number -> signalled(setup, board, number, signal), parley::close);
    }

    private static Stage heap(Setup setup, Board board) {
        Semaphore semaphore = new Semaphore(0);
        Signal signal = new Signal() {
            @Override
            public void raise() {
                semaphore.release();
            }

            @Override
            public void await() throws InterruptedException {
                semaphore.acquire();
            }
        };
        return new AcknowledgedStage(setup, board, number -> signalled(setup, board, number, signal), () -> {});
    }

    private static Stage socket(Setup setup, Board board) {
        Link link = Transport.SOCKET.link(setup.directory(), Wait.BLOCK, Payload.SMALLEST);
        return new AcknowledgedStage(
                setup,
                board,
                number -> signalled(
                        setup, board, number, new BySocket(setup.isConsumer(number) ? link.near() : link.far())),
                () -> {});
    }

    private record BySocket(Endpoint end, Payload message) implements Signal {
        BySocket(Endpoint end) {
            this(end, new Payload(Payload.SMALLEST));
        }

        @Override
        public void raise() throws IOException, InterruptedException {
            end.send(message);
        }

        @Override
        public void await() throws IOException, InterruptedException {
            end.receive();
        }
    }

    private static Part signalled(Setup setup, Board board, int number, Signal signal) {
        return setup.isConsumer(number) ? new Woken(board, signal) : new Waking(board, signal);
    }

    private static final class Waking implements Part.Sender {
        private final Board board;
        private final Signal signal;
        private long number;

        Waking(Board board, Signal signal) {
            this.board = board;
            this.signal = signal;
        }

        @Override
        public void send(long intendedNs, long sentNs) throws IOException, InterruptedException {
            board.event(++number, intendedNs, sentNs);
            signal.raise();
        }
    }

    private record Woken(Board board, Signal signal) implements Part.Receiver {
        @Override
        public void receive(Arrival arrival) throws IOException, InterruptedException {
            signal.await();
            arrival.set(board.intendedNs(), board.sentNs());
        }
    }
}
