package io.parley.multi;

import static io.parley.multi.Domains.HANG;
import static io.parley.multi.Domains.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.parley.Codecs;
import io.parley.DomainFullException;
import io.parley.Parley;
import io.parley.queue.QueueEntry;
import io.parley.queue.SharedQueue;
import io.parley.testkit.CrashTestWatcher;
import io.parley.testkit.ForkedJvm;
import io.parley.testkit.Script;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The memory file system is full: an exception for whoever wants more, nothing torn, and on it goes when there is room.
 */
@Timeout(120)
@ExtendWith(CrashTestWatcher.class)
class TmpfsFullIT {

    @TempDir
    Path directory;

    private Path mount;

    /** Puts messages until there is no room, each time it is told to. Arguments: domain. */
    static final class Producer {
        public static void main(String[] args) throws InterruptedException {
            Parley parley = Domains.open(Path.of(args[0]), "producer");
            SharedQueue<byte[]> queue = parley.queue("queue", Codecs.bytes());
            int number = 0;
            while (true) {
                Script.barrier("go");
                try {
                    while (number < 100_000) {
                        queue.put(message(number));
                        number++;
                    }
                } catch (DomainFullException e) {
                    Script.report("acknowledged", number);
                    Script.report("refused", e.getMessage());
                }
            }
        }
    }

    private static byte[] message(int number) {
        byte[] bytes = new byte[1 + number * 37 % 9_000];
        Arrays.fill(bytes, (byte) number);
        return bytes;
    }

    @BeforeEach
    void mountSmallFileSystem() throws IOException {
        mount = Files.createDirectory(directory.resolve("small"));
        int exit = Namespaces.exitCode("mount", "-t", "tmpfs", "-o", "size=6m", "parley-test", mount.toString());
        if (exit != 0) {
            mount = null;
        }
        assumeTrue(exit == 0, "only root may mount a small tmpfs");
    }

    @AfterEach
    void unmount() {
        if (mount != null) {
            Namespaces.exitCode("umount", "-l", mount.toString());
        }
    }

    @Test
    void shouldKeepAQueueWholeOnAFullFileSystem() throws Exception {
        try (Parley parley = Domains.open(mount.resolve("domain"), "test");
                SharedQueue<byte[]> queue = parley.queue("queue", Codecs.bytes())) {
            // given a value and a lock that exist, and something that takes space away
            parley.longValue("value").set(1);
            parley.lock("lock");
            Files.write(mount.resolve("filler"), new byte[2_000_000]);

            // when a producer fills the rest
            ForkedJvm producer =
                    Domains.child(Producer.class, mount.resolve("domain")).start();
            int first = fillUp(producer);
            assertThat(producer.reported("refused").orElseThrow())
                    .contains("No space left on device", queue.path().toString());

            // then everything acknowledged is whole, everybody is told, and what is there works
            requireWhole(queue, first);
            assertThatExceptionOfType(DomainFullException.class).isThrownBy(() -> queue.put(new byte[100_000]));
            assertThat(fillUp(producer)).isEqualTo(first);
            assertThat(parley.longValue("value").incrementAndGet()).isEqualTo(2);
            parley.lock("lock").lock();
            parley.lock("lock").unlock();
            for (int i = 0; i < first / 2; i++) {
                assertThat(queue.take()).isEqualTo(message(i));
            }

            // and when there is room again, it goes on from there
            Files.delete(mount.resolve("filler"));
            int second = fillUp(producer);
            assertThat(second).isGreaterThan(first);
            requireWhole(queue, second);
            for (int i = first / 2; i < second; i++) {
                assertThat(queue.take()).isEqualTo(message(i));
            }
            assertThat(queue.poll()).isNull();
            assertThat(producer.isAlive()).isTrue();
        }
    }

    private static int fillUp(ForkedJvm producer) {
        producer.awaitReached("go", START);
        int before = producer.reports("refused").size();
        producer.proceed("go");
        await().atMost(HANG).until(() -> producer.reports("refused").size() > before);
        return Integer.parseInt(producer.reported("acknowledged").orElseThrow());
    }

    private static void requireWhole(SharedQueue<byte[]> queue, int messages) {
        int next = 0;
        for (QueueEntry<byte[]> entry : queue.entries()) {
            assertThat(entry.message()).isEqualTo(message(next++));
        }
        assertThat(next).isEqualTo(messages);
        assertThat(queue.appended()).isEqualTo(messages);
    }

    /** At every fill level each object is created whole, or not at all; and no process dies of it. */
    @ParameterizedTest
    @EnumSource
    void shouldCreateWholeOrNotAtAll(SmallCreator.What what) {
        ForkedJvm creator = Domains.child(SmallCreator.class, mount.resolve("domain"), what.name())
                .start();

        creator.awaitExit(0, START);

        String outcomes = creator.reported("outcomes").orElseThrow();
        System.err.println(what + " with so many pages left: " + outcomes);
        assertThat(outcomes).startsWith("0 no,").endsWith("300 yes");
    }

    @Test
    void shouldFoundADomainWholeOrNotAtAll() throws Exception {
        Path domain = mount.resolve("domain");
        for (int pages : new int[] {0, 1, 20}) {
            SmallCreator.leave(mount, pages);

            assertThat(found(domain))
                    .singleElement()
                    .asString()
                    .startsWith(Visitor.REFUSED + "open DomainFullException")
                    .contains("No space left on device", domain.toString());

            assertThat(Domains.listing(domain)).as("with %d pages left", pages).containsOnlyKeys("");
        }
        SmallCreator.leave(mount, 150);

        assertThat(found(domain)).containsExactly(Visitor.DONE + "open", Visitor.DONE + "value:value");
    }

    private static List<String> found(Path domain) throws Exception {
        return new PlainJvm()
                .run(Visitor.class, domain.toString(), "own", "value:value")
                .requireSuccess()
                .out();
    }
}
