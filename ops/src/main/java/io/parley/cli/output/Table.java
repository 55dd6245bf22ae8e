package io.parley.cli.output;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Rows of cells below each other. If the screen is too narrow, the columns that may be cut are, the last one first.
 *
 * <p>A heading says how its column stands: {@code ">BYTES"} to the right, {@code "*STATE"} may be cut, others to the
 * left.
 */
public final class Table {
    private static final String GAP = "  ";
    private static final int NARROWEST = 8;

    private final List<String> headings = new ArrayList<>();
    private final List<Character> sorts = new ArrayList<>();
    private final List<Row> rows = new ArrayList<>();

    private record Row(Style style, List<String> cells) {}

    /** A table with these headings. */
    public Table(String... headings) {
        for (String heading : headings) {
            char sort = heading.charAt(0);
            boolean marked = sort == '>' || sort == '*';
            sorts.add(marked ? sort : '<');
            this.headings.add(marked ? heading.substring(1) : heading);
        }
    }

    /** Adds a row; whole numbers get separators. */
    public Table row(Object... cells) {
        return row(Style.PLAIN, cells);
    }

    /** Adds a row that is of some importance. */
    public Table row(Style style, Object... cells) {
        List<String> texts = new ArrayList<>();
        for (Object cell : cells) {
            texts.add(text(cell));
        }
        rows.add(new Row(style, texts));
        return this;
    }

    /** A cell, or any other figure, for people. */
    public static String text(Object value) {
        if (value instanceof Long || value instanceof Integer) {
            return String.format(Locale.ROOT, "%,d", value);
        }
        return String.valueOf(value).replaceAll("\\p{Cntrl}", " ");
    }

    /** Prints all of it, at most as wide as the screen. */
    public void print(PrintWriter out, Terminal terminal, int columns) {
        int[] widths = widths(columns);
        out.println(terminal.paint(Style.HEADING, line(headings, widths, terminal)));
        for (Row row : rows) {
            out.println(terminal.paint(row.style, line(row.cells, widths, terminal)));
        }
    }

    private int[] widths(int columns) {
        int[] widths = new int[headings.size()];
        int sum = -GAP.length();
        for (int i = 0; i < widths.length; i++) {
            widths[i] = headings.get(i).length();
            for (Row row : rows) {
                widths[i] = Math.max(widths[i], row.cells.get(i).length());
            }
            sum += widths[i] + GAP.length();
        }
        for (int i = widths.length - 1; i >= 0 && sum > columns; i--) {
            if (sorts.get(i) == '*') {
                int narrower = Math.max(Math.min(NARROWEST, widths[i]), widths[i] - (sum - columns));
                sum -= widths[i] - narrower;
                widths[i] = narrower;
            }
        }
        return widths;
    }

    private String line(List<String> cells, int[] widths, Terminal terminal) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            String cell = cells.get(i);
            String cut = cell.length() <= widths[i] ? cell : cell.substring(0, widths[i] - 1) + terminal.ellipsis();
            String padding = " ".repeat(widths[i] - cut.length());
            line.append(i == 0 ? "" : GAP).append(sorts.get(i) == '>' ? padding + cut : cut + padding);
        }
        return line.toString().stripTrailing();
    }
}
