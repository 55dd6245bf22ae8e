package io.parley.perf.latency;

import io.parley.perf.report.Machine;
import io.parley.perf.transport.Wait;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * Measures one scenario between several JVMs on a schedule: Parley's object first, then each baseline that was asked
 * for in the same way. Every latency counts from the time at which its event should have begun, so that a stall is
 * charged to every event that it held up. Prints to the stream it was given; for one thread.
 */
@Command(
        name = "perf/bin/latency",
        description = "Measures one scenario between several JVMs on a schedule, beside its baselines.",
        sortOptions = false,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:everything that was sent arrived",
            "1:replies are short, nothing was measured, or a measurement failed",
            "2:the command line is wrong"
        })
public final class LatencyCommand implements Callable<Integer> {
    private static final int SHORT = 1;
    private static final double NS_PER_SECOND = 1e9;

    private final PrintStream out;
    private final Consumer<LatencyRun> started;

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", arity = "0..1", paramLabel = "<scenario>", description = "What happens; see --list.")
    private String name;

    @Option(
            names = "--rate",
            defaultValue = "20000",
            description = "Events a second, of all producers. Default: ${DEFAULT-VALUE}")
    private long rate;

    @Option(
            names = "--bytes",
            defaultValue = "32",
            description = "Length of each message, 16 or more. Default: ${DEFAULT-VALUE}")
    private int bytes;

    @Option(names = "--producers", defaultValue = "1", description = "How many send. Default: ${DEFAULT-VALUE}")
    private int producers;

    @Option(names = "--consumers", defaultValue = "1", description = "How many receive. Default: ${DEFAULT-VALUE}")
    private int consumers;

    @Option(
            names = "--wait",
            defaultValue = "adaptive",
            description = "How they wait: spin, adaptive or block. Default: ${DEFAULT-VALUE}")
    private Wait waiting;

    @Option(names = "--seconds", defaultValue = "5", description = "How long it counts. Default: ${DEFAULT-VALUE}")
    private double seconds;

    @Option(
            names = "--warmup",
            defaultValue = "2",
            description = "Seconds on the same schedule before it counts. Default: ${DEFAULT-VALUE}")
    private double warmUp;

    @Option(
            names = "--baseline",
            split = ",",
            paramLabel = "<name>",
            description = "What else to measure in the same way; see --list.")
    private List<String> baselines = List.of();

    @Option(names = "--pin", description = "Keep each part on one core; they get the cores in turns.")
    private boolean pinned;

    @Option(
            names = "--hlog",
            paramLabel = "<directory>",
            description = "Write histograms there, for HdrHistogram's log tools.")
    private Path logs;

    @Option(names = "--list", description = "List scenarios and baselines, and do nothing else.")
    private boolean list;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this, and do nothing else.")
    private boolean help;

    LatencyCommand(PrintStream out, Consumer<LatencyRun> started) {
        this.out = out;
        this.started = started;
    }

    /** Runs the command and ends the JVM; see {@code --help}. */
    public static void main(String[] args) {
        System.exit(commandLine(System.out, run -> {}).execute(args));
    }

    /** The command as picocli sees it; {@code started} hears of every run in Java as soon as it has begun. */
    static CommandLine commandLine(PrintStream out, Consumer<LatencyRun> started) {
        return new CommandLine(new LatencyCommand(out, started)).setCaseInsensitiveEnumValuesAllowed(true);
    }

    @Override
    public Integer call() {
        if (list) {
            Catalog.ALL.forEach(this::print);
            return 0;
        }
        if (name == null) {
            throw new ParameterException(spec.commandLine(), "no scenario. See --list");
        }
        LatencyScenario scenario;
        List<Subject> subjects = new ArrayList<>();
        Setup setup;
        try {
            scenario = Catalog.scenario(name);
            subjects.add(scenario.subject(Subject.PARLEY));
            baselines.forEach(baseline -> subjects.add(scenario.subject(baseline)));
            setup = setup();
            scenario.check(setup);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
        return measure(scenario, setup, subjects);
    }

    private void print(LatencyScenario scenario) {
        out.printf("%-20s %s%n", scenario.name(), scenario.about());
        out.printf("%-20s   --baseline %s%n", "", scenario.names());
    }

    private Setup setup() {
        return new Setup(
                name,
                Subject.PARLEY,
                rate,
                bytes,
                producers,
                consumers,
                waiting,
                Duration.ofNanos((long) (warmUp * NS_PER_SECOND)),
                Duration.ofNanos((long) (seconds * NS_PER_SECOND)),
                pinned,
                Path.of(""));
    }

    private int measure(LatencyScenario scenario, Setup setup, List<Subject> subjects) {
        LatencyPage page = new LatencyPage(out, scenario);
        String machine = new Machine().line();
        page.head(setup, machine);
        Measurement measurement = new Measurement(scenario, started);
        int exitCode = 0;
        for (Subject subject : subjects) {
            String title = subject.title().apply(setup);
            Optional<String> absence = subject.absence(setup);
            if (absence.isPresent()) {
                page.absent(title, absence.get());
                continue;
            }
            LatencyResult result = measurement.measure(setup, subject);
            page.result(title, result);
            if (logs != null) {
                log(setup, subject, result, List.of(title, machine));
            }
            if (result.isShort()) {
                exitCode = SHORT;
            }
        }
        return exitCode;
    }

    private void log(Setup setup, Subject subject, LatencyResult result, List<String> comments) {
        try {
            Files.createDirectories(logs);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make the directory for histograms: " + logs, e);
        }
        String file = String.format(
                "%s_%s_rate=%d_bytes=%d_producers=%d_consumers=%d_wait=%s",
                setup.scenario(),
                subject.name(),
                setup.rate(),
                setup.bytes(),
                setup.producers(),
                setup.consumers(),
                setup.waiting().label());
        Instant end = Instant.now();
        Instant start = end.minus(setup.duration());
        result.recording().response().log(logs.resolve(file + "-response.hlog"), comments, start, end);
        result.recording().service().log(logs.resolve(file + "-service.hlog"), comments, start, end);
    }
}
