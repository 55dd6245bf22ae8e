package io.parley.multi;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.Codecs;
import io.parley.Parley;
import io.parley.queue.SharedQueue;
import io.parley.sync.Lease;
import io.parley.testkit.CrashTestWatcher;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** JVMs without a single flag: everything works, and nothing is printed or left behind anywhere. */
@Timeout(120)
@ExtendWith(CrashTestWatcher.class)
class NoFlagsIT {
    private static final String CHRONICLE = "net.openhft";
    private static final String WARN = "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn";
    private static final String INFO = "-Dorg.slf4j.simpleLogger.defaultLogLevel=info";

    @TempDir
    Path directory;

    private Path home;
    private Path temporary;
    private Path working;

    /** Values and locks: everything that needs no Chronicle. */
    static final class Words {
        public static void main(String[] args) throws InterruptedException {
            try (Parley parley = Parley.open(Path.of(args[0]))) {
                try (Lease lease = parley.lock("lock").acquire()) {
                    parley.longValue("long").addAndGet(lease.token());
                    parley.intValue("int").incrementAndGet();
                    parley.longArray("longs", 10).incrementAndGet(3);
                    parley.intArray("ints", 10).incrementAndGet(3);
                }
                parley.longValue("long").awaitChange(1, java.time.Duration.ofMillis(10));
                parley.reap();
                require(parley.processes().size() == 1);
            }
        }
    }

    /** A queue with everything on. */
    static final class Messages {
        public static void main(String[] args) throws InterruptedException {
            try (Parley parley = Parley.open(Path.of(args[0]));
                    SharedQueue<String> queue = parley.queue(
                            "queue", Codecs.utf8(), o -> o.capacity(100).latency(true))) {
                queue.put("first");
                queue.put("second");
                require(queue.take().equals("first"));
                queue.claim().ack();
                queue.sync();
                require(queue.forEach(0, entry -> require(!entry.message().isEmpty())) == 2);
            }
        }
    }

    private static void require(boolean truth) {
        if (!truth) {
            throw new AssertionError();
        }
    }

    @BeforeEach
    void createPlaces() throws IOException {
        home = Files.createDirectory(directory.resolve("home"));
        temporary = Files.createDirectory(directory.resolve("tmp"));
        working = Files.createDirectory(directory.resolve("work"));
    }

    @Test
    void shouldShareWordsWithoutChronicle() throws Exception {
        Path classes = directory.resolve("classes.log");

        PlainJvm.Result result = jvm(WARN, "-Xlog:class+load:file=" + classes).run(Words.class, domain());

        requireSilence(result.requireSuccess());
        requireNothingLeft();
        List<String> loaded = Files.readAllLines(classes);
        assertThat(loaded).anyMatch(line -> line.contains("io.parley.sync.SharedLock"));
        assertThat(loaded).noneMatch(line -> line.contains(CHRONICLE));
        try (Parley parley = Domains.open(Path.of(domain()), "test")) {
            assertThat(parley.longValue("long").get()).isEqualTo(1);
        }
    }

    @Test
    void shouldOpenTheModulesThatAQueueNeeds() throws Exception {
        PlainJvm.Result result = jvm(WARN).run(Messages.class, domain());

        requireSilence(result.requireSuccess());
        requireNothingLeft();
    }

    /** At INFO; the other line is Chronicle's own, which it cannot be talked out of. */
    @Test
    void shouldSayOnceThatItOpenedModules() throws Exception {
        PlainJvm.Result result = jvm(INFO).run(Messages.class, domain());

        assertThat(unexpected(result.requireSuccess()))
                .filteredOn(line -> !line.contains("Chronicle core loaded from"))
                .singleElement()
                .asString()
                .contains("INFO", "Opened java.base/", "--add-opens java.base/sun.nio.ch=ALL-UNNAMED")
                .contains("parley.modules.open=false");
    }

    @Test
    void shouldNameTheFlagsWhereItMayNotOpenModules() throws Exception {
        PlainJvm.Result result = jvm(WARN, "-Dparley.modules.open=false").run(Messages.class, domain());

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).filteredOn(line -> line.contains("Exception")).hasSize(1);
        assertThat(String.join(" ", result.err()))
                .contains("IllegalStateException", "Chronicle Queue needs", "parley.modules.open=false")
                .contains("--add-opens java.base/java.lang=ALL-UNNAMED")
                .contains("--add-opens java.base/java.lang.reflect=ALL-UNNAMED")
                .contains("--add-opens java.base/sun.nio.ch=ALL-UNNAMED")
                .contains("Add-Opens: java.base/java.lang java.base/java.lang.reflect java.base/sun.nio.ch");
        requireNothingLeft();
        // and nobody else is hindered by the attempt
        requireSilence(jvm(WARN).run(Messages.class, domain()).requireSuccess());
    }

    private PlainJvm jvm(String... properties) {
        return new PlainJvm()
                .flags("-Duser.home=" + home, "-Djava.io.tmpdir=" + temporary)
                .flags(properties)
                .workingDirectory(working);
    }

    private static void requireSilence(PlainJvm.Result result) {
        assertThat(result.out()).isEmpty();
        assertThat(unexpected(result)).isEmpty();
    }

    /**
     * JDK 24 and later warn about the native library that jnr-ffi loads, and about {@code sun.misc.Unsafe}, which
     * jnr-ffi and Chronicle call; two flags silence it. Nothing else is forgiven.
     */
    private static List<String> unexpected(PlainJvm.Result result) {
        boolean warns = Runtime.version().feature() >= 24;
        return result.err().stream()
                .filter(line -> !(warns && (line.isBlank() || line.startsWith("WARNING: "))))
                .toList();
    }

    private void requireNothingLeft() throws IOException {
        for (Path place : List.of(home, temporary, working)) {
            try (Stream<Path> files = Files.list(place)) {
                assertThat(files).as(place.toString()).isEmpty();
            }
        }
    }

    private String domain() {
        return directory.resolve("domain").toString();
    }
}
