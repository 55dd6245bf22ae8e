package io.parley.perf.transport;

import com.lmax.disruptor.AlertException;
import com.lmax.disruptor.BlockingWaitStrategy;
import com.lmax.disruptor.BusySpinWaitStrategy;
import com.lmax.disruptor.RingBuffer;
import com.lmax.disruptor.Sequence;
import com.lmax.disruptor.SequenceBarrier;
import com.lmax.disruptor.TimeoutException;

/**
 * Two rings of the LMAX Disruptor in one JVM, for many producers. Messages are copied into slots that are there
 * already; a slot is free again when its reader asks for the next one.
 */
final class DisruptorLink implements Link {
    private static final int SLOTS = 1 << 14;

    private final Ring there;
    private final Ring back;

    DisruptorLink(Wait waiting, int bytes) {
        this.there = new Ring(waiting, bytes);
        this.back = new Ring(waiting, bytes);
    }

    @Override
    public Endpoint near() {
        return new End(there, new Reader(back));
    }

    @Override
    public Endpoint far() {
        return new End(back, new Reader(there));
    }

    @Override
    public Endpoint another() {
        return near();
    }

    private static final class Ring {
        private final boolean spinning;
        private final RingBuffer<Payload> slots;

        Ring(Wait waiting, int bytes) {
            this.spinning = waiting == Wait.SPIN;
            this.slots = RingBuffer.createMultiProducer(
                    () -> new Payload(bytes),
                    SLOTS,
                    spinning ? new BusySpinWaitStrategy() : new BlockingWaitStrategy());
        }

        void put(Payload message) {
            long sequence = slots.next();
            slots.get(sequence).set(message);
            slots.publish(sequence);
        }
    }

    /** Gets every message of a ring from its beginning on, and holds up its producers. */
    private static final class Reader {
        private final Ring ring;
        private final SequenceBarrier barrier;
        private final Sequence read = new Sequence();
        private long next;

        Reader(Ring ring) {
            this.ring = ring;
            this.barrier = ring.slots.newBarrier();
            ring.slots.addGatingSequences(read);
        }

        Payload take() throws InterruptedException {
            read.set(next - 1);
            if (ring.spinning) {
                spin();
            } else {
                block();
            }
            return ring.slots.get(next++);
        }

        /** As BusySpinWaitStrategy does it, but it ends when the thread is interrupted. */
        private void spin() throws InterruptedException {
            while (!ring.slots.isAvailable(next)) {
                if (Thread.currentThread().isInterrupted()) {
                    throw new InterruptedException();
                }
                Thread.onSpinWait();
            }
        }

        /**
         * A slot that was claimed counts as there before its message is; then the answer is lower than what was asked
         * for.
         */
        private void block() throws InterruptedException {
            try {
                while (barrier.waitFor(next) < next) {
                    Thread.onSpinWait();
                }
            } catch (AlertException | TimeoutException e) {
                throw new IllegalStateException("nobody alerts, and nothing has a time limit", e);
            }
        }

        void leave() {
            ring.slots.removeGatingSequence(read);
        }
    }

    private record End(Ring out, Reader in) implements Endpoint {
        @Override
        public void send(Payload message) {
            out.put(message);
        }

        @Override
        public Payload receive() throws InterruptedException {
            return in.take();
        }

        @Override
        public void close() {
            in.leave();
        }
    }
}
