package io.parley.perf.compare;

import io.parley.perf.compare.Finding.Verdict;
import io.parley.perf.report.Comparisons;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * Compares two results of JMH and lists what became worse beyond the noise. Absolute times differ between runs on
 * shared cores by more than most changes do, so {@code --quick} looks at none. Prints to the stream it was given; for
 * one thread.
 */
@Command(
        name = "perf/bin/compare",
        description = "Compares two JSON results of JMH; ratios are of costs, more than 1 is worse.",
        sortOptions = false,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:nothing became worse beyond the noise",
            "1:something did",
            "2:the command line is wrong, a file is no result of JMH, or the files have nothing in common"
        })
public final class CompareCommand implements Callable<Integer> {
    private static final int WORSE = 1;
    private static final double PER_CENT = 100;

    private final PrintStream out;

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "A.json", description = "The run before.")
    private Path before;

    @Parameters(index = "1", paramLabel = "B.json", description = "The run after.")
    private Path after;

    @Option(
            names = "--quick",
            description = "Only what is stable: allocation, and ratios to a baseline of the same run.")
    private boolean quick;

    @Option(
            names = "--tolerance",
            defaultValue = "5",
            description = "Per cent that do not matter. Default: ${DEFAULT-VALUE}")
    private double tolerance;

    @Option(
            names = "--baseline",
            paramLabel = "<Class.method=Class.method>",
            description = "One more baseline of a method, beside those that the pages of results have.")
    private Map<String, String> more = Map.of();

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this, and do nothing else.")
    private boolean help;

    CompareCommand(PrintStream out) {
        this.out = out;
    }

    /** Runs the command and ends the JVM; see {@code --help}. */
    public static void main(String[] args) {
        System.exit(commandLine(System.out).execute(args));
    }

    /** The command as picocli sees it. */
    static CommandLine commandLine(PrintStream out) {
        return new CommandLine(new CompareCommand(out));
    }

    @Override
    public Integer call() {
        List<Finding> findings = findings();
        if (findings.stream().allMatch(finding -> finding.verdict() == Verdict.NOT_COMPARED)) {
            print(findings);
            throw new ParameterException(
                    spec.commandLine(),
                    "nothing to compare: " + before + " and " + after + " have no figure in common");
        }
        print(findings);
        List<Finding> worse = findings.stream()
                .filter(finding -> finding.verdict() == Verdict.REGRESSION)
                .toList();
        if (worse.isEmpty()) {
            line("%nnothing became worse beyond the noise and %s %%", tolerance);
            return 0;
        }
        line("%n%d REGRESSION(S):", worse.size());
        worse.forEach(finding -> line(
                "  %s: %s, before %s, now %s", finding.what(), finding.change(), finding.before(), finding.after()));
        return WORSE;
    }

    private List<Finding> findings() {
        if (!(tolerance >= 0)) {
            throw new ParameterException(
                    spec.commandLine(), "not a tolerance: " + tolerance + ". Give per cent, 0 or more");
        }
        try {
            List<Benchmark> a = JmhFile.read(before);
            List<Benchmark> b = JmhFile.read(after);
            Comparer comparer = new Comparer(tolerance / PER_CENT, baselines());
            return quick ? comparer.stable(a, b) : comparer.all(a, b);
        } catch (IllegalArgumentException | UncheckedIOException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private Map<String, Set<String>> baselines() {
        Map<String, Set<String>> all = new LinkedHashMap<>(Comparisons.baselines());
        more.forEach((method, baseline) ->
                all.computeIfAbsent(method, each -> new TreeSet<>()).add(baseline));
        return all;
    }

    private void print(List<Finding> findings) {
        line("%-60s %18s %18s  %-20s %s", "", "before", "after", "change", "");
        for (Finding finding : findings) {
            String verdict = switch (finding.verdict()) {
                case REGRESSION -> "WORSE";
                case BETTER -> "better";
                case UNCLEAR -> "unclear";
                case SAME -> "";
                case NOT_COMPARED -> "not compared:";
            };
            line(
                    "%-60s %18s %18s  %-20s %s",
                    finding.what(),
                    finding.before(),
                    finding.after(),
                    finding.change(),
                    (verdict + " " + finding.remark()).strip());
        }
    }

    private void line(String format, Object... values) {
        out.printf(Locale.ROOT, format + "%n", values);
    }
}
