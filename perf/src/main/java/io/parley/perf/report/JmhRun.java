package io.parley.perf.report;

import io.parley.perf.rig.Latencies;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.BenchmarkResult;
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

    /**
     * What came of one benchmark.
     *
     * @param ns time of one operation in each iteration of each JVM
     * @param cpuNs processor time of one operation in each iteration of each JVM
     * @param bytes allocated by one operation in each iteration of each JVM
     */
    record Score(List<Double> ns, List<Double> cpuNs, List<Double> bytes) {
        double medianNs() {
            return Latencies.median(ns);
        }

        double medianCpuNs() {
            return Latencies.median(cpuNs);
        }

        double medianBytes() {
            return Latencies.median(bytes);
        }
    }

    /** Runs all benchmarks of a class. */
    void run(Class<?> benchmarks, int forks, Effort effort) {
        TimeValue iteration = TimeValue.milliseconds(effort.iteration().toMillis());
        OptionsBuilder options = new OptionsBuilder();
        options.include(benchmarks.getName() + "\\.")
                .forks(forks)
                .warmupIterations(effort.warmUps())
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
            scores.put(bytes == null ? key : key + ":" + bytes, score(result));
        }
    }

    private static Score score(RunResult result) {
        List<Double> ns = new ArrayList<>();
        List<Double> cpuNs = new ArrayList<>();
        List<Double> bytes = new ArrayList<>();
        for (BenchmarkResult jvm : result.getBenchmarkResults()) {
            for (IterationResult iteration : jvm.getIterationResults()) {
                ns.add(iteration.getPrimaryResult().getScore());
                cpuNs.add(secondary(iteration, CpuProfiler.METRIC));
                bytes.add(secondary(iteration, ALLOCATION));
            }
        }
        return new Score(ns, cpuNs, bytes);
    }

    private static double secondary(IterationResult iteration, String metric) {
        Result<?> result = iteration.getSecondaryResults().get(metric);
        if (result == null) {
            throw new IllegalStateException("profiler is silent: metric=" + metric + ", there are "
                    + iteration.getSecondaryResults().keySet());
        }
        return result.getScore();
    }

    /** The benchmark {@code Class.method}, or {@code Class.method:bytes}. */
    Score get(String key) {
        Score score = scores.get(key);
        if (score == null) {
            throw new IllegalArgumentException("no such benchmark: " + key + ", there are " + scores.keySet());
        }
        return score;
    }
}
