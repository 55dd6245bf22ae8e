package io.parley.cli.top;

import io.parley.ProcessInfo;
import io.parley.cli.output.Page;
import io.parley.cli.output.Style;
import io.parley.cli.output.Table;
import io.parley.cli.output.Terminal;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** A domain between two looks, for people. */
public final class TopPage {
    /** Lines that are no objects: two above, the headings, one below. */
    private static final int OTHERS = 4;

    private TopPage() {}

    /** Prints all of it. */
    public static void print(Top found, Order order, Page page) {
        List<Row> rows = order.of(found.objects());
        page.line(Style.HEADING, head(found, order, ""));
        page.line(processes(found.processes()));
        page.table(table(rows, page.terminal()));
    }

    /** What fits the screen. */
    public static List<String> lines(Top found, Controls controls, Terminal terminal, Terminal.Size size) {
        List<Row> rows = controls.order().of(found.objects());
        int fitting = Math.max(0, Math.min(rows.size(), size.lines() - OTHERS));
        int hidden = rows.size() - fitting;
        StringWriter text = new StringWriter();
        Page page = new Page(new PrintWriter(text), terminal, size.columns());
        page.line(Style.HEADING, head(found, controls.order(), controls.isPaused() ? "  paused" : ""));
        page.line(processes(found.processes()));
        page.table(table(rows.subList(0, fitting), terminal));
        page.out().flush();
        List<String> lines = text.toString().lines().collect(Collectors.toList());
        while (lines.size() < size.lines() - 1) {
            lines.add("");
        }
        lines.add(controls.prompt() + (hidden == 0 ? "" : "  (" + hidden + " more)"));
        return lines;
    }

    private static String head(Top found, Order order, String paused) {
        LocalTime time = LocalTime.ofInstant(found.at(), ZoneId.systemDefault()).truncatedTo(ChronoUnit.SECONDS);
        return found.domain().getFileName() + "  " + time + "  "
                + found.objects().size() + " objects, by " + order.by()
                + (order.reversed() ? ", reversed" : "")
                + (order.filter().isEmpty() ? "" : ", with " + order.filter())
                + paused;
    }

    /** With the slots, which messages name instead of processes. */
    private static String processes(List<ProcessInfo> processes) {
        long dead = processes.stream().filter(each -> !each.alive()).count();
        return (processes.size() - dead) + " live, " + dead + " dead:"
                + processes.stream()
                        .map(each -> " " + each.slot() + "=" + each.pid() + " " + each.name()
                                + (each.alive() ? "" : " (dead)"))
                        .collect(Collectors.joining(","));
    }

    /** Without columns in which nothing stands. */
    private static Table table(List<Row> rows, Terminal terminal) {
        List<Column> columns = Arrays.stream(Column.values())
                .filter(column -> column == Column.NAME
                        || rows.stream()
                                .anyMatch(row -> !column.text(row, terminal).isEmpty()))
                .toList();
        Table table = new Table(columns.stream().map(Column::heading).toArray(String[]::new));
        for (Row row : rows) {
            Style style = row.problem().isEmpty() ? row.waiters() == 0 ? Style.PLAIN : Style.WARNING : Style.BAD;
            table.row(
                    style,
                    columns.stream().map(column -> column.text(row, terminal)).toArray());
        }
        return table;
    }
}
