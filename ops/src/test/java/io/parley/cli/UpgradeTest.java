package io.parley.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.Codecs;
import io.parley.Parley;
import io.parley.ParleyConfig;
import io.parley.queue.SharedQueue;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code docs/operating/upgrade.md} is what happens. */
@Timeout(300)
class UpgradeTest {
    @TempDir
    private Path directory;

    private Process holder;

    private static SharedQueue<String> orders(Parley parley) {
        return parley.queue("orders", Codecs.utf8());
    }

    private static Parley open(String domain) {
        return Parley.open(ParleyConfig.at(Path.of(domain)).withProcessName("worker"));
    }

    /** Takes an order, and says what the limit is. Argument: domain. */
    static final class Worker {
        public static void main(String[] args) throws InterruptedException {
            try (Parley parley = open(args[0])) {
                System.out.println("took " + orders(parley).take());
                System.out.println("limit " + parley.longValue("limit").get());
            }
        }
    }

    /** Claims an order, says so, and never ends. Argument: domain. */
    static final class Holder {
        public static void main(String[] args) throws InterruptedException {
            try (Parley parley = open(args[0])) {
                orders(parley).claim();
                parley.event("holding").set();
                parley.event("never").await();
            }
        }
    }

    @AfterEach
    void endHolder() {
        if (holder != null) {
            holder.destroyForcibly();
        }
    }

    @Test
    void shouldHappenAsThePageSays() throws Exception {
        Path home = Files.createDirectory(directory.resolve("parley"));
        Path domain = home.resolve("shop");
        try (Parley parley = Parley.open(domain)) {
            for (int i = 0; i < 6; i++) {
                orders(parley).put("order " + i);
            }
            parley.longValue("limit", 250);
            holder = new ProcessBuilder("bash", "-c", "exec " + JavaLine.of(Holder.class, domain))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            parley.event("holding").await();
        }

        int commands = new Transcript("operating/upgrade.md")
                .with("/dev/shm/parley/me/shop", domain)
                .with("/dev/shm/parley/me", home)
                .with("shop", domain)
                .with("4711", holder.pid())
                .with("java Worker", JavaLine.of(Worker.class, domain))
                .run();

        assertThat(commands).isEqualTo(20);
        assertThat(holder.waitFor()).isNotZero();
    }
}
