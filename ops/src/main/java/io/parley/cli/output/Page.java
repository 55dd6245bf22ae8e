package io.parley.cli.output;

import java.io.PrintWriter;

/**
 * Where a command prints for people.
 *
 * @param out where to
 * @param terminal what that can show
 * @param columns how wide it is
 */
public record Page(PrintWriter out, Terminal terminal, int columns) {
    /** Prints a line. */
    public void line(String text) {
        out.println(text);
    }

    /** Prints a line of some importance. */
    public void line(Style style, String text) {
        out.println(terminal.paint(style, text));
    }

    /** Prints a table. */
    public void table(Table table) {
        table.print(out, terminal, columns);
    }

    /** Prints a record, a line for each figure. */
    public void figures(Record figures) {
        Figures.print(figures, out, terminal, columns);
    }
}
