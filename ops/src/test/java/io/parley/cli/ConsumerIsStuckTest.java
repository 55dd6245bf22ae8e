package io.parley.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.parley.Codecs;
import io.parley.Parley;
import io.parley.ParleyConfig;
import io.parley.process.ParleyProcess;
import io.parley.queue.SharedQueue;
import io.parley.sync.SharedLock;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code docs/operating/a-consumer-is-stuck.md} is what happens. */
@Timeout(300)
class ConsumerIsStuckTest {
    @TempDir
    private Path directory;

    @Test
    void shouldHappenAsThePageSays() throws Exception {
        Path shop = directory.resolve("shop");
        try (Parley parley = Parley.open(ParleyConfig.at(shop).withProcessName("orders"))) {
            SharedQueue<String> orders = parley.queue("orders", Codecs.utf8());
            SharedLock book = parley.lock("book");
            for (int i = 0; i < 3; i++) {
                orders.put("order " + i);
            }
            ParleyProcess importer = parley.process("importer", () -> {
                        book.lock();
                        new CountDownLatch(1).await();
                    })
                    .start();
            await().forever().until(book::isLocked);
            ParleyProcess billing = parley.process("billing", () -> {
                        while (true) {
                            var claim = orders.claim();
                            book.lock();
                            book.unlock();
                            claim.ack();
                        }
                    })
                    .start();
            await().forever().until(() -> !book.waiters().isEmpty());
            try {
                int commands = new Transcript("operating/a-consumer-is-stuck.md")
                        .with("shop", shop)
                        .with("4711", importer.pid())
                        .with("4712", billing.pid())
                        .run();

                assertThat(commands).isEqualTo(10);
            } finally {
                billing.kill();
                importer.kill();
            }
        }
    }
}
