package io.parley.examples;

import io.parley.Codecs;
import io.parley.NotDurableException;
import io.parley.Parley;
import io.parley.queue.Durability;
import io.parley.queue.QueueOptions;
import io.parley.queue.RollEvery;
import io.parley.queue.SharedQueue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Payments that a power cut must not lose, in a queue with a file for each hour; quotes that may lose the last moment,
 * in a small queue. The domain is on a disk, not in memory.
 */
public final class OnDisk {
    private OnDisk() {}

    /** No arguments. */
    public static void main(String[] args) throws IOException, InterruptedException {
        Path directory = Files.createTempDirectory("parley-on-disk");
        try (Parley parley = Parley.open(directory.resolve("bank"));
                SharedQueue<String> payments = parley.queue("payments", Codecs.utf8(), OnDisk::strict);
                SharedQueue<String> quotes = parley.queue("quotes", Codecs.utf8(), OnDisk::relaxed)) {
            try {
                payments.put("100 to Ann");
                System.out.println("on disk: " + payments.peek());
            } catch (NotDurableException e) {
                System.out.println("in the queue, but the disk refused: " + e.getMessage());
            }

            quotes.put("12.50");
            System.out.println("on disk within 10 ms: " + quotes.take());
            parley.delete();
        }
        Files.delete(directory);
    }

    private static QueueOptions strict(QueueOptions options) {
        return options.durability(Durability.onPut()).rollEvery(RollEvery.HOUR).rollBytes(64 << 20);
    }

    private static QueueOptions relaxed(QueueOptions options) {
        return QueueOptions.small().durability(Durability.every(Duration.ofMillis(10)));
    }
}
