package io.parley.perf.report;

import io.parley.perf.LockBenchmark;
import io.parley.perf.QueueBenchmark;
import io.parley.perf.StructBenchmark;
import io.parley.perf.rig.MutexPair;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The parts, in one JVM at a time, under JMH. */
final class PartsSection implements Section {
    /** Name of the file with all iterations. */
    static final String JSON = "jmh.json";

    private static final int LATE = 4;

    private final Effort effort;
    private final List<Comparison> comparisons;
    private final JmhRun jmh = new JmhRun();

    PartsSection(Effort effort) {
        this.effort = effort;
        this.comparisons = Comparisons.about(effort);
    }

    @Override
    public String title() {
        return "Parts (JMH)";
    }

    /** Round by round and not benchmark by benchmark, so that a bad minute of the machine hits all of them. */
    @Override
    public void measure() {
        Map<Class<?>, Set<String>> methods = new LinkedHashMap<>();
        for (Comparison comparison : comparisons) {
            comparison.methods().forEach(methods.computeIfAbsent(comparison.type(), type -> new TreeSet<>())::add);
        }
        for (int round = 0; round < effort.forks(); round++) {
            for (Map.Entry<Class<?>, Set<String>> type : methods.entrySet()) {
                if (round < forks(type.getKey())) {
                    jmh.run(type.getKey(), type.getValue(), warmUps(type.getKey()), effort);
                }
            }
            measureMutex();
        }
    }

    private int forks(Class<?> type) {
        return type == QueueBenchmark.class || type == LockBenchmark.class ? effort.forks() : effort.fewForks();
    }

    /** Code that is generated at run time, and called through more layers, is compiled later. */
    private int warmUps(Class<?> type) {
        return type == StructBenchmark.class ? LATE * effort.warmUps() : effort.warmUps();
    }

    private void measureMutex() {
        boolean shown = comparisons.stream().anyMatch(part -> part.baselines().contains(Comparisons.ROBUST_MUTEX));
        if (shown && MutexPair.isPresent()) {
            List<Double> ns = MutexPair.measure(effort.warmUps(), effort.iterations(), effort.iteration());
            jmh.add(Comparisons.ROBUST_MUTEX, new Score(List.of(ns), List.of(), List.of()));
        }
    }

    @Override
    public String toMarkdown() {
        Table table = new Table(
                "operation",
                "benchmark",
                "median ns",
                "Parley ÷ it",
                "spread",
                "CPU ns",
                "Parley ÷ it, CPU",
                "B/op",
                "every process, ns");
        for (Comparison comparison : comparisons) {
            Score parley = jmh.get(comparison.key(comparison.parley()));
            table.row(row("**" + comparison.what() + "**", comparison.parley(), parley, null));
            for (String baseline : comparison.baselines()) {
                Optional<Score> score = jmh.find(comparison.key(baseline));
                table.row(score.map(found -> row("", baseline, found, parley))
                        .orElse(List.of("", baseline, MutexPair.absence(), "", "", "", "", "", "")));
            }
        }
        return "Median over the processes that ran it of the median of each one's iterations; spread: from the fastest"
                + " process to the slowest, of the median. CPU ns: processor time of the JVM for each operation, which"
                + " other processes on the same cores disturb less. Two threads contend: time of each, processor time"
                + " of both.\n\n"
                + table
                + "Names: `shared…`, `fair…` and `parley…` are Parley's; `jdk…`, `atomic…`, `heap…` are the JDK's on the heap of one"
                + " JVM (`heapRecord`, `recorderRecord`: HdrHistogram's); `mapped…` is a bare `VarHandle` on a mapped file;"
                + " `chronicle…` is bare Chronicle Queue, FAST_DAILY, 1 MiB blocks, or bare Chronicle Map with"
                + " checksums, told beforehand how many entries; `C:…` is a program compiled with gcc -O2.\n\n";
    }

    private static List<String> row(String what, String benchmark, Score score, Score parley) {
        boolean known = score.knowsProcess();
        return List.of(
                what,
                benchmark,
                Figure.ns(score.medianNs()),
                parley == null ? "" : Figure.ratio(parley.medianNs(), score.medianNs()),
                score.spread(),
                known ? Figure.ns(score.medianCpuNs()) : "",
                known && parley != null ? Figure.ratio(parley.medianCpuNs(), score.medianCpuNs()) : "",
                known ? bytes(score) : "",
                score.everyNs());
    }

    private static String bytes(Score score) {
        return String.format(Locale.ROOT, "%.2f", score.medianBytes());
    }

    @Override
    public String writeRaw(Path directory) throws IOException {
        jmh.writeJson(directory.resolve(JSON));
        return "Every iteration of those in Java, as JMH writes it, is in `" + JSON + "`.\n\n";
    }

    @Override
    public List<Figure> figures() {
        return comparisons.stream().map(this::figure).toList();
    }

    private Figure figure(Comparison comparison) {
        Score parley = jmh.get(comparison.key(comparison.parley()));
        String ours = Figure.ns(parley.medianNs()) + " ns, " + bytes(parley) + " B/op";
        if (comparison.baselines().isEmpty()) {
            return Figure.alone(comparison.what(), ours, "", "");
        }
        String baseline = comparison.baselines().get(0);
        Optional<Score> other = jmh.find(comparison.key(baseline));
        if (other.isEmpty()) {
            String absent = baseline + ": " + MutexPair.absence();
            return Figure.alone(
                    comparison.what(), ours, absent, comparison.goal().open());
        }
        double theirsNs = other.get().medianNs();
        return new Figure(
                comparison.what(),
                ours,
                baseline,
                Figure.ns(theirsNs) + " ns",
                Figure.ratio(parley.medianNs(), theirsNs),
                comparison.goal().judge(parley.medianNs(), theirsNs));
    }
}
