package io.parley.cli.doctor;

import static io.parley.cli.doctor.Finding.Level.BAD;
import static io.parley.cli.doctor.Finding.Level.NOTICE;
import static io.parley.cli.doctor.Finding.Level.OK;
import static org.assertj.core.api.Assertions.assertThat;

import io.parley.Codecs;
import io.parley.Parley;
import io.parley.internal.live.ProcessIdentity;
import io.parley.internal.live.ProcessSlot;
import io.parley.observe.DomainView;
import io.parley.observe.ObjectSnapshot;
import io.parley.sync.HolderInfo;
import io.parley.sync.WaiterInfo;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is wrong with real domains. */
@Timeout(60)
class DomainChecksTest {
    @TempDir
    private Path directory;

    private Parley parley;

    @BeforeEach
    void open() {
        parley = Parley.open(directory.resolve("domain"));
    }

    @AfterEach
    void close() {
        parley.close();
    }

    private List<Finding> examine(String check) {
        try (DomainView view = DomainView.open(parley.directory())) {
            return Examination.of(Host.here(), view).stream()
                    .filter(each -> each.check().equals(check))
                    .toList();
        }
    }

    @Test
    void shouldFindADomainInOrder() {
        parley.lock("book").lock();
        parley.queue("orders", Codecs.utf8()).subscriber("audit");

        for (String check : List.of("permissions", "processes", "objects", "layouts", "locks", "subscribers")) {
            assertThat(examine(check))
                    .as(check)
                    .singleElement()
                    .extracting(Finding::level)
                    .isEqualTo(OK);
        }
        assertThat(examine("processes").get(0).value()).isEqualTo("1 live, 0 dead, of 1,023");
        assertThat(examine("stopped process")).isEmpty();
        assertThat(examine("process ids")).isEmpty();
    }

    @Test
    void shouldFindFilesThatAreNotAsTheyShouldBe() throws Exception {
        Files.writeString(parley.directory().resolve("notes.lock"), "somebody's notes");
        parley.longValue("count");
        Path count = parley.directory().resolve("count.long");
        byte[] bytes = Files.readAllBytes(count);
        bytes[25] ^= 1;
        Files.write(count, bytes);

        assertThat(examine("objects")).hasSize(2).allMatch(each -> each.level() == BAD);
        assertThat(examine("objects").get(0).value()).startsWith("count.long: ");
        assertThat(examine("objects").get(0).fix())
                .isEqualTo("parley stat --domain " + parley.directory() + " count.long");
        assertThat(examine("objects").get(1).fix())
                .isEqualTo("mv " + parley.directory().resolve("notes.lock") + " ~");
    }

    @Test
    void shouldFindWhatEverybodyMayWriteTo() throws Exception {
        parley.longValue("count");
        Files.setPosixFilePermissions(
                parley.directory().resolve("count.long"), PosixFilePermissions.fromString("rw-rw-rw-"));

        assertThat(examine("permissions")).singleElement().satisfies(found -> {
            assertThat(found.level()).isEqualTo(BAD);
            assertThat(found.value()).contains("[count.long]");
        });
    }

    @Test
    void shouldFindSubscribersThatAreBehind() throws Exception {
        var queue = parley.queue("orders", Codecs.utf8());
        queue.subscriber("audit").close();
        queue.put("one");

        assertThat(examine("subscribers")).singleElement().satisfies(found -> {
            assertThat(found.level()).isEqualTo(NOTICE);
            assertThat(found.value())
                    .startsWith("orders.queue: audit is 1 messages behind, nobody attached; the log has");
        });
    }

    @Test
    void shouldFindSubscribersThatAreFarBehindAlthoughTheyRead() {
        var log = new ObjectSnapshot.Log("daily", 1, 4096, Duration.ZERO, 0, true);

        assertThat(SubscribersCheck.judge("q", new ObjectSnapshot.Subscription("s", 0, 9_999, 7, "p", true), log, "x"))
                .isNull();
        assertThat(SubscribersCheck.judge("q", new ObjectSnapshot.Subscription("s", 0, 10_000, 7, "p", true), log, "x")
                        .value())
                .isEqualTo("q: s is 10,000 messages behind, pid 7 (p); the log has 4.0 KiB");
    }

    private List<Finding> processes(List<ProcessSlot> slots) {
        try (DomainView view = DomainView.open(parley.directory())) {
            return new ProcessesCheck().look(new Subject(Host.here(), parley.directory(), view, slots, List.of()));
        }
    }

    private static ProcessSlot slot(int slot, long pidNamespace) {
        return new ProcessSlot(slot, slot, 0, 4711, 0, pidNamespace, 0, "importer", true, false);
    }

    @Test
    void shouldFindProcessesOfOtherContainers() {
        assertThat(processes(List.of(slot(1, 1)))).last().satisfies(found -> {
            assertThat(found.level()).isEqualTo(NOTICE);
            assertThat(found.check()).isEqualTo("process ids");
            assertThat(found.value()).isEqualTo("[pid 4711 (importer)] in other PID namespaces");
        });
    }

    @Test
    void shouldFindATableThatIsAlmostFull() {
        long here = ProcessIdentity.current("").pidNamespace();

        List<Finding> found = processes(
                IntStream.rangeClosed(1, 950).mapToObj(i -> slot(i, here)).toList());

        assertThat(found.get(0).level()).isEqualTo(NOTICE);
        assertThat(found.get(0).value()).isEqualTo("950 live, 0 dead, of 1,023");
    }

    @Test
    void shouldFindLocksThatOthersWaitForTooLong() {
        Instant now = Instant.parse("2026-01-02T03:04:05Z");

        assertThat(LocksCheck.holder("book", lock(true, now.minusSeconds(9)), "x", now))
                .isEmpty();
        assertThat(LocksCheck.holder("book", lock(true, now.minusSeconds(10)), "x", now)
                        .orElseThrow()
                        .level())
                .isEqualTo(NOTICE);
        Finding stuck = LocksCheck.holder("book", lock(true, now.minusSeconds(75)), "x", now)
                .orElseThrow();
        assertThat(stuck.level()).isEqualTo(BAD);
        assertThat(stuck.value()).isEqualTo("book: held by pid 7 (importer), thread 3; 1 wait, the longest for 75 s");
        assertThat(stuck.fix()).isEqualTo("jcmd 7 Thread.print");
        assertThat(LocksCheck.holder("book", lock(false, now), "x", now)
                        .orElseThrow()
                        .level())
                .isEqualTo(NOTICE);
    }

    private static ObjectSnapshot.Lock lock(boolean alive, Instant since) {
        return new ObjectSnapshot.Lock(
                Optional.of(new HolderInfo(7, "importer", 3, 1, alive, Optional.empty())),
                true,
                false,
                false,
                List.of(new WaiterInfo(8, "other", 1, "main", since)),
                Map.of());
    }
}
