package io.parley.perf.report;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import java.util.regex.Pattern;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs JMH benchmarks and keeps every iteration. */
final class JmhRun {
    private static final String ALLOCATION = "gc.alloc.rate.norm";

    private final Map<String, Score> scores = new LinkedHashMap<>();

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
            String bytes = result.getParams().getParam("bytes");
            String key = name.substring(name.lastIndexOf('.', name.lastIndexOf('.') - 1) + 1);
            add(bytes == null ? key : key + ":" + bytes, score(result));
        }
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

    /** The benchmark {@code Class.method}, or {@code Class.method:bytes}; nothing if it was not run. */
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
