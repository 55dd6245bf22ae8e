package io.parley.perf.report;

import io.parley.perf.rig.Latencies;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;

/**
 * Latencies that stand beside each other: a table with the spread between runs, a plot, and a raw file for each run.
 *
 * @param title what was measured
 * @param isTrip whether it is the way of a small message or of a permit to another process and of one back, which can
 *     stand beside other charts of that kind
 * @param lines Parley's and the others', in the order of the page
 * @param absent the names of those that this machine has not, and why
 */
record Chart(String title, boolean isTrip, List<Line> lines, Map<String, String> absent) {
    private static final double MEDIAN = 50;
    private static final double TAIL = 99;
    private static final double NS_PER_US = 1e3;

    /**
     * The same measured several times.
     *
     * @param name what was measured
     * @param isParley whether it is Parley's
     * @param runs a histogram in ns for each run, at least one
     */
    record Line(String name, boolean isParley, List<Histogram> runs) {
        /** All runs together. */
        Histogram all() {
            Histogram sum = new Histogram(runs.get(0));
            runs.forEach(sum::add);
            return sum;
        }

        /** With the runs of another of the same name. */
        Line with(Line more) {
            return new Line(
                    name,
                    isParley,
                    Stream.concat(runs.stream(), more.runs.stream()).toList());
        }

        /** One figure of every run, in µs. */
        List<Double> us(double percentile) {
            return runs.stream()
                    .map(run -> run.getValueAtPercentile(percentile) / NS_PER_US)
                    .toList();
        }

        double medianUs() {
            return Latencies.median(us(MEDIAN));
        }
    }

    /** What is known of several runs of several things; things without runs are left out. */
    static <K, R> Chart of(
            String title,
            Map<K, List<R>> results,
            Function<K, String> name,
            Predicate<K> isParley,
            Function<R, Latencies> latencies) {
        List<Line> lines = new ArrayList<>();
        results.forEach((key, runs) -> {
            List<Histogram> histograms = runs.stream()
                    .map(run -> latencies.apply(run).histogram())
                    .filter(run -> run.getTotalCount() > 0)
                    .toList();
            if (!histograms.isEmpty()) {
                lines.add(new Line(name.apply(key), isParley.test(key), histograms));
            }
        });
        return new Chart(title, false, lines, Map.of());
    }

    /** The same, of trips. */
    Chart ofTrips() {
        return new Chart(title, true, lines, absent);
    }

    /** The same, of which some could not be measured. */
    Chart without(Map<String, String> those) {
        return new Chart(title, isTrip, lines, those);
    }

    /** The lines of several charts in one; what was measured for more than one of them is one line with all runs. */
    static Chart merged(String title, Collection<Chart> charts) {
        Map<String, Line> lines = new LinkedHashMap<>();
        charts.stream()
                .flatMap(chart -> chart.lines.stream())
                .forEach(line -> lines.merge(line.name(), line, Line::with));
        Map<String, String> absent = new LinkedHashMap<>();
        charts.forEach(chart -> absent.putAll(chart.absent));
        return new Chart(title, false, List.copyOf(lines.values()), absent);
    }

    /** As part of a file name. */
    static String slug(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
    }

    String slug() {
        return slug(title);
    }

    /** The file name of a run, counted from 0. */
    String fileOf(Line line, int run) {
        return slug() + "_" + slug(line.name()) + "-" + (run + 1) + ".hlog";
    }

    /** The first of Parley's, which the others are compared with. */
    private Optional<Line> reference() {
        return lines.stream().filter(Line::isParley).findFirst();
    }

    /** What every line came to. */
    Table table() {
        String reference = reference().map(Line::name).orElse("nothing");
        Table table = new Table(
                title + ", µs",
                "runs",
                "p50, median",
                "spread of p50",
                "p99, median",
                "spread of p99",
                "max of all",
                reference + " ÷ it, p50");
        for (Line line : lines) {
            table.row(Stream.of(
                            line.name(),
                            Integer.toString(line.runs().size()),
                            Latencies.us(line.medianUs()),
                            Figure.spread(line.us(MEDIAN)),
                            Latencies.us(Latencies.median(line.us(TAIL))),
                            Figure.spread(line.us(TAIL)),
                            Latencies.us(line.all().getMaxValue() / NS_PER_US),
                            reference()
                                    .map(ours -> Figure.ratio(ours.medianUs(), line.medianUs()))
                                    .orElse(""))
                    .toList());
        }
        absent.forEach((name, why) -> table.row(name, why, "", "", "", "", "", ""));
        return table;
    }
}
