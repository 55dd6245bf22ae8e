package io.parley.multi;

import static io.parley.multi.Domains.HANG;
import static io.parley.multi.Domains.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.parley.Codecs;
import io.parley.Parley;
import io.parley.queue.Claim;
import io.parley.queue.QueueEntry;
import io.parley.queue.SharedQueue;
import io.parley.sync.Lease;
import io.parley.testkit.CrashTestWatcher;
import io.parley.testkit.ForkedJvm;
import io.parley.testkit.Script;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A domain that nobody has open any more, and one whose processes were killed all at once, are what they were. */
@Timeout(120)
@ExtendWith(CrashTestWatcher.class)
class RestartIT {
    private static final int MESSAGES = 1_000;
    private static final int TAKEN = 100;
    private static final int CLAIMED = 5;
    /** More than fits into one document of the log. */
    private static final int LARGE = 700_000;

    @TempDir
    Path directory;

    /**
     * Writes one of everything, then ends in good order or waits to be killed. Arguments: domain, {@code end} or not.
     */
    static final class Writer {
        public static void main(String[] args) throws InterruptedException {
            Parley parley = Domains.open(Path.of(args[0]), "writer");
            parley.longValue("long").set(Long.MIN_VALUE);
            parley.intValue("int", 42);
            parley.longArray("longs", 1_000).copyFrom(numbers(), 0, 0, 1_000);
            SharedQueue<byte[]> queue = queue(parley);
            for (int i = 0; i < MESSAGES; i++) {
                queue.put(message(i));
            }
            for (int i = 0; i < TAKEN; i++) {
                queue.take();
            }
            for (int i = 0; i < CLAIMED; i++) {
                queue.claim();
            }
            if (args[1].equals("end")) {
                parley.close();
            } else {
                parley.lock("lock").lock();
                Script.barrier("written");
            }
        }
    }

    private static SharedQueue<byte[]> queue(Parley parley) {
        return parley.queue(
                "queue", Codecs.bytes(), o -> o.capacity(10 * MESSAGES).latency(true));
    }

    private static long[] numbers() {
        return LongStream.range(0, 1_000).map(i -> i * i).toArray();
    }

    private static byte[] message(int number) {
        byte[] bytes = new byte[number == MESSAGES / 2 ? LARGE : 20];
        bytes[0] = (byte) number;
        bytes[bytes.length - 1] = (byte) (number >> 8);
        return bytes;
    }

    @Test
    void shouldFindEverythingAfterAllHaveLeft() throws InterruptedException {
        Domains.child(Writer.class, domain(), "end").start().awaitExit(0, START);

        try (Parley parley = Domains.open(domain(), "test")) {
            assertThat(parley.lock("lock").tryAcquire()).map(Lease::recovered).contains(false);
            requireEverything(parley);
        }
        assertThat(Domains.leftovers(domain())).isEmpty();
    }

    @Test
    void shouldFindEverythingAfterTheLastWasKilled() throws InterruptedException {
        ForkedJvm writer = Domains.child(Writer.class, domain(), "wait").start();
        writer.awaitReached("written", START);
        writer.kill();

        try (Parley parley = Domains.open(domain(), "test")) {
            assertThat(parley.lock("lock").tryAcquire()).map(Lease::recovered).contains(true);
            requireEverything(parley);
        }
    }

    @Test
    void shouldOpenACopyOfADomain() throws Exception {
        ForkedJvm writer = Domains.child(Writer.class, domain(), "wait").start();
        writer.awaitReached("written", START);
        writer.stop();
        Path copy = directory.resolve("elsewhere").resolve("copy");
        copy(domain(), copy);
        writer.resume();

        // the copy's table names a process that lives, but not in the copy
        try (Parley parley = Domains.open(copy, "test");
                Parley original = Domains.open(domain(), "test")) {
            assertThat(Domains.alive(parley)).containsOnlyKeys("test");
            assertThat(Domains.alive(original)).containsOnlyKeys("test", "writer");
            assertThat(original.lock("lock").tryAcquire()).isEmpty();
            assertThat(parley.lock("lock").tryAcquire()).map(Lease::recovered).contains(true);
            requireEverything(parley);
            // and what happens to one does not happen to the other
            parley.longValue("long").set(1);
            assertThat(original.longValue("long").get()).isEqualTo(Long.MIN_VALUE);
            assertThat(queue(original).size()).isEqualTo(MESSAGES - TAKEN - CLAIMED);
            assertThat(queue(original).claimed()).isEqualTo(CLAIMED);
        }
    }

    private static void requireEverything(Parley parley) throws InterruptedException {
        assertThat(parley.longValue("long").get()).isEqualTo(Long.MIN_VALUE);
        assertThat(parley.intValue("int").get()).isEqualTo(42);
        assertThat(parley.longArray("longs", 1_000).toArray()).isEqualTo(numbers());
        try (SharedQueue<byte[]> queue = queue(parley)) {
            assertThat(queue.appended()).isEqualTo(MESSAGES);
            assertThat(queue.taken()).isEqualTo(TAKEN + CLAIMED);
            // first what was claimed and never acknowledged, in any order, then the rest, and then nothing
            List<Long> again = new ArrayList<>();
            for (int i = 0; i < CLAIMED; i++) {
                Claim<byte[]> claim = queue.claim(HANG).orElseThrow();
                assertThat(claim.deliveries()).isEqualTo(2);
                assertThat(claim.message()).isEqualTo(message((int) claim.sequence()));
                again.add(claim.sequence());
                claim.ack();
            }
            assertThat(again)
                    .containsExactlyInAnyOrderElementsOf(
                            LongStream.range(TAKEN, TAKEN + CLAIMED).boxed().toList());
            for (int i = TAKEN + CLAIMED; i < MESSAGES; i++) {
                assertThat(queue.poll()).isEqualTo(message(i));
            }
            assertThat(queue.poll()).isNull();
            assertThat(queue.claimed()).isZero();
            // all of it is still there to be replayed, and more can be added
            queue.put(message(MESSAGES));
            int next = 0;
            for (QueueEntry<byte[]> entry : queue.entries()) {
                assertThat(entry.sequence()).isEqualTo(next);
                assertThat(entry.message()).isEqualTo(message(next));
                next++;
            }
            assertThat(next).isEqualTo(MESSAGES + 1);
            assertThat(queue.latency().orElseThrow()).isNotNull();
        }
    }

    static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to.getParent());
        try (Stream<Path> all = Files.walk(from)) {
            for (Path path : (Iterable<Path>) all::iterator) {
                Files.copy(path, to.resolve(from.relativize(path).toString()), StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }

    private Path domain() {
        return directory.resolve("domain");
    }
}
