package io.parley.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.parley.Codecs;
import io.parley.Parley;
import io.parley.cli.bench.Measured;
import io.parley.cli.bundle.Versions;
import io.parley.cli.top.Top;
import io.parley.observe.LatencyHistogram;
import io.parley.sync.Diagnosis;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The published schemas are those of the records that the commands print, and real output is as they say. To change
 * them, run this test with {@code -Dparley.schema.write=true}, and look at what it wrote.
 */
@Timeout(120)
class SchemasTest {
    private static final boolean WRITE = Boolean.getBoolean("parley.schema.write");
    private static final Path FOLDER = Path.of("src/main/resources/schema");
    private static final Map<String, Class<? extends Record>> DOCUMENTS = Map.ofEntries(
            Map.entry("parley/ls/1", LsCommand.Listing.class),
            Map.entry("parley/domains/1", LsCommand.DomainList.class),
            Map.entry("parley/stat/1", StatCommand.Report.class),
            Map.entry("parley/tree/1", TreeCommand.Tree.class),
            Map.entry("parley/ps/1", PsCommand.Processes.class),
            Map.entry("parley/watch/1", WatchCommand.Changes.class),
            Map.entry("parley/bench/1", Measured.class),
            Map.entry("parley/top/1", Top.class),
            Map.entry("parley/value/1", ValueGetCommand.Value.class),
            Map.entry("parley/array/1", ArrayView.Slice.class),
            Map.entry("parley/show/1", ShowCommand.Report.class),
            Map.entry("parley/hist/1", HistView.Report.class),
            Map.entry("parley/latency/1", LatencyCommand.Latencies.class),
            Map.entry("parley/message/1", Message.class),
            Map.entry("parley/queue-subscribers/1", QueueSubscribersCommand.Subscribers.class),
            Map.entry("parley/queue-dead-letters/1", QueueDeadLettersCommand.Letters.class),
            Map.entry("parley/queue-hz/1", QueueHzCommand.Rate.class),
            Map.entry("parley/queue-verify/1", QueueVerifyCommand.Verification.class),
            Map.entry("parley/doctor/1", DoctorCommand.Report.class),
            Map.entry("parley/versions/1", Versions.class),
            Map.entry("parley/diagnose/1", Diagnosis.class));

    @TempDir
    private Path directory;

    private static Path file(String schema) {
        return FOLDER.resolve(schema.replace("parley/", "").replace('/', '-') + ".schema.json");
    }

    @Test
    void shouldBeWhatTheRecordsSay() throws IOException {
        for (Map.Entry<String, Class<? extends Record>> each : DOCUMENTS.entrySet()) {
            String expected = SchemaWriter.schema(each.getKey(), each.getValue());
            if (WRITE) {
                Files.createDirectories(FOLDER);
                Files.writeString(file(each.getKey()), expected);
            }
            assertThat(file(each.getKey())).hasContent(expected);
        }
        try (var files = Files.list(FOLDER)) {
            assertThat(files).hasSameSizeAs(DOCUMENTS.keySet());
        }
    }

    @Test
    void shouldDescribeWhatIsPrintedOfEveryKindOfObject() throws Exception {
        try (Parley parley = Parley.open(directory.resolve("domain"))) {
            List<String> names = populate(parley);
            String domain = parley.directory().toString();

            check("parley/ls/1", "ls", "--json", "--all", domain);
            check("parley/tree/1", "tree", "--json", domain);
            check("parley/ps/1", "ps", "--json", domain);
            check("parley/domains/1", "ls", "--json");
            check("parley/top/1", "top", "--json", "--every", "1ms", "--rounds", "1", domain);
            for (String name : List.of("number", "bits", "fraction", "text")) {
                check("parley/value/1", "value", "get", "--json", "--domain", domain, name);
            }
            check("parley/array/1", "array", "get", "--json", "--domain", domain, "numbers");
            check("parley/show/1", "lock", "show", "--json", "--domain", domain, "lock");
            check("parley/show/1", "lock", "show", "--json", "--domain", domain, "table");
            check("parley/show/1", "semaphore", "show", "--json", "--domain", domain, "permits");
            check("parley/show/1", "barrier", "show", "--json", "--domain", domain, "parties");
            check("parley/hist/1", "hist", "show", "--json", "--domain", domain, "histogram");
            check("parley/hist/1", "hist", "plot", "--json", "--domain", domain, "histogram");
            check("parley/latency/1", "latency", "--json", "--domain", domain, "messages");
            check("parley/latency/1", "latency", "--json", "--for", "1ms", "--domain", domain, "lock.lock");
            check("parley/message/1", "queue", "tail", "--json", "-n", "1", "--domain", domain, "messages");
            for (String verb : List.of("subscribers", "dead-letters", "verify")) {
                check("parley/queue-" + verb + "/1", "queue", verb, "--json", "--domain", domain, "messages");
            }
            check(
                    "parley/queue-hz/1",
                    "queue",
                    "hz",
                    "--json",
                    "--every",
                    "1ms",
                    "--rounds",
                    "1",
                    "--domain",
                    domain,
                    "messages");
            check("parley/doctor/1", "doctor", "--json", domain);
            check("parley/doctor/1", "doctor", "--json");
            check("parley/diagnose/1", "diagnose", "--json", domain);
            for (String name : names) {
                check("parley/stat/1", "stat", "--json", "--domain", domain, name);
                check("parley/watch/1", "watch", "--json", "--rounds", "1", "--domain", domain, name);
            }
        }
    }

    private static List<String> populate(Parley parley) throws Exception {
        List<String> names = new ArrayList<>(List.of(
                "lock",
                "lock.lock.ready",
                "table",
                "permits",
                "flag",
                "parties",
                "steps",
                "number",
                "bits",
                "fraction"));
        parley.lock("lock").lock();
        parley.lock("lock").condition("ready");
        parley.readWriteLock("table").readLock().lock();
        parley.leasedSemaphore("permits", 3).acquire();
        parley.event("flag").set();
        parley.barrier("parties", 2);
        parley.latch("steps", 2);
        parley.longValue("number");
        parley.value("bits", "Q", -1L);
        parley.doubleValue("fraction", Double.NaN);
        parley.longArrayOf("numbers", 1, 2);
        parley.text("text", 10, "text");
        parley.bytes("bytes", 10);
        parley.struct("point", Point.class, new Point(1, 2.5));
        var queue = parley.queue("messages", Codecs.utf8());
        queue.put("one");
        queue.put("nonsense");
        queue.claim();
        queue.claim().deadLetter("nonsense");
        queue.subscriber("reader");
        parley.transientQueue("ring", Codecs.utf8()).put("one");
        parley.pipe("pipe", Codecs.utf8()).first().send("one");
        parley.map("map", Codecs.utf8(), Codecs.utf8()).put("a", "b");
        parley.list("list", Codecs.utf8()).add("a");
        LatencyHistogram.open(parley, "histogram").record(1);
        parley.process("child", () -> System.exit(3)).start().join();
        Files.writeString(parley.directory().resolve("stranger.lock"), "stranger");
        names.addAll(List.of(
                "numbers",
                "text",
                "bytes",
                "point",
                "messages",
                "ring",
                "pipe",
                "map",
                "list",
                "histogram",
                "domain.parley",
                "stranger.lock"));
        return names;
    }

    record Point(int x, double y) {}

    private static void check(String schema, String... args) throws IOException {
        CommandRun run = CommandRun.of(args);
        assertThat(run.exitCode()).as(run.err()).isIn(ExitCode.OK, ExitCode.UNHEALTHY);
        JsonSchema compiled = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(Files.readString(file(schema)));
        assertThat(compiled.validate(new ObjectMapper().readTree(run.out())))
                .as("%s: %s", String.join(" ", args), run.out())
                .isEmpty();
    }
}
