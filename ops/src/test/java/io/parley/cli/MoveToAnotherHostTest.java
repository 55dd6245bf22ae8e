package io.parley.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.parley.Codecs;
import io.parley.Parley;
import io.parley.queue.Claim;
import io.parley.queue.Replay;
import io.parley.queue.SharedQueue;
import io.parley.queue.Subscriber;
import io.parley.sync.SharedLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code docs/operating/move-to-another-host.md} is what happens. The other host is a mount namespace in which the
 * kernel tells another boot, which is how Parley knows hosts apart. Needs root, for the namespace.
 */
@Timeout(300)
class MoveToAnotherHostTest {
    @TempDir
    private Path directory;

    private Path other;

    private static SharedQueue<String> orders(Parley parley) {
        return parley.queue("orders", Codecs.utf8());
    }

    /** Says what it finds in a domain, and goes on with the work. Argument: domain. */
    static final class Clerk {
        public static void main(String[] args) throws Exception {
            try (Parley parley = Parley.open(Path.of(args[0]))) {
                SharedQueue<String> orders = orders(parley);
                for (Claim<String> order = orders.claim(); ; order = orders.claim()) {
                    System.out.println(order.message() + ", delivery " + order.deliveries());
                    order.ack();
                    if (orders.isEmpty()) {
                        break;
                    }
                }
                try (Subscriber<String> audit = orders.subscriber("audit")) {
                    System.out.println("audit goes on with " + audit.take());
                }
                System.out.println("totals " + parley.longArray("totals", 2).get(1) + ", limit "
                        + parley.longValue("limit").get() + ", motto "
                        + parley.text("motto", 100).get());
                SharedLock book = parley.lock("book");
                System.out.println("book was free: " + book.tryLock());
                orders.put("order 5");
                System.out.println("put number " + (orders.appended() - 1));
            }
        }
    }

    /** Puts a copy of a queue's messages on the queue of a domain. Arguments: domain, copy. */
    static final class Import {
        public static void main(String[] args) throws InterruptedException {
            try (Parley parley = Parley.open(Path.of(args[0]))) {
                SharedQueue<String> orders = orders(parley);
                Replay.ofFiles(Path.of(args[1]), Codecs.utf8()).run((entry, clock) -> orders.offer(entry.message()));
                System.out.println("put " + orders.appended());
            }
        }
    }

    @BeforeEach
    void makeAnotherHost() throws Exception {
        Path boot = Files.writeString(directory.resolve("boot"), "11111111-2222-3333-4444-555555555555\n");
        String line = "mount --bind '" + boot + "' /proc/sys/kernel/random/boot_id";
        assumeTrue(
                new ProcessBuilder("unshare", "-m", "bash", "-c", line).start().waitFor() == 0,
                "only root may make a namespace of mounts");
        other = Files.writeString(
                directory.resolve("other"),
                "#!/bin/bash\nif [[ $1 == parley ]]; then set -- " + JavaLine.of(ParleyCli.class) + " \"${@:2}\"; fi\n"
                        + "exec unshare -m bash -c \"" + line + " && exec \\\"\\$@\\\"\" other \"$@\"\n");
        Files.setPosixFilePermissions(other, PosixFilePermissions.fromString("rwx------"));
    }

    @Test
    void shouldHappenAsThePageSays() throws Exception {
        Path home = Files.createDirectory(directory.resolve("here"));
        Path away = Files.createDirectory(directory.resolve("there"));
        Path domain = home.resolve("shop");
        try (Parley parley = Parley.open(domain)) {
            SharedQueue<String> orders = orders(parley);
            Subscriber<String> audit = orders.subscriber("audit");
            for (int i = 0; i < 5; i++) {
                orders.put("order " + i);
            }
            orders.take();
            audit.take();
            audit.take();
            audit.commit();
            parley.longArrayOf("totals", 7, 8);
            parley.map("positions", Codecs.utf8(), Codecs.int64()).put("SAP", 100L);
            parley.longValue("limit", 250);
            parley.text("motto", 100, "keep calm");
            SharedLock book = parley.lock("book");
            parley.process("clerk", () -> {
                        book.lock();
                        orders.claim(Duration.ofSeconds(60));
                        Runtime.getRuntime().halt(1);
                    })
                    .start()
                    .join();
        }
        assertThat(domain.resolve("orders.queue")).isDirectory();

        int commands = new Transcript("operating/move-to-another-host.md")
                .with("/dev/shm/parley/me/shop", domain)
                .with("/dev/shm/parley/me", home)
                .with("/var/lib/parley/shop", away.resolve("shop"))
                .with("/var/lib/parley/second", away.resolve("second"))
                .with("/var/lib/parley", away)
                .with("shop.tar", directory.resolve("shop.tar"))
                .with("positions.tsv", directory.resolve("positions.tsv"))
                .with("ssh other", other)
                .with("java Clerk", JavaLine.of(Clerk.class))
                .with("java Import", JavaLine.of(Import.class))
                .run();

        assertThat(commands).isEqualTo(12);
    }
}
