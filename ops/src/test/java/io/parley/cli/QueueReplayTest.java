package io.parley.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.parley.Codecs;
import io.parley.Parley;
import io.parley.queue.QueueEntry;
import io.parley.queue.SharedQueue;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(180)
class QueueReplayTest {
    @TempDir
    private Path directory;

    private Parley parley;
    private SharedQueue<String> fills;

    @BeforeEach
    void open() throws InterruptedException {
        parley = Parley.open(directory.resolve("domain"));
        fills = parley.queue("fills", Codecs.utf8());
        for (String each : List.of("AAPL 1", "IBM 2", "AAPL 3", "IBM 4", "AAPL 5")) {
            fills.put(each);
        }
        fills.take();
    }

    @AfterEach
    void close() {
        parley.close();
    }

    private CommandRun run(String line) {
        return CommandRun.in(parley.directory().toString(), line.split(" "));
    }

    private List<String> messages(String queue) {
        List<String> found = new ArrayList<>();
        parley.queue(queue, Codecs.utf8()).entries().forEach(each -> found.add(each.message()));
        return found;
    }

    @ParameterizedTest
    @CsvSource({
        "'', AAPL 1/IBM 2/AAPL 3/IBM 4/AAPL 5",
        "--filter AAPL, AAPL 1/AAPL 3/AAPL 5",
        "--from 1 --to 3, IBM 2/AAPL 3",
        "--from -2, IBM 4/AAPL 5",
        "--from -3 --to -1 --filter 4, IBM 4",
        "--from 2001-01-01 --to 2001-01-02, ''",
        "--from 00:00 --to -4, AAPL 1"
    })
    void shouldPrintARange(String options, String expected) {
        for (String speed : List.of("max", "1000000x")) {
            CommandRun run = run(("queue replay fills --bare --speed " + speed + " " + options).strip());

            assertThat(run.exitCode()).as(run.err()).isZero();
            assertThat(run.out().lines()).containsExactly(expected.isEmpty() ? new String[0] : expected.split("/"));
        }
        assertThat(fills.size()).isEqualTo(4);
    }

    @Test
    void shouldPrintAsCatDoes() throws IOException {
        assertThat(run("queue replay fills --speed max").out())
                .isEqualTo(run("queue cat fills").out());
        assertThat(run("queue replay fills --speed max --json").out())
                .isEqualTo(run("queue cat fills --json").out());
        JsonNode first = new ObjectMapper()
                .readTree(run("queue replay fills --speed max --json").out());
        assertThat(first.get("schema").asText()).isEqualTo("parley/message/1");
    }

    @Test
    void shouldGoAtThePaceOfTheMessagesByDefault() throws InterruptedException {
        SharedQueue<String> slow = parley.queue("slow", Codecs.utf8());
        slow.put("one");
        long betweenNs = System.nanoTime();
        while (System.nanoTime() - betweenNs < 50_000_000) {
            Thread.onSpinWait();
        }
        slow.put("two");
        List<QueueEntry<String>> entries = new ArrayList<>();
        slow.entries().forEach(entries::add);

        long beganNs = System.nanoTime();
        CommandRun run = run("queue replay slow --bare");

        assertThat(System.nanoTime() - beganNs)
                .isGreaterThanOrEqualTo(
                        entries.get(1).timestampNs() - entries.get(0).timestampNs());
        assertThat(run.out().lines()).containsExactly("one", "two");
    }

    @Test
    void shouldBeginAtAnIndex() {
        List<QueueEntry<String>> entries = new ArrayList<>();
        fills.entries().forEach(entries::add);

        CommandRun run = run("queue replay fills --bare --speed max --from 0x"
                + Long.toHexString(entries.get(3).index()));
        CommandRun none = run("queue replay fills --bare --speed max --from 0x17");

        assertThat(run.out().lines()).containsExactly("IBM 4", "AAPL 5");
        assertThat(none.exitCode()).isEqualTo(4);
        assertThat(none.err()).startsWith("parley queue replay: no message at index 0x17");
    }

    @Test
    void shouldPutThemIntoAQueueThatItCreates() {
        CommandRun run = run("queue replay fills --speed max --filter IBM --into other.queue --yes");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out().lines().toList().get(0))
                .startsWith("put 2 messages of fills.queue, from 2")
                .endsWith(", into other.queue: to be created, codec utf8");
        assertThat(run.out().lines()).hasSize(2).last().isEqualTo("put 2 messages into other.queue");
        assertThat(messages("other")).containsExactly("IBM 2", "IBM 4");
    }

    @Test
    void shouldPutThemIntoAQueueThatIsThere() throws InterruptedException {
        parley.queue("other", Codecs.utf8()).put("old");

        CommandRun run = run("queue replay fills --speed max --to 1 --into other --yes");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).contains("put 1 message of fills.queue, from ", " into other.queue: 1 wait");
        assertThat(messages("other")).containsExactly("old", "AAPL 1");
    }

    @Test
    void shouldSayWhatItWouldPut() {
        CommandRun dry = run("queue replay fills --into other --dry-run");
        CommandRun asked = run("queue replay fills --into other --speed max");
        CommandRun nothing = run("queue replay fills --into other --speed max --filter MSFT --yes");

        assertThat(dry.exitCode()).isZero();
        assertThat(dry.out()).startsWith("would put 5 messages of fills.queue, from ");
        assertThat(asked.exitCode()).isEqualTo(2);
        assertThat(asked.err()).contains("nobody can be asked");
        assertThat(nothing.exitCode()).isZero();
        assertThat(nothing.out()).startsWith("nothing to put: fills.queue has no such messages");
        assertThat(parley.directory().resolve("other.queue")).doesNotExist();
    }

    @Test
    void shouldRefuseQueuesThatCannotTakeThem() {
        parley.queue("numbers", Codecs.int64());
        parley.queue("closed", Codecs.utf8()).closeForWriting();

        CommandRun other = run("queue replay fills --into numbers --yes");
        CommandRun closed = run("queue replay fills --into closed --yes");
        CommandRun itself = run("queue replay fills --into fills --yes");

        assertThat(other.exitCode()).isEqualTo(1);
        assertThat(other.err())
                .contains(
                        "codecs differ: messages of fills.queue are of codec utf8, those of numbers.queue of codec int64");
        assertThat(closed.exitCode()).isEqualTo(1);
        assertThat(closed.err()).contains("the queue was closed for writing: closed.queue");
        assertThat(itself.exitCode()).isEqualTo(2);
        assertThat(itself.err()).contains("a queue is not replayed into itself: fills.queue");
        assertThat(fills.appended()).isEqualTo(5);
    }

    @Test
    void shouldSayHowFarItCameWhenTheOtherQueueIsClosed() throws Exception {
        SharedQueue<String> small = parley.queue("small", Codecs.utf8(), o -> o.capacity(2));
        Thread closer = new Thread(() -> {
            while (small.size() < 2) {
                Thread.onSpinWait();
            }
            small.closeForWriting();
        });
        closer.start();

        CommandRun run = run("queue replay fills --speed max --from 1 --into small --yes");
        closer.join();

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("put 2 of 4 messages into small, go on with --from 3: ");
        assertThat(messages("small")).containsExactly("IBM 2", "AAPL 3");
    }

    @Test
    void shouldReplayAllButWhatIsDamaged() throws IOException {
        try (Stream<Path> files = Files.list(fills.path().resolve("log"))) {
            Path log = files.filter(each -> each.toString().endsWith(".cq4"))
                    .findFirst()
                    .orElseThrow();
            int at = new String(Files.readAllBytes(log), StandardCharsets.ISO_8859_1).indexOf("AAPL 3");
            try (RandomAccessFile raw = new RandomAccessFile(log.toFile(), "rw")) {
                raw.seek(at);
                raw.write('B');
            }
        }

        CommandRun dry = run("queue replay fills --into other --dry-run");
        CommandRun none = run("queue replay fills --into other --from 2 --to 3 --yes");
        CommandRun run = run("queue replay fills --speed max --into other --yes");

        assertThat(none.exitCode()).isEqualTo(3);
        assertThat(none.out()).startsWith("nothing to put: ");
        assertThat(none.err()).contains("message 2 is lost");
        assertThat(dry.exitCode()).isEqualTo(3);
        assertThat(dry.out()).startsWith("would put 4 messages of fills.queue, from ");
        assertThat(dry.err()).contains("message 2 is lost");
        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.err()).contains("message 2 is lost");
        assertThat(run.out()).contains("put 4 messages into other.queue");
        assertThat(messages("other")).containsExactly("AAPL 1", "IBM 2", "IBM 4", "AAPL 5");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "fills --archive x", "fills --speed fast", "fills --speed 0x", "fills --dry-run"})
    void shouldRefuseWhatMakesNoSense(String options) {
        CommandRun run = run(("queue replay " + options).strip());

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
    }
}
