package io.parley.cli;

import io.parley.Parley;
import io.parley.cli.output.Page;
import io.parley.cli.output.Style;
import io.parley.cli.output.Table;
import io.parley.internal.memory.ObjectKind;
import io.parley.internal.observe.Measure;
import io.parley.observe.DomainView;
import io.parley.observe.LatencyKind;
import io.parley.observe.ObjectInfo;
import io.parley.observe.ObjectLatency;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code parley latency}. */
@Command(
        name = "latency",
        mixinStandardHelpOptions = true,
        description = {
            "Says how long operations of a lock, queue, pipe, map or number took, in all processes.",
            "Only what happened while recording was on is counted. Without --start, --stop and --for this changes nothing",
            "and holds nobody up. These turn recording on and off, in every process, without asking; logged."
        })
final class LatencyCommand extends ViewCommand<LatencyCommand.Latencies> {
    @Parameters(index = "0", paramLabel = "NAME", description = "An object's name, or that of its file (book.lock).")
    private String name;

    @ArgGroup
    private LatencyChange change;

    @Option(names = "--dry-run", description = "Says what would be done, and does nothing.")
    private boolean dryRun;

    /** The document. */
    record Latencies(Path domain, String file, boolean recording, List<Kind> kinds) {}

    /** What is measured of an object; without latencies if it never was. */
    record Kind(LatencyKind kind, Optional<Distribution> latencies) {}

    @Override
    String schema() {
        return "parley/latency/1";
    }

    @Override
    public Integer call() {
        return change == null ? super.call() : Guarded.run(spec, this::change);
    }

    private int change(PrintWriter out) {
        ObjectInfo object;
        try (DomainView view = option.view()) {
            object = object(view);
        }
        String before = "; recording is " + (object.recording() ? "on" : "off");
        if (dryRun) {
            out.println("would " + change.words(object.file()) + before);
            return ExitCode.OK;
        }
        try (Parley parley = Parley.open(option.config())) {
            ObjectLatency latency = ObjectLatency.find(parley, object.file())
                    .orElseThrow(() -> CommandFailure.notFound(object.file() + " is gone"));
            CommandLog.get().info("{} in {}", change.words(object.file()), parley.directory());
            if (change.time() == null) {
                boolean turned = change.turn(latency);
                String now = latency.isOn() ? "on" : "off";
                out.println(object.file() + ": recording is " + now + (turned ? "" : ", as before"));
            } else {
                Map<LatencyKind, Distribution> found = Recording.of(latency, change.time());
                output.show(schema(), out, () -> during(found, parley, object), this::print);
            }
        }
        return ExitCode.OK;
    }

    private static Latencies during(Map<LatencyKind, Distribution> found, Parley parley, ObjectInfo object) {
        List<Kind> kinds = new ArrayList<>();
        found.forEach((kind, latencies) -> kinds.add(new Kind(kind, Optional.of(latencies))));
        return new Latencies(parley.directory(), object.file(), object.recording(), kinds);
    }

    /** The only object of that name of which something is measured. */
    private ObjectInfo object(DomainView view) {
        List<ObjectInfo> all = Found.all(view, name);
        List<ObjectInfo> measured =
                all.stream().filter(each -> !measures(each).isEmpty()).toList();
        if (measured.isEmpty()) {
            throw CommandFailure.failed("nothing is measured of such an object: "
                    + all.get(0).path() + ". Name a lock, a queue, a pipe, a map or a number");
        }
        return Found.only(measured);
    }

    private static List<Measure> measures(ObjectInfo object) {
        ObjectKind kind = object.kind().isEmpty() ? null : ObjectKind.ofFile(object.file());
        return kind == null ? List.of() : Measure.of(kind);
    }

    @Override
    Latencies find(DomainView view) {
        ObjectInfo object = object(view);
        List<Kind> kinds = new ArrayList<>();
        for (Measure measure : measures(object)) {
            Optional<Distribution> latencies =
                    view.find(measure.histogramOf(object.file()) + "." + ObjectKind.HISTOGRAM.suffix()).stream()
                            .filter(each -> each.state() == ObjectInfo.State.READY)
                            .findFirst()
                            .map(each -> Distribution.of(Distribution.Counts.of(each)));
            kinds.add(new Kind(LatencyKind.valueOf(measure.name()), latencies));
        }
        return new Latencies(view.directory(), object.file(), object.recording(), kinds);
    }

    @Override
    void print(Latencies found, Page page) {
        page.line(Style.HEADING, found.file() + ": recording is " + (found.recording() ? "on" : "off"));
        Table table = new Table("LATENCY", ">COUNT", ">P50", ">P90", ">P99", ">P99.9", ">HIGHEST");
        for (Kind each : found.kinds()) {
            Distribution latencies = each.latencies().orElse(Distribution.NONE);
            table.row(
                    each.kind().name().toLowerCase(Locale.ROOT),
                    latencies.count(),
                    latencies.time(50, page.terminal()),
                    latencies.time(90, page.terminal()),
                    latencies.time(99, page.terminal()),
                    latencies.time(99.9, page.terminal()),
                    latencies.time(100, page.terminal()));
        }
        page.table(table);
        if (!found.recording()
                && found.kinds().stream().noneMatch(each -> each.latencies().isPresent())) {
            page.line("Nothing was ever recorded: parley latency " + found.file() + " --for 10s");
        }
    }
}
