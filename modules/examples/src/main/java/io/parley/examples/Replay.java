package io.parley.examples;

import io.parley.Codecs;
import io.parley.Parley;
import io.parley.process.ParleyProcess;
import io.parley.queue.QueueClosedException;
import io.parley.queue.QueueEntry;
import io.parley.queue.SharedQueue;
import java.math.BigDecimal;
import java.util.List;

/**
 * A queue keeps what was taken from it: another process reads it from the start, or from any message, without
 * consuming.
 */
public final class Replay {
    private static final List<Trade> TRADES = List.of(
            new Trade("ACME", 100, new BigDecimal("12.50")),
            new Trade("INIT", 20, new BigDecimal("99.10")),
            new Trade("ACME", -40, new BigDecimal("12.75")),
            new Trade("ACME", 10, new BigDecimal("12.60")));

    private Replay() {}

    record Trade(String symbol, long quantity, BigDecimal price) {}

    /** No arguments. */
    public static void main(String[] args) throws InterruptedException {
        try (Parley parley = Parley.open("replay-" + ProcessHandle.current().pid())) {
            SharedQueue<Trade> trades = parley.queue("trades", Codecs.record(Trade.class));
            for (Trade trade : TRADES) {
                trades.put(trade);
            }
            trades.closeForWriting();
            takeAll(trades);

            QueueEntry<Trade> third = null;
            for (QueueEntry<Trade> entry : trades.entries()) {
                System.out.println("replayed " + entry.sequence() + ": " + entry.message());
                third = entry.sequence() == 2 ? entry : third;
            }
            System.out.println("from the third on: " + trades.forEach(third.index(), entry -> {}) + " trades");

            ParleyProcess reader = parley.process(() -> addUp(trades)).start();
            reader.join();
            System.out.println("not yet taken: " + trades.size());
            parley.delete();
        }
    }

    private static void takeAll(SharedQueue<Trade> trades) throws InterruptedException {
        try {
            while (true) {
                System.out.println("took " + trades.take().symbol());
            }
        } catch (QueueClosedException drained) {
            System.out.println("drained: " + trades.isDrained());
        }
    }

    /** In a process that was not there when the trades were made. */
    private static void addUp(SharedQueue<Trade> trades) {
        long[] position = new long[1];
        trades.forEach(0, entry -> {
            if (entry.message().symbol().equals("ACME")) {
                position[0] += entry.message().quantity();
            }
        });
        System.out.println("position of ACME, in another process: " + position[0]);
    }
}
