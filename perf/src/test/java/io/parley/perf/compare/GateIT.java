package io.parley.perf.compare;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.parley.perf.HistogramBenchmark;
import io.parley.perf.LockBenchmark;
import io.parley.perf.OtherJvm;
import io.parley.perf.PermitBenchmark;
import io.parley.perf.QueueBenchmark;
import io.parley.perf.StructBenchmark;
import io.parley.perf.TransientBenchmark;
import io.parley.perf.ValueBenchmark;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The gate: what operations allocate, against a run that is in the repository. No ratios: with many others on the same
 * cores, such a short run once took a hundred times the ratio for noise. With {@code -Dparley.gate.write=true} this run
 * becomes the one in the repository.
 */
@Timeout(300)
class GateIT {
    private static final Path REFERENCE = Path.of("src/test/resources/gate.json");
    private static final String ALLOCATION = "gc.alloc.rate.norm";
    private static final String TAKE = "QueueBenchmark.parleyPutTake";
    private static final String TAKE_ARRAY = "QueueBenchmark.parleyPutTakeArray";

    private static final Map<Class<?>, String> WANTED = Map.of(
            ValueBenchmark.class, "sharedGetAndAdd",
            LockBenchmark.class, "sharedFree",
            PermitBenchmark.class, "sharedSemaphore",
            StructBenchmark.class, "readView",
            HistogramBenchmark.class, "sharedRecord",
            TransientBenchmark.class, "parley",
            QueueBenchmark.class, "parleyPutTake(Array)?");

    private static final int OPERATIONS = 8;

    /** As many operations on a busy machine as on an idle one: what JMH allocates is the same part of each. */
    private static final String BRIEFLY = "-p bytes=32 -bm ss -bs 50000 -opi 50000 -wi 3 -i 5 -tu ns";

    /**
     * Compiled before it goes on, however busy the machine is, and by the first compiler, which leaves out no
     * allocation that is in the source.
     */
    private static final String FLAGS = "-Xbatch -XX:TieredStopAtLevel=1 -XX:+UseSerialGC";

    @TempDir
    private static Path directory;

    private static Path now;

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @BeforeAll
    static void measure() throws IOException {
        List<String> args = new ArrayList<>(List.of(BRIEFLY.split(" ")));
        args.addAll(List.of("-jvmArgsAppend", FLAGS));
        WANTED.forEach((type, methods) -> args.add("^" + Pattern.quote(type.getName()) + "\\.(" + methods + ")$"));
        now = Jmh.run(1, args, directory.resolve("now.json"));
        if (Boolean.getBoolean("parley.gate.write")) {
            Files.writeString(REFERENCE, stable(read(now)));
        }
    }

    @Test
    void shouldAllocateNoMore() throws IOException, InterruptedException {
        String page = OtherJvm.run(
                List.of(), Map.of(), CompareCommand.class, "--quick", REFERENCE.toString(), now.toString());

        assertThat(page.lines().filter(line -> line.contains("not compared")))
                .as("operations are all there, baselines are not")
                .allMatch(line -> line.contains("baseline missing in the first file"));
        assertThat(page.lines().filter(line -> line.contains(", allocation"))).hasSize(OPERATIONS);
    }

    /** What would have been measured with an array for each message, which is what the other benchmark has. */
    @Test
    void shouldNoticeAnAllocation() throws IOException {
        JsonArray worse = new JsonArray();
        for (JsonElement each : read(now)) {
            JsonObject result = each.getAsJsonObject();
            String name = result.get("benchmark").getAsString();
            result.addProperty("benchmark", name.replace(TAKE_ARRAY, TAKE));
            if (!name.endsWith(TAKE)) {
                worse.add(result);
            }
        }
        Path file = Files.writeString(directory.resolve("worse.json"), worse.toString());

        int exitCode = CompareCommand.commandLine(new PrintStream(printed, true, StandardCharsets.UTF_8))
                .execute("--quick", REFERENCE.toString(), file.toString());

        assertThat(exitCode).as(output()).isEqualTo(1);
        assertThat(output()).containsPattern("1 REGRESSION\\(S\\):\n  " + TAKE + " bytes=32, allocation: \\+4\\d\\.");
    }

    private String output() {
        return printed.toString(StandardCharsets.UTF_8);
    }

    private static JsonArray read(Path file) throws IOException {
        return JsonParser.parseString(Files.readString(file)).getAsJsonArray();
    }

    /** What is compared, one line for each, and nothing of the machine. */
    private static String stable(JsonArray results) {
        return StreamSupport.stream(results.spliterator(), false)
                .map(each -> stable(each.getAsJsonObject()).toString())
                .sorted()
                .collect(Collectors.joining(",\n", "[\n", "\n]\n"));
    }

    private static JsonObject stable(JsonObject from) {
        JsonObject allocation = new JsonObject();
        allocation.add(ALLOCATION, figure(from.getAsJsonObject("secondaryMetrics"), ALLOCATION));
        JsonObject result = only(from, "benchmark", "mode", "threads", "params");
        result.add("primaryMetric", figure(from, "primaryMetric"));
        result.add("secondaryMetrics", allocation);
        return result;
    }

    private static JsonObject figure(JsonObject from, String name) {
        return only(from.getAsJsonObject(name), "scoreUnit", "rawData");
    }

    private static JsonObject only(JsonObject from, String... names) {
        JsonObject some = new JsonObject();
        for (String name : names) {
            if (from.has(name)) {
                some.add(name, from.get(name));
            }
        }
        return some;
    }
}
