package io.parley.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.parley.Codec;
import io.parley.Codecs;
import io.parley.Parley;
import io.parley.observe.DomainView;
import io.parley.queue.QueueEntry;
import io.parley.queue.SharedQueue;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What reads the messages of a queue from outside: cat, tail, export, verify. */
@Timeout(180)
class QueueReadingTest {
    @TempDir
    private Path directory;

    private Parley parley;
    private SharedQueue<String> fills;

    @BeforeEach
    void open() throws InterruptedException {
        parley = Parley.open(directory.resolve("domain"));
        fills = parley.queue("fills", Codecs.utf8());
        for (String each : List.of("one", "two\tand", "three", "four", "five")) {
            fills.put(each);
        }
    }

    @AfterEach
    void close() {
        parley.close();
    }

    private CommandRun run(String line) {
        return CommandRun.in(parley.directory().toString(), line.split(" "));
    }

    private static String timeless(String text) {
        return text.replaceAll("[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9:]{8}[.][0-9]{3}", "TIME");
    }

    @Test
    void shouldPrintWhatWasTakenAndWhatWasNot() throws InterruptedException {
        fills.take();

        CommandRun run = run("queue cat fills");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(timeless(run.out()).lines())
                .containsExactly(
                        "  SEQUENCE  TIME                     MESSAGE",
                        "         0  TIME  one",
                        "         1  TIME  two\\tand",
                        "         2  TIME  three",
                        "         3  TIME  four",
                        "         4  TIME  five");
        assertThat(fills.take()).isEqualTo("two\tand");
    }

    @Test
    void shouldChangeNoFileAndTakeNoPart() throws IOException {
        Map<String, String> before = files();

        for (String verb : List.of("cat", "tail", "export --format csv", "verify", "subscribers", "dead-letters")) {
            assertThat(run("queue " + verb + " fills").exitCode()).isZero();
            assertThat(files()).as(verb).isEqualTo(before);
        }
        assertThat(parley.processes()).hasSize(1);
        assertThat(fills.size()).isEqualTo(5);
    }

    /** Name, time of the last change and content of every file of the queue, and the names of all objects. */
    private Map<String, String> files() throws IOException {
        Map<String, String> found = new TreeMap<>();
        try (Stream<Path> files = Files.walk(fills.path())) {
            for (Path each : files.filter(Files::isRegularFile).toList()) {
                String content = new String(Files.readAllBytes(each), StandardCharsets.ISO_8859_1);
                found.put(each.toString(), Files.getLastModifiedTime(each) + " " + content.hashCode());
            }
        }
        try (DomainView view = DomainView.open(parley.directory())) {
            view.objects().forEach(each -> found.put(each.file(), each.generation()));
        }
        return found;
    }

    @ParameterizedTest
    @CsvSource({
        "--from 1 --to 3, 1 2",
        "--from -2, 3 4",
        "--from=-2 --limit 1, 3",
        "--to -4, 0",
        "--limit 0, ''",
        "--from 00:00 --limit 2, 0 1",
        "--to 2001-01-01, ''",
        "--from 2001-01-01T00:00 --to 2001-01-01T00:00:01Z, ''",
        "--from 17, ''"
    })
    void shouldPrintARange(String range, String sequences) {
        CommandRun run = run("queue cat fills " + range);

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out().lines().skip(1).map(line -> line.strip().split(" ")[0]))
                .containsExactly(sequences.isEmpty() ? new String[0] : sequences.split(" "));
    }

    @Test
    void shouldBeginAtAnIndexAndAtATime() {
        List<QueueEntry<String>> entries = new ArrayList<>();
        fills.entries().forEach(entries::add);
        QueueEntry<String> third = entries.get(2);
        long earlier = entries.stream()
                .filter(each -> each.timestampNs() < third.timestampNs())
                .count();

        CommandRun byIndex = run("queue cat fills --bare --from 0x" + Long.toHexString(third.index()));
        CommandRun byTime = run("queue cat fills --bare --from " + third.timestamp());

        assertThat(byIndex.out().lines()).containsExactly("three", "four", "five");
        assertThat(byTime.out().lines().toList())
                .hasSize((int) (5 - earlier))
                .contains("three")
                .endsWith("five");
        CommandRun unknown = run("queue cat fills --from 0x17");
        assertThat(unknown.exitCode()).isEqualTo(4);
        assertThat(unknown.err()).startsWith("parley queue cat: no message at index 0x17");
    }

    @Test
    void shouldPrintTheLastMessages() {
        assertThat(run("queue tail fills -n 2 --bare").out().lines()).containsExactly("four", "five");
        assertThat(run("queue tail fills -n 0 --bare").out()).isEmpty();
        assertThat(run("queue tail fills --bare").out().lines()).hasSize(5);
    }

    @Test
    void shouldFollowUntilTheQueueIsClosed() {
        fills.closeForWriting();

        CommandRun run = run("queue tail fills --follow -n 1 --bare");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out().lines()).containsExactly("five");
    }

    @Test
    void shouldShowMessagesOfParleysOwnCodecsAsWhatTheyAre() throws Exception {
        check("longs", Codecs.int64(), -7L, "-7", "-7");
        check("doubles", Codecs.float64(), 0.5, "0.5", "0.5");
        check("nothing", Codecs.float64(), Double.NaN, "NaN", "\"NaN\"");
        check("truths", Codecs.bool(), true, "true", "true");
        check("arrays", Codecs.int64Array(), new long[] {1, 2}, "[1, 2]", "[1,2]");
        check("bytes", Codecs.bytes(), new byte[] {1, -1}, "0x01ff", "\"0x01ff\"");
        check("values", Codecs.any(), List.of(1, "a"), "[1, 'a']", "\"[1, 'a']\"");
        check("records", Codecs.record(Order.class), new Order(1), "0x01000000", "\"0x01000000\"");
    }

    record Order(int id) {}

    private <E> void check(String name, Codec<E> codec, E message, String text, String json) throws Exception {
        parley.queue(name, codec).put(message);

        assertThat(run("queue cat --bare " + name).out()).isEqualToIgnoringNewLines(text);
        JsonNode document =
                new ObjectMapper().readTree(run("queue cat --json " + name).out());
        assertThat(document.get("schema").asText()).isEqualTo("parley/message/1");
        assertThat(document.get("sequence").asLong()).isZero();
        assertThat(document.get("message")).isEqualTo(new ObjectMapper().readTree(json));
    }

    @Test
    void shouldExportForOtherPrograms() throws Exception {
        fills.put("say \"no\", twice\nor so");

        CommandRun csv = run("queue export fills --format csv --from -2");
        CommandRun json = run("queue export fills --format json");
        CommandRun jsonl = run("queue export fills --format jsonl --limit 2");

        assertThat(csv.out())
                .matches("(?s)sequence,index,at,bytes,message\n"
                        + "4,0x[0-9a-f]+,[0-9-]+T[0-9:.]+Z,[0-9]+,five\n"
                        + "5,0x[0-9a-f]+,[0-9-]+T[0-9:.]+Z,[0-9]+,\"say \"\"no\"\", twice\nor so\"\n");
        assertThat(new ObjectMapper().readTree(json.out())).hasSize(6);
        assertThat(new ObjectMapper().readTree(json.out()).get(5).get("message").asText())
                .isEqualTo("say \"no\", twice\nor so");
        assertThat(jsonl.out().lines())
                .hasSize(2)
                .allMatch(line -> line.startsWith("{\"schema\":\"parley/message/1\",\"sequence\":"));
        assertThat(run("queue export fills").exitCode()).isEqualTo(2);
        assertThat(new ObjectMapper()
                        .readTree(run("queue export fills --format json --limit 0")
                                .out()))
                .isEmpty();
    }

    @Test
    void shouldSayWhatIsDamagedAndPrintTheRest() throws IOException {
        Path log = logFile();
        byte[] bytes = Files.readAllBytes(log);
        int at = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("three");
        CommandRun intact = run("queue verify fills");
        try (RandomAccessFile raw = new RandomAccessFile(log.toFile(), "rw")) {
            raw.seek(at);
            raw.write('T');
        }

        CommandRun verified = run("queue verify fills");
        CommandRun printed = run("queue cat fills --bare");

        assertThat(intact.exitCode()).as(intact.out()).isZero();
        assertThat(intact.out()).containsPattern("[.]cq4 +5 +0\n");
        assertThat(verified.exitCode()).isEqualTo(3);
        assertThat(verified.out()).containsPattern("[.]cq4 +4 +1\n").contains("message 2 is lost");
        assertThat(printed.exitCode()).isEqualTo(3);
        assertThat(printed.out().lines()).containsExactly("one", "two\\tand", "four", "five");
        assertThat(printed.err()).startsWith("parley queue cat: " + log).contains("message 2 is lost");
    }

    private Path logFile() throws IOException {
        try (Stream<Path> files = Files.list(fills.path().resolve("log"))) {
            return files.filter(each -> each.toString().endsWith(".cq4"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"cat", "tail", "put", "subscribers", "dead-letters", "export --format csv", "hz", "verify"})
    void shouldEndWithFourWhenThereIsNoSuchQueue(String verb) {
        CommandRun run = run("queue " + verb + " none" + (verb.equals("put") ? " message" : ""));

        assertThat(run.exitCode()).isEqualTo(4);
        assertThat(run.err()).contains("no object none in ").contains("next: parley ls ");
    }

    @Test
    void shouldSayWhatElseHasTheName() {
        parley.transientQueue("ring", Codecs.utf8());

        CommandRun run = run("queue cat ring");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err())
                .contains("not a durable queue but a transient queue: ")
                .contains("next: parley stat ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"soon", "25:00", "0xg", "2026-13-01", "2026-03-01T"})
    void shouldRefusePlacesThatAreNone(String place) {
        CommandRun run = run("queue cat fills --from " + place);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("'" + place + "' is no place in a queue; say a time of today");
    }
}
