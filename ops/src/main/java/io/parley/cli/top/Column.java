package io.parley.cli.top;

import io.parley.cli.output.Figures;
import io.parley.cli.output.Nanos;
import io.parley.cli.output.Terminal;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** A column of the table, by which it can be sorted: names from A on, numbers from the highest. */
public enum Column {
    /** The object's name. */
    NAME("*NAME", row -> row.name(), row -> 0),
    /** What it is. */
    KIND("KIND", row -> row.kind().isEmpty() ? "?" : row.kind(), row -> 0),
    /** Operations. */
    OPS(">OPS/S", row -> rate(row.operationsPerS()), row -> number(row.operationsPerS())),
    /** Messages taken. */
    TAKEN(">TAKEN/S", row -> rate(row.takenPerS()), row -> number(row.takenPerS())),
    /** Bytes put. */
    BYTES(">BYTES/S", row -> rate(row.bytesPerS()), row -> number(row.bytesPerS())),
    /** How often somebody had to wait. */
    WAITED(">WAITED/S", row -> rate(row.waitedPerS()), row -> number(row.waitedPerS())),
    /** What lies in it. */
    DEPTH(">DEPTH", row -> row.depth().map(Column::text).orElse(""), row -> number(row.depth())),
    /** What subscribers have not dealt with. */
    LAG(">LAG", row -> row.lag().map(Column::text).orElse(""), row -> number(row.lag())),
    /** Who sleeps for it. */
    WAITERS(">WAITERS", row -> row.waiters() == 0 ? "" : text(row.waiters()), row -> row.waiters()),
    /** Who has it, or what is wrong with it. */
    HOLDERS(
            "*HOLDERS",
            row -> row.problem().isEmpty() ? String.join(", ", row.holders()) : row.problem(),
            row -> row.problem().isEmpty() ? row.holders().size() : Integer.MAX_VALUE),
    /** How long operations took. */
    LATENCY(
            "*P50/P99",
            row -> "",
            row -> row.latencies().stream()
                    .mapToDouble(Row.Latency::p99Ns)
                    .max()
                    .orElse(-1));

    private final String heading;
    private final Function<Row, String> text;
    private final ToDoubleFunction<Row> number;

    Column(String heading, Function<Row, String> text, ToDoubleFunction<Row> number) {
        this.heading = heading;
        this.text = text;
        this.number = number;
    }

    /** Its heading, as {@link io.parley.cli.output.Table} takes it. */
    String heading() {
        return heading;
    }

    /** What stands in it. */
    String text(Row row, Terminal terminal) {
        return this != LATENCY
                ? text.apply(row)
                : row.latencies().stream()
                        .filter(each -> each.count() > 0)
                        .map(each -> each.kind() + " " + Nanos.text(each.p50Ns(), terminal) + "/"
                                + Nanos.text(each.p99Ns(), terminal))
                        .collect(Collectors.joining(", "));
    }

    /** How rows are sorted by it; those that are equal by name. */
    Comparator<Row> order() {
        Comparator<Row> names = Comparator.comparing(Row::file);
        if (this == NAME) {
            return names;
        }
        return this == KIND
                ? Comparator.comparing(Row::kind).thenComparing(names)
                : Comparator.comparingDouble(number).reversed().thenComparing(names);
    }

    /** The next one, after the last the first. */
    Column next() {
        return values()[(ordinal() + 1) % values().length];
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    private static double number(Optional<? extends Number> number) {
        return number.map(Number::doubleValue).orElse(-1.0);
    }

    private static String rate(Optional<Double> perSecond) {
        return perSecond
                .map(rate -> rate > 0 && rate < 10 ? String.format(Locale.ROOT, "%.1f", rate) : text(Math.round(rate)))
                .orElse("");
    }

    private static String text(Number number) {
        return Figures.text(number);
    }
}
