package io.parley.perf.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A table in Markdown; every column but the first is aligned right. */
final class Table {
    private final List<List<String>> rows = new ArrayList<>();
    private final int columns;

    Table(String... header) {
        this.columns = header.length;
        row(List.of(header));
    }

    /** Adds a row that is as long as the header. */
    Table row(List<String> cells) {
        if (cells.size() != columns) {
            throw new IllegalArgumentException("wrong number of cells: found=" + cells + ", columns=" + columns);
        }
        rows.add(cells);
        return this;
    }

    Table row(String... cells) {
        return row(List.of(cells));
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        append(text, rows.get(0));
        text.append("|---|")
                .append(String.join("|", Collections.nCopies(columns - 1, "---:")))
                .append("|\n");
        rows.stream().skip(1).forEach(row -> append(text, row));
        return text.append('\n').toString();
    }

    private static void append(StringBuilder text, List<String> row) {
        text.append("| ").append(String.join(" | ", row)).append(" |\n");
    }
}
