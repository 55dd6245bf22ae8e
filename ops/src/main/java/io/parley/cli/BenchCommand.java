package io.parley.cli;

import io.parley.ParleyConfig;
import io.parley.WaitStrategy;
import io.parley.cli.bench.Bench;
import io.parley.cli.bench.Machine;
import io.parley.cli.bench.Measured;
import io.parley.cli.output.Page;
import io.parley.cli.output.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code parley bench}. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Measures for a moment what objects cost on this machine, beside what the JDK has for one JVM, and how long it"
                    + " takes to another JVM and back.",
            "In a domain of its own, which is gone afterwards. A first impression: perf/bin/latency measures on a schedule,"
                    + " and beside other libraries."
        })
final class BenchCommand implements Callable<Integer> {
    static final String SCHEMA = "parley/bench/1";
    /** A JVM that spins leaves none to the one that it waits for. */
    private static final int TO_SPIN = 2;

    /** How threads wait. */
    enum Wait {
        ADAPTIVE(WaitStrategy.adaptive()),
        SPIN(WaitStrategy.spin()),
        BLOCK(WaitStrategy.block());

        private final WaitStrategy strategy;

        Wait(WaitStrategy strategy) {
            this.strategy = strategy;
        }
    }

    @Option(
            names = "--time",
            paramLabel = "TIME",
            defaultValue = "500ms",
            converter = DurationConverter.class,
            description = "How long each line is measured, such as 500ms, which is the default, or 5s.")
    private Duration each;

    @Option(
            names = "--wait",
            paramLabel = "HOW",
            defaultValue = "adaptive",
            description = "adaptive (the default), spin or block: how threads wait for each other.")
    private Wait wait;

    @Option(
            names = "--in",
            paramLabel = "DIR",
            description = "Makes the domain in this directory instead of shared memory: durable queues go to its disk.")
    private Path parent;

    @Mixin
    private OutputOptions output;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        return Guarded.run(spec, out -> {
            if (wait == Wait.SPIN && Runtime.getRuntime().availableProcessors() < TO_SPIN) {
                throw CommandFailure.failed("one processor, and two JVMs that would spin on it")
                        .next("parley bench --wait block");
            }
            output.show(SCHEMA, out, this::measure, BenchCommand::print);
            return ExitCode.OK;
        });
    }

    private Measured measure() {
        try {
            return Bench.run(unused(), each, wait.strategy);
        } catch (IOException e) {
            throw CommandFailure.failed("the other JVM went away: " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw CommandFailure.failed("interrupted");
        }
    }

    private Path unused() {
        for (int n = 1; ; n++) {
            String name = "bench-" + ProcessHandle.current().pid() + "-" + n;
            Path directory = parent == null ? ParleyConfig.named(name).directory() : parent.resolve(name);
            if (Files.notExists(directory, LinkOption.NOFOLLOW_LINKS)) {
                return directory;
            }
        }
    }

    private static void print(Measured measured, Page page) {
        Machine machine = measured.machine();
        page.line(machine.processor() + ", " + machine.processors()
                + (machine.virtual() ? " processors, virtual: others may share them" : " processors"));
        page.line(machine.system() + ", " + machine.jdk() + ", in " + machine.directory());
        page.line("each for " + measured.seconds() + " s, waiting: " + measured.waiting());
        page.line("");
        Table costs = new Table("ALONE, ONE THREAD", ">NS", ">WORST", "*JDK, ONE JVM", ">NS", ">RATIO");
        measured.alone()
                .forEach(cost -> costs.row(
                        cost.operation(),
                        number(cost.ns()),
                        number(cost.worstNs()),
                        cost.baseline(),
                        number(cost.baselineNs()),
                        number(cost.ratio())));
        page.table(costs);
        page.line("");
        Table trips = new Table("TO ANOTHER JVM AND BACK, µs", ">P50", ">P90", ">P99", ">P99.9", ">MAX", ">TRIPS");
        measured.trips()
                .forEach(trip -> trips.row(
                        trip.by(),
                        number(trip.p50Us()),
                        number(trip.p90Us()),
                        number(trip.p99Us()),
                        number(trip.p999Us()),
                        number(trip.maxUs()),
                        trip.trips()));
        page.table(trips);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, value < 100 ? "%.2f" : "%,.0f", value);
    }
}
