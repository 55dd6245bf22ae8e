package io.parley.cli.demo;

import io.parley.ParleyException;
import io.parley.cli.output.Terminal;
import java.io.PrintWriter;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code parley demo}. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Starts real JVMs on real input: a publisher puts the rows of a CSV file on a durable queue, two consumers take"
                    + " them and keep totals in shared memory, a fresh JVM replays the queue.",
            "Succeeds if every total is exactly that of the file."
        },
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:every figure matches the file", "1:something failed; one line says what", "2:usage"})
public final class DemoCommand implements Callable<Integer> {
    private static final int FAILED = 1;
    private static final long MAX_RATE = 10_000_000;

    @Option(
            names = "--input",
            paramLabel = "FILE",
            description = "CSV, also gzipped; daily prices (date,open,high,low,close,adjclose,volume) or departures"
                    + " (time_hours,delay_minutes,distance_miles). Default: the S&P 500 since 2000.")
    private Path input;

    @Option(names = "--rate", paramLabel = "N", description = "Put N messages a second. Default: as fast as possible.")
    private Long rate;

    @Option(
            names = "--kill",
            description =
                    "Kill a consumer (SIGKILL) half-way, in the middle of an update, holding the lock and a claim,"
                            + " and replace it. The publisher keeps the last quarter back until the replacement is there.")
    private boolean kill;

    @Option(names = "--keep", description = "Keep the domain, to look at it afterwards.")
    private boolean keep;

    @Option(names = "--domain", paramLabel = "DIR", description = "Make the domain here instead of in shared memory.")
    private Path directory;

    @Option(
            names = {"-q", "--quiet"},
            description = "No progress line.")
    private boolean quiet;

    @Spec
    private CommandSpec spec;

    private final AtomicBoolean shuttingDown = new AtomicBoolean();

    @Override
    public Integer call() throws InterruptedException {
        if (rate != null && (rate < 1 || rate > MAX_RATE)) {
            throw new ParameterException(spec.commandLine(), "--rate must be 1.." + MAX_RATE + ", was " + rate);
        }
        PrintWriter err = spec.commandLine().getErr();
        Progress progress = new Progress(err, quiet, Terminal.isStderrTerminal());
        try {
            return demo(progress, err);
        } catch (DemoException | ParleyException e) {
            progress.clear();
            if (!shuttingDown.get()) {
                err.println("parley demo: " + e.getMessage());
            }
            return FAILED;
        }
    }

    private int demo(Progress progress, PrintWriter err) throws DemoException, InterruptedException {
        Path file = input == null ? bundled() : input;
        Totals totals = Totals.of(file);
        DemoDomain domain = DemoDomain.at(directory, keep);
        ChildJvms children = new ChildJvms(err);
        Thread hook = new Thread(() -> endEarly(children, domain), "demo-end");
        Runtime.getRuntime().addShutdownHook(hook);
        try (domain;
                children) {
            DemoRun run = new DemoRun(plan(file, totals, domain), domain.open(), children, progress);
            run.run();
            return report(run, totals);
        } finally {
            sayWhatIsKept(domain);
            remove(hook);
        }
    }

    private void remove(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException shutdownHasBegun) {
            shuttingDown.set(true);
        }
    }

    private DemoPlan plan(Path file, Totals totals, DemoDomain domain) {
        return new DemoPlan(
                domain.directory(),
                file,
                totals.rows(),
                totals.firstBucket(),
                totals.buckets().length,
                rate == null ? 0 : rate,
                kill);
    }

    private void sayWhatIsKept(DemoDomain domain) {
        if (keep && Files.exists(domain.directory())) {
            PrintWriter out = spec.commandLine().getOut();
            out.printf("%-17s %s (look: parley ps %2$s, remove: rm -r %2$s)%n", "kept", domain.directory());
            out.flush();
        }
    }

    /** Ctrl-C and the like. The main thread goes on meanwhile, to find its children dead. */
    private void endEarly(ChildJvms children, DemoDomain domain) {
        shuttingDown.set(true);
        children.close();
        try {
            domain.remove();
        } catch (DemoException e) {
            spec.commandLine().getErr().println("parley demo: " + e.getMessage());
        }
    }

    private int report(DemoRun run, Totals totals) {
        DemoReport report = new DemoReport(run, totals, Terminal.ofStdout());
        PrintWriter out = spec.commandLine().getOut();
        report.print(out);
        if (report.wrong() > 0) {
            spec.commandLine()
                    .getErr()
                    .println("parley demo: " + report.wrong() + " of " + report.checks() + " figures wrong");
            return FAILED;
        }
        return 0;
    }

    /** In {@code data}, beside the directory of the jar or of the classes. */
    private static Path bundled() throws DemoException {
        try {
            Path code = Path.of(DemoCommand.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            Path file = code.getParent().resolveSibling("data").resolve("sp500-2000.csv");
            if (Files.exists(file)) {
                Path here = Path.of("").toAbsolutePath();
                return file.startsWith(here) ? here.relativize(file) : file;
            }
            throw new DemoException("no bundled data at " + file + "; give --input FILE");
        } catch (URISyntaxException e) {
            throw new DemoException("cannot find the bundled data; give --input FILE", e);
        }
    }
}
