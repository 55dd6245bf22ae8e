package io.parley.perf.compare;

import io.parley.perf.compare.Bootstrap.Interval;
import io.parley.perf.compare.Finding.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Compares two runs. Every ratio is that of costs: more than 1 is worse, whatever the mode. */
final class Comparer {
    /** Allocation that the JVM and JMH cause themselves, in bytes for each operation. */
    private static final double STRAY_BYTES = 0.5;

    private static final int JVMS_THAT_TELL = 2;

    private final double tolerance;
    private final Map<String, Set<String>> baselines;
    private final Bootstrap bootstrap = new Bootstrap();

    /**
     * Tolerates that part of a figure, and knows for some methods the methods that they are measured against in the
     * same run.
     */
    Comparer(double tolerance, Map<String, Set<String>> baselines) {
        this.tolerance = tolerance;
        this.baselines = baselines;
    }

    /** Times and allocation. */
    List<Finding> all(List<Benchmark> before, List<Benchmark> after) {
        return compare(before, after, true);
    }

    /** Allocation, and ratios to baselines of the same run: what another machine, or a busy one, changes least. */
    List<Finding> stable(List<Benchmark> before, List<Benchmark> after) {
        return compare(before, after, false);
    }

    private List<Finding> compare(List<Benchmark> before, List<Benchmark> after, boolean times) {
        List<Finding> findings = new ArrayList<>();
        Map<String, Benchmark> old = byKey(before);
        Map<String, Benchmark> now = byKey(after);
        old.values().forEach(a -> {
            Benchmark b = now.get(a.key() + " " + a.mode());
            if (b == null) {
                findings.add(Finding.notCompared(a.key(), missing(a, after)));
                return;
            }
            if (times) {
                findings.add(cost(a, b));
            } else {
                findings.addAll(ratios(a, b, old, now));
            }
            allocation(a, b).ifPresent(findings::add);
        });
        now.forEach((key, b) -> {
            if (before.stream().noneMatch(a -> a.key().equals(b.key()))) {
                findings.add(Finding.notCompared(b.key(), "missing in the first file"));
            }
        });
        return findings;
    }

    private static Map<String, Benchmark> byKey(List<Benchmark> benchmarks) {
        Map<String, Benchmark> map = new LinkedHashMap<>();
        benchmarks.forEach(each -> map.put(each.key() + " " + each.mode(), each));
        return map;
    }

    private static String missing(Benchmark wanted, List<Benchmark> found) {
        return found.stream()
                .filter(each -> each.key().equals(wanted.key()))
                .findFirst()
                .map(each -> "other mode: " + wanted.mode() + ", then " + each.mode())
                .orElse("missing in the second file");
    }

    private Finding cost(Benchmark a, Benchmark b) {
        Optional<String> obstacle = obstacle(a.score(), b.score());
        if (obstacle.isPresent()) {
            return Finding.notCompared(a.key(), obstacle.get());
        }
        List<Figure> old = List.of(a.score());
        List<Figure> now = List.of(b.score());
        Interval ratio = a.isThroughput() ? bootstrap.ratio(old, now) : bootstrap.ratio(now, old);
        return finding(a.key(), text(a.score()), text(b.score()), ratio, fewestJvms(a, b));
    }

    private static Optional<String> obstacle(Figure a, Figure b) {
        if (!a.unit().equals(b.unit())) {
            return Optional.of("other unit: " + a.unit() + ", then " + b.unit());
        }
        if (a.isUnusable() || b.isUnusable()) {
            return Optional.of("not a number in the " + (a.isUnusable() ? "first" : "second") + " file");
        }
        return Optional.empty();
    }

    /** The cost of a method against that of each baseline, then and now. */
    private List<Finding> ratios(Benchmark a, Benchmark b, Map<String, Benchmark> old, Map<String, Benchmark> now) {
        List<Finding> findings = new ArrayList<>();
        for (String baseline : baselines.getOrDefault(a.name(), Set.of())) {
            String key = a.keyOf(baseline) + " " + a.mode();
            Benchmark c = old.get(key);
            Benchmark d = now.get(key);
            String what = a.key() + " ÷ " + baseline;
            if (c == null || d == null) {
                findings.add(Finding.notCompared(
                        what, "baseline missing in the " + (c == null ? "first" : "second") + " file"));
                continue;
            }
            findings.add(ratio(what, a, b, c, d));
        }
        return findings;
    }

    private Finding ratio(String what, Benchmark a, Benchmark b, Benchmark c, Benchmark d) {
        Optional<String> obstacle = obstacle(a.score(), b.score())
                .or(() -> obstacle(c.score(), d.score()))
                .or(() -> obstacle(a.score(), c.score()));
        if (obstacle.isPresent()) {
            return Finding.notCompared(what, obstacle.get());
        }
        List<Figure> now = List.of(b.score(), c.score());
        List<Figure> old = List.of(a.score(), d.score());
        Interval ratio = a.isThroughput() ? bootstrap.ratio(old, now) : bootstrap.ratio(now, old);
        return finding(
                what, times(share(a, c)), times(share(b, d)), ratio, Math.min(fewestJvms(a, b), fewestJvms(c, d)));
    }

    private static double share(Benchmark parley, Benchmark baseline) {
        double ratio = parley.score().center() / baseline.score().center();
        return parley.isThroughput() ? 1 / ratio : ratio;
    }

    private static int fewestJvms(Benchmark a, Benchmark b) {
        return Math.min(a.score().jvms().size(), b.score().jvms().size());
    }

    private Finding finding(String what, String before, String after, Interval ratio, int jvms) {
        Verdict verdict = ratio.low() > 1 + tolerance
                ? Verdict.REGRESSION
                : ratio.high() < 1 / (1 + tolerance) ? Verdict.BETTER : Verdict.SAME;
        boolean unclear = jvms < JVMS_THAT_TELL && verdict != Verdict.SAME;
        return new Finding(
                what,
                before,
                after,
                String.format(Locale.ROOT, "%.2f (%.2f–%.2f)", ratio.center(), ratio.low(), ratio.high()),
                unclear ? Verdict.UNCLEAR : verdict,
                jvms < JVMS_THAT_TELL ? "one JVM: it may differ as much from the next one" : "");
    }

    /** Allocation does not depend on what else the machine does: a little more is more. */
    private Optional<Finding> allocation(Benchmark a, Benchmark b) {
        if (a.allocation().isEmpty() || b.allocation().isEmpty()) {
            return Optional.empty();
        }
        String what = a.key() + ", allocation";
        Figure old = a.allocation().get();
        Figure now = b.allocation().get();
        Optional<String> obstacle = obstacle(old, now);
        if (obstacle.isPresent()) {
            return Optional.of(Finding.notCompared(what, obstacle.get()));
        }
        double more = now.center() - old.center();
        Verdict verdict = Verdict.SAME;
        if (Math.abs(more) > Math.max(STRAY_BYTES, tolerance * old.center())) {
            verdict = more > 0 ? Verdict.REGRESSION : Verdict.BETTER;
        }
        String change = String.format(Locale.ROOT, "%+.2f B", more);
        return Optional.of(new Finding(what, text(old), text(now), change, verdict, ""));
    }

    private static String text(Figure figure) {
        return number(figure.center()) + " " + figure.unit();
    }

    private static String times(double ratio) {
        return number(ratio) + " ×";
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, Math.abs(value) < 100 ? "%.2f" : "%,.0f", value);
    }
}
