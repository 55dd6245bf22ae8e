package io.parley.examples;

import io.parley.Codecs;
import io.parley.MessageReader;
import io.parley.MessageWriter;
import io.parley.Parley;
import io.parley.process.ParleyProcess;
import io.parley.queue.QueueClosedException;
import io.parley.queue.TransientOptions;
import io.parley.queue.TransientQueue;

/**
 * Prices from one process to another through a queue without history. They are written where they will be read and read
 * where they lie: no object is made for any of them, on either side. What writes is a {@code MessageEncoder}, what
 * reads a {@code MessageHandler}.
 */
public final class LiveTicks {
    private static final int COUNT = 100_000;

    private LiveTicks() {}

    private static TransientOptions options(TransientOptions defaults) {
        return defaults.capacityBytes(1 << 16).oneProducer(true).oneConsumer(true);
    }

    /** No arguments. */
    public static void main(String[] args) throws InterruptedException {
        try (Parley parley = Parley.open("ticks-" + ProcessHandle.current().pid())) {
            TransientQueue<byte[]> ticks = parley.transientQueue("ticks", Codecs.bytes(), LiveTicks::options);
            System.out.println("room for " + ticks.capacityBytes() + " bytes, " + ticks.size() + " messages");
            ParleyProcess producer = parley.process(() -> produce(ticks)).start();
            Total total = new Total();
            try {
                while (true) {
                    ticks.takeWith(total, Total::add);
                }
            } catch (QueueClosedException drained) {
                System.out.println("last tick: " + total.last);
            }
            System.out.println(total.count + " ticks, sum " + total.sum);
            producer.join();
            parley.delete();
        }
    }

    /** What the consumer keeps. */
    private static final class Total {
        private long count;
        private long sum;
        private int last;

        private void add(MessageReader tick) {
            last = tick.readInt();
            sum += tick.readLong();
            count++;
        }
    }

    /** One tick, used again and again. */
    private static final class Tick {
        private int number;
        private long price;

        private void write(MessageWriter out) {
            out.writeInt(number);
            out.writeLong(price);
        }
    }

    private static void produce(TransientQueue<byte[]> ticks) throws InterruptedException {
        Tick tick = new Tick();
        for (tick.number = 0; tick.number < COUNT; tick.number++) {
            tick.price = 100 + tick.number % 7;
            ticks.put(Integer.BYTES + Long.BYTES, tick, Tick::write);
        }
        ticks.closeForWriting();
    }
}
