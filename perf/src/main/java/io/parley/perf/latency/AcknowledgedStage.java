package io.parley.perf.latency;

import java.util.function.IntFunction;

/**
 * A stage with one sender whose next event would overwrite the last one: it waits until all have seen that. What waits
 * longer than the schedule allows counts as delay of the events that it held up.
 */
final class AcknowledgedStage implements Stage {
    private final Setup setup;
    private final Board board;
    private final IntFunction<Part> parts;
    private final Runnable closing;

    AcknowledgedStage(Setup setup, Board board, IntFunction<Part> parts, Runnable closing) {
        this.setup = setup;
        this.board = board;
        this.parts = parts;
        this.closing = closing;
    }

    @Override
    public Part part(int number) {
        Part part = parts.apply(number);
        return part instanceof Part.Sender sender ? new Patient(setup, board, sender) : part;
    }

    @Override
    public void close() {
        closing.run();
    }

    private static final class Patient implements Part.Sender {
        private final Setup setup;
        private final Board board;
        private final Part.Sender sender;
        private long sent;

        Patient(Setup setup, Board board, Part.Sender sender) {
            this.setup = setup;
            this.board = board;
            this.sender = sender;
        }

        @Override
        public void send(long intendedNs, long sentNs) throws Exception {
            sender.send(intendedNs, sentNs);
            sent++;
            for (int consumer = 0; consumer < setup.consumers(); consumer++) {
                while (board.ended(consumer) < sent) {
                    if (Thread.interrupted()) {
                        throw new InterruptedException();
                    }
                    Thread.yield();
                }
            }
        }
    }
}
