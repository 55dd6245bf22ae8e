package io.parley.perf.report;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatFactory;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs JMH benchmarks and keeps every iteration. */
final class JmhRun {
    private static final String ALLOCATION = "gc.alloc.rate.norm";
    /** Where the JVM lies says nothing to who reads results; its version stands beside it. */
    private static final Pattern JVM = Pattern.compile("(\"jvm\" : )\"[^\"]*\"");

    private final Map<String, Score> scores = new LinkedHashMap<>();
    private final Map<String, List<BenchmarkResult>> raw = new LinkedHashMap<>();
    private final Map<String, BenchmarkParams> params = new LinkedHashMap<>();

    /** Runs some methods of a class, each once in a JVM of its own; what they score is added to what they have. */
    void run(Class<?> benchmarks, Collection<String> methods, int warmUps, Effort effort) {
        TimeValue iteration = TimeValue.milliseconds(effort.iteration().toMillis());
        OptionsBuilder options = new OptionsBuilder();
        options.include("^" + Pattern.quote(benchmarks.getName()) + "\\.(" + String.join("|", methods) + ")$")
                .forks(1)
                .warmupIterations(warmUps)
                .warmupTime(iteration)
                .measurementIterations(effort.iterations())
                .measurementTime(iteration)
                .timeout(TimeValue.minutes(2))
                .timeUnit(TimeUnit.NANOSECONDS)
                .addProfiler(GCProfiler.class)
                .addProfiler(CpuProfiler.class)
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT);
        try {
            keep(new Runner(options.build()).run());
        } catch (RunnerException e) {
            throw new IllegalStateException("benchmarks failed: " + benchmarks.getSimpleName(), e);
        }
    }

    private void keep(Collection<RunResult> results) {
        for (RunResult result : results) {
            String name = result.getParams().getBenchmark();
            String key = name.substring(name.lastIndexOf('.', name.lastIndexOf('.') - 1) + 1);
            add(key + variant(result.getParams()), score(result));
            params.putIfAbsent(result.getParams().id(), result.getParams());
            raw.computeIfAbsent(result.getParams().id(), id -> new ArrayList<>())
                    .addAll(result.getBenchmarkResults());
        }
    }

    /** By what runs of one benchmark differ, or nothing. */
    private static String variant(BenchmarkParams params) {
        return Stream.of("bytes", "recorded")
                .map(params::getParam)
                .filter(Objects::nonNull)
                .map(":"::concat)
                .collect(Collectors.joining());
    }

    /** Writes every iteration in JMH's own format; the JVMs of a benchmark stand together. */
    void writeJson(Path file) throws IOException {
        List<RunResult> results = new ArrayList<>();
        raw.forEach((id, jvms) -> results.add(new RunResult(params.get(id), jvms)));
        // Through memory, because a PrintStream keeps errors to itself.
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        try (PrintStream out = new PrintStream(text, false, StandardCharsets.UTF_8)) {
            ResultFormatFactory.getInstance(ResultFormatType.JSON, out).writeOut(results);
        }
        Files.writeString(
                file, JVM.matcher(text.toString(StandardCharsets.UTF_8)).replaceAll("$1\"java\""));
    }

    private static Score score(RunResult result) {
        return new Score(
                perJvm(result, iteration -> iteration.getPrimaryResult().getScore()),
                perJvm(result, iteration -> secondary(iteration, CpuProfiler.METRIC)),
                perJvm(result, iteration -> secondary(iteration, ALLOCATION)));
    }

    private static List<List<Double>> perJvm(RunResult result, ToDoubleFunction<IterationResult> figure) {
        return result.getBenchmarkResults().stream()
                .map(jvm -> jvm.getIterationResults().stream()
                        .map(figure::applyAsDouble)
                        .toList())
                .toList();
    }

    private static double secondary(IterationResult iteration, String metric) {
        Result<?> result = iteration.getSecondaryResults().get(metric);
        if (result == null) {
            throw new IllegalStateException("profiler is silent: metric=" + metric + ", there are "
                    + iteration.getSecondaryResults().keySet());
        }
        return result.getScore();
    }

    /** Adds what something else measured. */
    void add(String key, Score score) {
        scores.merge(key, score, Score::plus);
    }

    /** The benchmark {@code Class.method}, or {@code Class.method:bytes} and the like; nothing if it was not run. */
    Optional<Score> find(String key) {
        return Optional.ofNullable(scores.get(key));
    }

    /** The same, if it was run. */
    Score get(String key) {
        return find(key)
                .orElseThrow(() ->
                        new IllegalArgumentException("no such benchmark: " + key + ", there are " + scores.keySet()));
    }
}
