package io.parley.cli;

import io.parley.cli.output.Figures;
import io.parley.cli.output.Json;
import io.parley.cli.output.Page;
import io.parley.cli.output.Style;
import io.parley.cli.output.Terminal;
import io.parley.observe.DomainView;
import io.parley.observe.ObjectInfo;
import io.parley.observe.ObjectSnapshot;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code parley watch}. */
@Command(
        name = "watch",
        mixinStandardHelpOptions = true,
        description = {
            "Looks at an object again and again, and prints what has changed.",
            "A line for each figure of parley stat. Changes nothing and holds nobody up. Ends when the object is deleted,",
            "with exit code 4."
        })
final class WatchCommand implements Callable<Integer> {
    private static final String SCHEMA = "parley/watch/1";

    @Parameters(index = "0", paramLabel = "NAME", description = "An object's name, or that of its file (book.lock).")
    private String name;

    @Option(
            names = "--every",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "Time between two looks, such as 200ms. Default: 1s.")
    private Duration every = Duration.ofSeconds(1);

    @Option(names = "--rounds", paramLabel = "N", description = "Ends after so many looks.")
    private long rounds = Long.MAX_VALUE;

    @Option(names = "--json", description = "Prints a JSON document for each look that found a change, in a line.")
    private boolean json;

    @Mixin
    private ColourOption colour;

    @Mixin
    private DomainOption option;

    @Spec
    private CommandSpec spec;

    /** The document. */
    record Changes(Path domain, String file, Instant at, List<Change> changes) {}

    /** A figure that changed; empty where it was not there. */
    record Change(String figure, Optional<String> from, Optional<String> to) {}

    @Override
    public Integer call() {
        return Guarded.run(spec, out -> {
            try (DomainView view = option.view()) {
                return watch(view, Found.one(view, name), out);
            }
        });
    }

    private int watch(DomainView view, ObjectInfo object, PrintWriter out) {
        Page page = new Page(out, Terminal.ofStdout(colour.colour()), Terminal.columns());
        Map<String, String> last = new LinkedHashMap<>();
        for (long round = 0; round < rounds && !Thread.currentThread().isInterrupted(); round++) {
            if (round > 0) {
                LockSupport.parkNanos(every.toNanos());
            }
            Found.requireThere(view, object);
            ObjectSnapshot snapshot = view.snapshot(object);
            Map<String, String> now = Figures.byPath((Record) snapshot);
            List<Change> changes = changes(last, now);
            if (!changes.isEmpty()) {
                print(new Changes(view.directory(), object.file(), Instant.now(), changes), page);
            }
            last = now;
        }
        return ExitCode.OK;
    }

    private static List<Change> changes(Map<String, String> last, Map<String, String> now) {
        TreeSet<String> gone = new TreeSet<>(last.keySet());
        gone.removeAll(now.keySet());
        Map<String, Change> changes = new LinkedHashMap<>();
        now.forEach((figure, value) -> {
            if (!value.equals(last.get(figure))) {
                changes.put(figure, new Change(figure, Optional.ofNullable(last.get(figure)), Optional.of(value)));
            }
        });
        gone.forEach(
                figure -> changes.put(figure, new Change(figure, Optional.of(last.get(figure)), Optional.empty())));
        return List.copyOf(changes.values());
    }

    private void print(Changes found, Page page) {
        if (json) {
            Json.print(SCHEMA, found, page.out(), false);
        } else {
            page.line(Style.HEADING, LocalTime.now().truncatedTo(ChronoUnit.MILLIS) + "  " + found.file());
            for (Change each : found.changes()) {
                String from = each.from().map(value -> value + " -> ").orElse("");
                page.line("  " + each.figure() + "  " + from + each.to().orElse("gone"));
            }
        }
        page.out().flush();
    }
}
