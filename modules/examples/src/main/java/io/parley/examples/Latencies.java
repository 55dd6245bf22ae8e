package io.parley.examples;

import io.parley.Codecs;
import io.parley.Parley;
import io.parley.ParleyConfig;
import io.parley.WaitStrategy;
import io.parley.observe.LatencyHistogram;
import io.parley.observe.LatencyIntervals;
import io.parley.observe.LatencyKind;
import io.parley.observe.ObjectCounters;
import io.parley.observe.ObjectLatency;
import io.parley.queue.SharedQueue;
import io.parley.sync.SharedLock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** What a lock and a queue cost a process that knows nothing of being watched. */
public final class Latencies {
    private static final int ORDERS = 100;

    private Latencies() {}

    /** No arguments. */
    public static void main(String[] args) throws InterruptedException, IOException {
        ParleyConfig config =
                ParleyConfig.named("latencies-" + ProcessHandle.current().pid()).withWaitStrategy(WaitStrategy.block());
        Path hlog = Files.createTempFile("holds", ".hlog");
        try (Parley parley = Parley.open(config)) {
            SharedLock book = parley.lock("book");
            SharedQueue<String> orders = parley.queue("orders", Codecs.utf8());
            ObjectLatency ofBook = ObjectLatency.of(book);
            ObjectLatency ofOrders = ObjectLatency.of(orders);
            System.out.println(
                    "can be measured: " + ofBook.kinds() + " of the lock, " + ofOrders.kinds() + " of the queue");

            work(parley, book, orders);
            ofBook.start();
            ofOrders.start();
            LatencyHistogram holds = ofBook.histogram(LatencyKind.HOLD);
            LatencyIntervals intervals = holds.intervals();
            work(parley, book, orders);
            Histogram interval = intervals.appendTo(hlog);
            System.out.println("held while it was recorded: " + interval.getTotalCount());
            for (LatencyKind kind : ofOrders.kinds()) {
                try (LatencyHistogram histogram = ofOrders.histogram(kind)) {
                    System.out.println(histogram.name() + ": " + histogram.totalCount());
                }
            }

            ofBook.stop();
            work(parley, book, orders);
            System.out.println(
                    "held since it is not: " + intervals.appendTo(hlog).getTotalCount());
            System.out.println("lines of both intervals: "
                    + Files.readAllLines(hlog).stream()
                            .filter(line -> Character.isDigit(line.charAt(0)))
                            .count());

            System.out.println("counted all the time, of the lock: "
                    + ObjectCounters.of(book).snapshot());
            Map<String, Long> counts = ObjectCounters.of(orders).snapshot();
            System.out.println("of the queue: appended=" + counts.get("appended") + ", taken=" + counts.get("taken")
                    + ", waiting=" + counts.get("waiting"));
            book.delete();
            System.out.println("deleted with the lock: " + holds.isDeleted());
            parley.delete();
        } finally {
            Files.deleteIfExists(hlog);
        }
    }

    private static void work(Parley parley, SharedLock book, SharedQueue<String> orders) throws InterruptedException {
        parley.process("worker", () -> {
                    for (int i = 0; i < ORDERS; i++) {
                        book.lock();
                        try {
                            orders.put("order " + i);
                            orders.take();
                        } finally {
                            book.unlock();
                        }
                    }
                })
                .start()
                .join();
    }
}
