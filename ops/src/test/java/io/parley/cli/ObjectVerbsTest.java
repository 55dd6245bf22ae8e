package io.parley.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.Codecs;
import io.parley.ObjectDeletedException;
import io.parley.Parley;
import io.parley.ParleyConfig;
import io.parley.queue.TransientQueue;
import io.parley.sync.SharedLock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The verbs for objects of every kind: ls, stat, tree, watch, rm. */
@Timeout(60)
class ObjectVerbsTest {
    private static final long PID = ProcessHandle.current().pid();

    @TempDir
    private Path directory;

    private Parley parley;
    private String domain;

    @BeforeEach
    void open() {
        parley = Parley.open(ParleyConfig.at(directory.resolve("domain")).withProcessName("tester"));
        domain = parley.directory().toString();
    }

    @AfterEach
    void close() {
        parley.close();
    }

    private CommandRun run(String... args) {
        return CommandRun.in(domain, args);
    }

    private static String lines(String... lines) {
        return String.join("\n", lines) + "\n";
    }

    @Test
    void shouldListObjects() throws IOException {
        parley.longValue("count", 7);
        parley.lock("book").lock();
        Files.writeString(parley.directory().resolve("notes.lock"), "somebody's notes");

        CommandRun run = run("ls");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .isEqualTo(lines(
                        "NAME        KIND  BYTES  STATE",
                        "book        lock    256  held by pid " + PID + " (tester)",
                        "count       long    512  7",
                        "notes.lock  ?        16  foreign: not a Parley object: " + domain
                                + "/notes.lock found=a file of 16 bytes without Parley's magic, expected=an object file."
                                + " Choose another name, or move the stranger away"));
        assertThat(run("ls", "--all").out()).contains("domain");
        assertThat(run("ls", "--kind", "long").out().lines())
                .hasSize(2)
                .last()
                .asString()
                .startsWith("count");
    }

    @Test
    void shouldListTheDomainsOfThisUser() {
        String name = "command-test-" + PID;
        try (Parley mine = Parley.open(name)) {
            CommandRun run = CommandRun.of("ls");

            assertThat(run.exitCode()).isZero();
            assertThat(run.out().lines())
                    .anyMatch(line -> line.matches(name + " +1 +0 +0 +[0-9,]+ +" + mine.directory()));
            mine.delete();
        }
    }

    @Test
    void shouldSayEverythingAboutObjectsOfAName() {
        parley.longValue("book", 3);
        SharedLock lock = parley.lock("book");
        lock.lock();

        CommandRun run = run("stat", "book");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out().replaceAll("[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9:]{8}", "TIME"))
                .isEqualTo(lines(
                        "book.lock",
                        "kind            lock",
                        "state           ready",
                        "problem         -",
                        "bytes           256",
                        "created         TIME by pid " + PID + " (tester)",
                        "layout version  1",
                        "recording       no",
                        "holder",
                        "  pid           " + PID,
                        "  process name  tester",
                        "  thread id     " + Thread.currentThread().getId(),
                        "  token         1",
                        "  alive         yes",
                        "  seen since    -",
                        "consistent  yes",
                        "fair        no",
                        "recovers    no",
                        "waiters     -",
                        "counters",
                        "  acquisitions  1",
                        "  contended     0",
                        "  recoveries    0",
                        "book.long",
                        "kind            long",
                        "state           ready",
                        "problem         -",
                        "bytes           512",
                        "created         TIME by pid " + PID + " (tester)",
                        "layout version  1",
                        "recording       no",
                        "type       long long",
                        "value      3",
                        "lock",
                        "  holder      -",
                        "  consistent  yes",
                        "  fair        no",
                        "  recovers    no",
                        "  waiters     -",
                        "  counters",
                        "    acquisitions  0",
                        "    contended     0",
                        "    recoveries    0",
                        "lock name  -"));
        assertThat(run("stat", "book.long").out()).doesNotContain("book.lock");
    }

    @Test
    void shouldPrintListsAsTables() throws InterruptedException {
        var queue = parley.queue("orders", Codecs.utf8());
        queue.subscriber("audit");
        queue.subscriber("billing");
        queue.put("one");

        assertThat(run("stat", "orders").out())
                .contains(lines(
                        "subscribers",
                        "  NAME     SEQUENCE  LAG  PID"
                                + " ".repeat(Math.max(0, text(PID).length() - 3)) + "  PROCESS NAME  ALIVE",
                        "  audit    0         1    " + text(PID) + "  tester        yes",
                        "  billing  0         1    " + text(PID) + "  tester        yes"));
    }

    private static String text(long number) {
        return Long.toString(number);
    }

    @Test
    void shouldEndWithThreeWhenAnObjectIsDamaged() throws IOException {
        Files.writeString(parley.directory().resolve("notes.lock"), "somebody's notes");

        CommandRun run = run("stat", "notes.lock");

        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.out()).contains("without Parley's magic");
    }

    @Test
    void shouldShowNamesAsATree() {
        parley.longValue("eu.orders.count", 1);
        parley.longValue("eu.orders", 2);
        parley.lock("us");

        assertThat(run("tree").out())
                .isEqualTo(lines(
                        "NAME       KIND  STATE",
                        "eu",
                        "  orders   long  2",
                        "    count  long  1",
                        "us         lock  free"));
    }

    @Test
    void shouldPrintWhatChanged() throws Exception {
        var count = parley.longValue("count", 1);
        Thread changer = new Thread(() -> {
            for (int i = 0; i < 1_000 && !Thread.currentThread().isInterrupted(); i++) {
                count.incrementAndGet();
                java.util.concurrent.locks.LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
            }
        });
        changer.start();

        CommandRun run = run("watch", "count", "--every", "5ms", "--rounds", "20");

        changer.interrupt();
        changer.join();
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("  value  1").containsPattern("  value  [0-9,]+ -> [0-9,]+");
        assertThat(run.out()).containsOnlyOnce("  lock.fair  no");
    }

    @Test
    void shouldNotWatchWhatIsGone() {
        CommandRun run = run("watch", "count");

        assertThat(run.exitCode()).isEqualTo(4);
        assertThat(run.err())
                .isEqualTo(lines("parley watch: no object count in " + domain, "  next: parley ls " + domain));
    }

    @Test
    void shouldSayWhatItWouldDeleteAndNotDoIt() {
        parley.longValue("count", 7);

        CommandRun run = run("rm", "--dry-run", "count");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .isEqualTo(lines("would delete count.long: long, 512 bytes, 7; 1 live process is in the domain"));
        assertThat(parley.directory().resolve("count.long")).exists();
    }

    @Test
    void shouldDeleteNothingIfNobodyCanBeAsked() {
        parley.longValue("count", 7);

        CommandRun run = run("rm", "count");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("nothing was done").contains("next: parley rm --yes");
        assertThat(parley.directory().resolve("count.long")).exists();
    }

    @Test
    void shouldDeleteObjectsOfEveryKind() throws Exception {
        var count = parley.longValue("count", 7);
        var list = parley.list("list", Codecs.utf8());
        list.add("element");
        var queue = parley.queue("orders", Codecs.utf8());
        queue.put("one");
        var map = parley.map("positions", Codecs.utf8(), Codecs.utf8());

        CommandRun run = run("rm", "--yes", "count", "list", "orders", "positions");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).contains("deleted count.long", "deleted list.list", "deleted orders.queue");
        assertThat(count.isDeleted()).isTrue();
        assertThat(list.isDeleted()).isTrue();
        assertThat(queue.isDeleted()).isTrue();
        assertThat(map.isDeleted()).isTrue();
        assertThat(run("ls").out().lines()).hasSize(1);
    }

    @Test
    void shouldLetProducersKnowThatTheirQueueWasDeleted() {
        TransientQueue<String> ticks = parley.transientQueue("ticks", Codecs.utf8());
        ticks.offer("one");

        assertThat(run("rm", "--yes", "ticks").exitCode()).isZero();

        assertThatThrownBy(() -> ticks.offer("two")).isInstanceOf(ObjectDeletedException.class);
    }

    @Test
    void shouldRefuseToDeleteWhatTheDomainNeedsOrNobodyKnows() throws IOException {
        Files.writeString(parley.directory().resolve("notes.lock"), "somebody's notes");
        parley.longValue("twice");
        parley.lock("twice");

        assertThat(run("rm", "--yes", "domain.parley").err()).contains("the domain needs it");
        assertThat(run("rm", "--yes", "notes.lock").err()).contains("next: rm -r " + domain + "/notes.lock");
        assertThat(run("rm", "--yes", "twice").err()).contains("several of that name: [twice.lock, twice.long]");
        assertThat(run("rm", "--yes", "none").exitCode()).isEqualTo(4);
        assertThat(parley.directory().resolve("domain.parley")).exists();
    }

    @Test
    void shouldRefuseToLookNotAtAll() {
        CommandRun run = run("ls", "--watch", "1ms", "--rounds", "0");

        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("--rounds must be 1 or more, was 0");
    }

    @Test
    void shouldLookAgainAndAgain() {
        parley.longValue("count", 7);

        CommandRun tables = run("ls", "--watch", "1ms", "--rounds", "3");
        CommandRun documents = run("ls", "--json", "--watch", "1ms", "--rounds", "3");

        assertThat(tables.out().lines().filter(line -> line.startsWith("parley ls")))
                .hasSize(3);
        assertThat(documents.out().lines())
                .hasSize(3)
                .allMatch(line -> line.startsWith("{\"schema\":\"parley/ls/1\",\"domain\":"));
    }
}
