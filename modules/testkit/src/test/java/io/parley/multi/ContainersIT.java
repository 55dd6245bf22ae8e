package io.parley.multi;

import static io.parley.multi.Domains.HANG;
import static io.parley.multi.Domains.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.parley.Codecs;
import io.parley.Parley;
import io.parley.queue.SharedQueue;
import io.parley.testkit.CrashTestWatcher;
import io.parley.testkit.ForkedJvm;
import io.parley.testkit.Script;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * What containers do that share a volume in memory, and nothing else: mounts, process ids, IPC and host name are each
 * one's own, and the volume lies elsewhere in each.
 */
@Timeout(120)
@ExtendWith(CrashTestWatcher.class)
class ContainersIT {
    private static final String[] NAMESPACES = {"unshare", "-m", "-p", "-i", "-u", "-f", "--kill-child"};

    @TempDir
    Path directory;

    private Path volume;

    @BeforeEach
    void mountVolume() throws IOException {
        Namespaces.assumeRuns("this kernel or user may not create namespaces", NAMESPACES);
        volume = Files.createDirectory(directory.resolve("volume"));
        int exit = Namespaces.exitCode(
                "mount", "-t", "tmpfs", "-o", "size=64m,mode=0770", "parley-test", volume.toString());
        assumeTrue(exit == 0, "only root may mount a tmpfs");
    }

    @AfterEach
    void unmountVolume() {
        Namespaces.exitCode("umount", "-l", volume.toString());
    }

    /** Takes one message. */
    static final class Taker {
        public static void main(String[] args) throws InterruptedException {
            try (Parley parley = Domains.open(Path.of(args[0]), "taker");
                    SharedQueue<String> queue = parley.queue("queue", Codecs.utf8())) {
                Script.report("taken", queue.take());
                Script.await("the end");
            }
        }
    }

    /** Puts one message. */
    static final class Putter {
        public static void main(String[] args) throws InterruptedException {
            try (Parley parley = Domains.open(Path.of(args[0]), "putter");
                    SharedQueue<String> queue = parley.queue("queue", Codecs.utf8())) {
                Script.await("put");
                queue.put("message");
                Script.await("the end");
            }
        }
    }

    /** A JVM in namespaces of its own, in which {@code mount} has put something at a place that it has alone. */
    private ForkedJvm container(String name, Class<?> main, String mount, String... more) throws IOException {
        Path place = Files.createDirectory(directory.resolve(name));
        String[] prefix = new String[NAMESPACES.length + 5];
        System.arraycopy(NAMESPACES, 0, prefix, 0, NAMESPACES.length);
        prefix[NAMESPACES.length] = "sh";
        prefix[NAMESPACES.length + 1] = "-c";
        prefix[NAMESPACES.length + 2] = "mount -t proc proc /proc && " + mount + " \"$0\" && exec \"$@\"";
        prefix[NAMESPACES.length + 3] = place.toString();
        prefix[NAMESPACES.length + 4] = "env";
        return Domains.child(main, place.resolve("domain"), more)
                .name(name)
                .prefixCommand(prefix)
                .start();
    }

    private String theVolume() {
        return "mount --bind '" + volume + "'";
    }

    @Test
    void shouldSeeWhoDiedInAnotherContainer() throws IOException {
        ForkedJvm holder = container("holder", Holder.class, theVolume(), "holder", "never");
        holder.awaitReached(Holder.HOLDING, START);
        ForkedJvm watcher = container("watcher", NamespaceIT.Watcher.class, theVolume());
        assertThat(watcher.awaitReported("own pid", START)).isEqualTo("1");
        assertThat(directory.resolve("holder")).as("nobody else sees it").isEmptyDirectory();

        NamespaceIT.require(watcher, "true", "taken");
        holder.stop();
        NamespaceIT.require(watcher, "true", "taken");
        holder.kill();

        await().untilAsserted(() -> NamespaceIT.require(watcher, "false", "recovered"));
    }

    @Test
    void shouldWakeASleeperInAnotherContainer() throws IOException {
        ForkedJvm taker = container("taker", Taker.class, theVolume());
        ForkedJvm putter = container("putter", Putter.class, theVolume());
        try (Parley parley = Domains.open(volume.resolve("domain"), "test")) {
            await().atMost(START).until(() -> parley.diagnose().waiting().size() == 1);

            putter.proceed("put");

            assertThat(taker.awaitReported("taken", HANG)).isEqualTo("message");
            assertThat(Domains.alive(parley)).containsOnlyKeys("taker", "putter", "test");
        }
    }

    @Test
    void shouldNotMeetWithoutTheVolume() throws IOException {
        String memoryOfItsOwn = "mount -t tmpfs -o size=64m parley-test";
        ForkedJvm holder = container("holder", Holder.class, memoryOfItsOwn, "holder", "never");
        holder.awaitReached(Holder.HOLDING, START);
        ForkedJvm watcher = container("watcher", NamespaceIT.Watcher.class, memoryOfItsOwn);
        watcher.awaitReported("own pid", START);

        NamespaceIT.require(watcher, "null", "free");
    }
}
