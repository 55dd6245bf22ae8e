package io.parley.perf.compare;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Results of JMH, made by hand; those that JMH makes are in {@link CompareIT}. */
final class Json {
    private final JsonArray results = new JsonArray();

    /** Adds a benchmark with the scores of each JVM. */
    Json with(String benchmark, String mode, String unit, double[]... jvms) {
        JsonObject result = new JsonObject();
        result.addProperty("benchmark", "io.parley.perf." + benchmark);
        result.addProperty("mode", mode);
        result.addProperty("threads", 1);
        result.add("primaryMetric", metric(unit, jvms));
        result.add("secondaryMetrics", new JsonObject());
        results.add(result);
        return this;
    }

    /** For the benchmark that was added last. */
    Json allocating(double... bytes) {
        last().getAsJsonObject("secondaryMetrics").add("gc.alloc.rate.norm", metric("B/op", bytes));
        return this;
    }

    /** For the benchmark that was added last. */
    Json parameter(String name, String value) {
        JsonObject parameters = new JsonObject();
        parameters.addProperty(name, value);
        last().add("params", parameters);
        return this;
    }

    private JsonObject last() {
        return results.get(results.size() - 1).getAsJsonObject();
    }

    /** As JMH does, what is not a number is a text. */
    private static JsonObject metric(String unit, double[]... jvms) {
        JsonArray raw = new JsonArray();
        for (double[] jvm : jvms) {
            JsonArray iterations = new JsonArray();
            for (double score : jvm) {
                if (Double.isNaN(score)) {
                    iterations.add("NaN");
                } else {
                    iterations.add(score);
                }
            }
            raw.add(iterations);
        }
        JsonObject metric = new JsonObject();
        metric.addProperty("scoreUnit", unit);
        metric.add("rawData", raw);
        return metric;
    }

    Path write(Path file) throws IOException {
        return Files.writeString(file, results.toString());
    }
}
