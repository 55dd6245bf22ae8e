package io.parley.examples;

import io.parley.Codecs;
import io.parley.MessageEncoder;
import io.parley.MessageHandler;
import io.parley.Parley;
import io.parley.queue.SharedQueue;
import java.util.List;

/** A hot path without objects: ticks are written where they will be read, and read where they lie. Then batches. */
public final class Ticks {
    private static final int TICK_BYTES = Integer.BYTES + Double.BYTES;

    /** They capture nothing, so they are made once. */
    private static final MessageEncoder<Tick> WRITE = (tick, out) -> {
        out.writeInt(tick.instrument);
        out.writeDouble(tick.price);
    };

    private static final MessageHandler<Tick> READ = (tick, in) -> {
        tick.instrument = in.readInt();
        tick.price = in.readDouble();
    };

    private Ticks() {}

    /** Used again and again. */
    private static final class Tick {
        int instrument;
        double price;
    }

    /** No arguments. */
    public static void main(String[] args) throws InterruptedException {
        try (Parley parley = Parley.open("ticks-" + ProcessHandle.current().pid())) {
            SharedQueue<byte[]> ticks = parley.queue("ticks", Codecs.bytes());
            Tick sent = new Tick();
            for (int i = 1; i <= 1_000; i++) {
                sent.instrument = i % 10;
                sent.price = i / 4.0;
                ticks.put(TICK_BYTES, sent, WRITE);
            }

            Tick received = new Tick();
            double sum = 0;
            while (ticks.poll(received, READ)) {
                sum += received.price;
            }
            System.out.println("last: instrument " + received.instrument + " at " + received.price + ", sum " + sum);

            SharedQueue<String> orders = parley.queue("orders", Codecs.utf8());
            orders.putAll(List.of("buy 1", "buy 2", "sell 3"));
            System.out.println(orders.takeBatch(2) + " and " + orders.takeBatch(10));
            parley.delete();
        }
    }
}
