package io.parley.perf.transport;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/** Two {@code ArrayBlockingQueue}s; every message is a new object, as it is in a program that uses one. */
final class HeapLink implements Link {
    private static final int CAPACITY = 64 << 10;

    private final BlockingQueue<Payload> there = new ArrayBlockingQueue<>(CAPACITY);
    private final BlockingQueue<Payload> back = new ArrayBlockingQueue<>(CAPACITY);
    private final boolean spinning;

    HeapLink(Wait wait) {
        this.spinning = wait == Wait.SPIN;
    }

    @Override
    public Endpoint near() {
        return new End(there, back, spinning);
    }

    @Override
    public Endpoint far() {
        return new End(back, there, spinning);
    }

    @Override
    public Endpoint another() {
        return near();
    }

    private record End(BlockingQueue<Payload> out, BlockingQueue<Payload> in, boolean spinning) implements Endpoint {
        @Override
        public void send(Payload message) throws InterruptedException {
            out.put(message.copy());
        }

        @Override
        public Payload receive() throws InterruptedException {
            if (!spinning) {
                return in.take();
            }
            Payload message;
            while ((message = in.poll()) == null) {
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
                Thread.onSpinWait();
            }
            return message;
        }

        @Override
        public void close() {
            out.clear();
        }
    }
}
