package io.parley.perf.report;

import io.parley.perf.HistogramBenchmark;
import io.parley.perf.LockBenchmark;
import io.parley.perf.QueueBenchmark;
import io.parley.perf.ValueBenchmark;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The parts, in one JVM at a time, under JMH. */
final class PartsSection implements Section {
    private static final List<Comparison> COMPARISONS = List.of(
            new Comparison("lock + unlock, free", "LockBenchmark", "sharedFree", "jdkFree"),
            new Comparison("lock + unlock twice, nested", "LockBenchmark", "sharedReentrant", "jdkReentrant"),
            new Comparison("lock + unlock, 2 threads contend", "LockBenchmark", "sharedContended", "jdkContended"),
            new Comparison("long get", "ValueBenchmark", "sharedGet", "mappedGet", "atomicGet"),
            new Comparison("long set", "ValueBenchmark", "sharedSet", "mappedSet", "atomicSet"),
            new Comparison(
                    "long setRelease", "ValueBenchmark", "sharedSetRelease", "mappedSetRelease", "atomicSetRelease"),
            new Comparison(
                    "long get + compareAndSet",
                    "ValueBenchmark",
                    "sharedCompareAndSet",
                    "mappedCompareAndSet",
                    "atomicCompareAndSet"),
            new Comparison("long getAndAdd", "ValueBenchmark", "sharedGetAndAdd", "mappedGetAndAdd", "atomicGetAndAdd"),
            new Comparison("queue put, 32 B", "QueueBenchmark", "parleyPut:32", "chroniclePut:32"),
            new Comparison("queue put, 256 B", "QueueBenchmark", "parleyPut:256", "chroniclePut:256"),
            new Comparison(
                    "queue put + take, 32 B",
                    "QueueBenchmark",
                    "parleyPutTake:32",
                    "chroniclePutTake:32",
                    "heapPutTake:32"),
            new Comparison(
                    "queue put + take, 256 B",
                    "QueueBenchmark",
                    "parleyPutTake:256",
                    "chroniclePutTake:256",
                    "heapPutTake:256"),
            new Comparison(
                    "queue put + take of new byte[32]",
                    "QueueBenchmark",
                    "parleyPutTakeArray:32",
                    "chroniclePutTake:32"),
            new Comparison(
                    "queue put + take of new byte[256]",
                    "QueueBenchmark",
                    "parleyPutTakeArray:256",
                    "chroniclePutTake:256"),
            new Comparison("histogram record", "HistogramBenchmark", "sharedRecord", "heapRecord", "recorderRecord"));

    private final Effort effort;
    private final JmhRun jmh = new JmhRun();

    PartsSection(Effort effort) {
        this.effort = effort;
    }

    private record Comparison(String what, String type, String parley, String... baselines) {
        String key(String benchmark) {
            return type + "." + benchmark;
        }

        Stream<String> benchmarks() {
            return Stream.concat(Stream.of(parley), Stream.of(baselines));
        }
    }

    /** Every benchmark that the tables show, as {@link JmhRun#get} knows it. */
    static List<String> benchmarks() {
        return COMPARISONS.stream()
                .flatMap(comparison -> comparison.benchmarks().map(comparison::key))
                .toList();
    }

    @Override
    public String title() {
        return "Parts (JMH)";
    }

    @Override
    public void measure() {
        int half = Math.max(1, effort.forks() / 2);
        jmh.run(LockBenchmark.class, effort.forks(), effort);
        jmh.run(ValueBenchmark.class, half, effort);
        jmh.run(QueueBenchmark.class, effort.forks(), effort);
        jmh.run(HistogramBenchmark.class, half, effort);
    }

    @Override
    public String toMarkdown() {
        Table table = new Table(
                "operation",
                "benchmark",
                "median ns",
                "Parley ÷ it",
                "CPU ns",
                "Parley ÷ it, CPU",
                "B/op",
                "every iteration, ns");
        for (Comparison comparison : COMPARISONS) {
            JmhRun.Score parley = jmh.get(comparison.key(comparison.parley()));
            comparison.benchmarks().forEach(benchmark -> {
                JmhRun.Score score = jmh.get(comparison.key(benchmark));
                boolean itself = benchmark.equals(comparison.parley());
                table.row(
                        itself ? "**" + comparison.what() + "**" : "",
                        benchmark,
                        Figure.ns(score.medianNs()),
                        itself ? "" : Figure.ratio(parley.medianNs(), score.medianNs()),
                        Figure.ns(score.medianCpuNs()),
                        itself ? "" : Figure.ratio(parley.medianCpuNs(), score.medianCpuNs()),
                        bytes(score),
                        score.ns().stream().map(Figure::ns).collect(Collectors.joining(" ")));
            });
        }
        return "CPU ns: processor time of the JVM for each operation, which other processes on the same cores disturb less."
                + " Two threads contend: time of each, processor time of both.\n\n"
                + table
                + "Names: `shared…` and `parley…` are Parley's; `jdk…`, `atomic…`, `heap…` are the JDK's on the heap of one"
                + " JVM (`heapRecord`, `recorderRecord`: HdrHistogram's); `mapped…` is a bare `VarHandle` on a mapped file;"
                + " `chronicle…` is bare Chronicle Queue, FAST_DAILY, 1 MiB blocks.\n\n";
    }

    private static String bytes(JmhRun.Score score) {
        return String.format(Locale.ROOT, "%.2f", score.medianBytes());
    }

    @Override
    public List<Figure> figures() {
        List<Figure> figures = new ArrayList<>();
        for (Comparison comparison : COMPARISONS) {
            JmhRun.Score parley = jmh.get(comparison.key(comparison.parley()));
            String baseline = comparison.baselines()[0];
            JmhRun.Score other = jmh.get(comparison.key(baseline));
            figures.add(new Figure(
                    comparison.what(),
                    Figure.ns(parley.medianNs()) + " ns, " + bytes(parley) + " B/op",
                    baseline,
                    Figure.ns(other.medianNs()) + " ns",
                    Figure.ratio(parley.medianNs(), other.medianNs())));
        }
        return figures;
    }
}
