package io.parley.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.parley.Codecs;
import io.parley.Parley;
import io.parley.collection.SharedMap;
import io.parley.queue.QueueEntry;
import io.parley.queue.Retention;
import io.parley.queue.RetentionReport;
import io.parley.queue.SharedQueue;
import io.parley.value.SharedLong;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code docs/operating/the-disk-fills.md} is what happens, on a tmpfs of 40 MiB. Needs root, for the mount. */
@Timeout(300)
class TheDiskFillsTest {
    private static final int TRADE = 1_000;

    @TempDir
    private Path directory;

    private Path mount;

    private static SharedQueue<byte[]> trades(Parley parley) {
        return parley.queue("trades", Codecs.bytes(), o -> o.rollBytes(1 << 20));
    }

    /**
     * Puts trades until there is no room, or so many; notes each that was acknowledged. Arguments: domain, how many.
     */
    static final class Producer {
        public static void main(String[] args) throws InterruptedException {
            long most = args.length > 1 ? Long.parseLong(args[1]) : Long.MAX_VALUE;
            try (Parley parley = Parley.open(Path.of(args[0]))) {
                SharedQueue<byte[]> trades = trades(parley);
                SharedLong acknowledged = parley.longValue("acknowledged");
                for (long i = 0; i < most; i++) {
                    byte[] trade = new byte[TRADE];
                    ByteBuffer.wrap(trade).putLong(acknowledged.get());
                    trades.put(trade);
                    acknowledged.incrementAndGet();
                }
                System.out.printf("put %,d trades%n", most);
            }
        }
    }

    /** Takes all trades. Argument: domain. */
    static final class Consumer {
        public static void main(String[] args) {
            try (Parley parley = Parley.open(Path.of(args[0]))) {
                SharedQueue<byte[]> trades = trades(parley);
                long took = 0;
                for (byte[] trade = trades.poll(); trade != null; trade = trades.poll()) {
                    took += ByteBuffer.wrap(trade).getLong() == took && trade.length == TRADE ? 1 : 0;
                }
                long acknowledged = parley.longValue("acknowledged").get();
                System.out.println(took == acknowledged ? "took all that was acknowledged, whole" : took + " only");
            }
        }
    }

    /** Keeps the newest of what was read. Argument: domain. */
    static final class Retain {
        public static void main(String[] args) {
            try (Parley parley = Parley.open(Path.of(args[0]))) {
                SharedQueue<byte[]> trades = trades(parley);
                trades.setRetention(Retention.everything().keepBytes(4 << 20));
                RetentionReport report = trades.applyRetention();
                boolean some = !report.gone().isEmpty()
                        && report.gone().size() < report.files().size();
                System.out.println(some ? "deleted some files" : report.toString());
            }
        }
    }

    /** Founds the domain; not in this JVM, which would keep mapped what is deleted later. Argument: domain. */
    static final class Shop {
        public static void main(String[] args) {
            try (Parley parley = Parley.open(Path.of(args[0]))) {
                parley.longValue("acknowledged");
                parley.longArray("history", 1 << 20);
                SharedMap<Long, Long> positions = parley.map("positions", Codecs.int64(), Codecs.int64());
                for (long i = 0; i < 50_000; i++) {
                    positions.put(i, i);
                }
                for (long i = 100; i < 50_000; i++) {
                    positions.remove(i);
                }
            }
        }
    }

    private static int run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    @BeforeEach
    void mountSmallFileSystem() throws Exception {
        Path place = Files.createDirectory(directory.resolve("small"));
        assumeTrue(
                run("mount", "-t", "tmpfs", "-o", "size=40m", "parley-test", place.toString()) == 0,
                "only root may mount a small tmpfs");
        mount = place;
    }

    @AfterEach
    void unmount() throws Exception {
        if (mount != null) {
            run("umount", "-l", mount.toString());
        }
    }

    @Test
    void shouldHappenAsThePageSays() throws Exception {
        Path domain = Files.createDirectories(mount.resolve("parley/me")).resolve("shop");
        assertThat(run("bash", "-c", JavaLine.of(Shop.class, domain))).isZero();

        int commands = new Transcript("operating/the-disk-fills.md")
                .with("/dev/shm", mount)
                .with("shop", domain)
                .with("parley", JavaLine.of(ParleyCli.class))
                .with("java Producer", JavaLine.of(Producer.class, domain))
                .with("java Consumer", JavaLine.of(Consumer.class, domain))
                .with("java Retain", JavaLine.of(Retain.class, domain))
                .run();

        assertThat(commands).isEqualTo(12);
        try (Parley parley = Parley.open(domain)) {
            long acknowledged = parley.longValue("acknowledged").get();
            SharedQueue<byte[]> trades = trades(parley);
            assertThat(trades.appended()).isEqualTo(acknowledged);
            long next = acknowledged - 1_000; // those that came last are there, as all that retention left
            for (QueueEntry<byte[]> each : trades.entries()) {
                long number = ByteBuffer.wrap(each.message()).getLong();
                assertThat(number).isEqualTo(each.sequence());
                next += number == next ? 1 : 0;
            }
            assertThat(next).isEqualTo(acknowledged);
        }
    }
}
