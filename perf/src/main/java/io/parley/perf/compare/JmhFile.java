package io.parley.perf.compare;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads what JMH writes with {@code -rf json -rff FILE}. */
final class JmhFile {
    private JmhFile() {}

    /**
     * All results of a file.
     *
     * @throws IllegalArgumentException if it is not such a file; names it
     */
    static List<Benchmark> read(Path file) {
        try (Reader in = Files.newBufferedReader(file)) {
            List<Benchmark> all = new ArrayList<>();
            for (JsonElement each : JsonParser.parseReader(in).getAsJsonArray()) {
                all.add(benchmark(each.getAsJsonObject()));
            }
            return all;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        } catch (JsonParseException
                | IllegalStateException
                | NullPointerException
                | NumberFormatException
                | ClassCastException
                | UnsupportedOperationException e) {
            throw new IllegalArgumentException(
                    "not a result of JMH: " + file + ". Write one with -rf json -rff FILE", e);
        }
    }

    private static Benchmark benchmark(JsonObject json) {
        String name = json.get("benchmark").getAsString();
        SortedMap<String, String> parameters = new TreeMap<>();
        if (json.has("params")) {
            json.getAsJsonObject("params")
                    .entrySet()
                    .forEach(each ->
                            parameters.put(each.getKey(), each.getValue().getAsString()));
        }
        if (json.has("threads") && json.get("threads").getAsInt() > 1) {
            parameters.put("threads", json.get("threads").getAsString());
        }
        Map<String, Figure> others = new LinkedHashMap<>();
        if (json.has("secondaryMetrics")) {
            json.getAsJsonObject("secondaryMetrics")
                    .entrySet()
                    .forEach(each ->
                            others.put(each.getKey(), figure(each.getValue().getAsJsonObject())));
        }
        return new Benchmark(
                name.substring(name.lastIndexOf('.', name.lastIndexOf('.') - 1) + 1),
                json.get("mode").getAsString(),
                parameters,
                figure(json.getAsJsonObject("primaryMetric")),
                others);
    }

    private static Figure figure(JsonObject json) {
        List<List<Double>> jvms = new ArrayList<>();
        boolean sampled = json.has("rawDataHistogram");
        JsonArray raw = json.getAsJsonArray(sampled ? "rawDataHistogram" : "rawData");
        for (JsonElement jvm : raw) {
            List<Double> iterations = new ArrayList<>();
            for (JsonElement iteration : jvm.getAsJsonArray()) {
                iterations.add(sampled ? mean(iteration.getAsJsonArray()) : iteration.getAsDouble());
            }
            jvms.add(iterations);
        }
        return new Figure(json.get("scoreUnit").getAsString(), jvms);
    }

    /** Of pairs of a value and how often it was seen. */
    private static double mean(JsonArray histogram) {
        double sum = 0;
        double times = 0;
        for (JsonElement each : histogram) {
            double seen = each.getAsJsonArray().get(1).getAsDouble();
            sum += each.getAsJsonArray().get(0).getAsDouble() * seen;
            times += seen;
        }
        return sum / times;
    }
}
