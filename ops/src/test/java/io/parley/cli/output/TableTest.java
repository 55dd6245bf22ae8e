package io.parley.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TableTest {
    private static String print(Table table, Terminal.Colour colour, int columns) {
        StringWriter text = new StringWriter();
        table.print(new PrintWriter(text, true), Terminal.ofStdout(colour), columns);
        return text.toString();
    }

    private static Table table() {
        return new Table("NAME", ">BYTES", "*STATE")
                .row("a", 1_234_567L, "something long to say")
                .row("longer", 1, "x");
    }

    @Test
    void shouldAlignColumns() {
        assertThat(print(table(), Terminal.Colour.NEVER, Terminal.UNLIMITED))
                .isEqualTo("NAME        BYTES  STATE\n" + "a       1,234,567  something long to say\n"
                        + "longer          1  x\n");
    }

    @Test
    void shouldCutWhatMayBeCutToFitTheScreen() {
        assertThat(print(table(), Terminal.Colour.NEVER, 30).lines())
                .allMatch(line -> line.length() <= 30)
                .element(1)
                .asString()
                .startsWith("a       1,234,567  something");
        assertThat(print(table(), Terminal.Colour.NEVER, 5).lines().toList().get(2))
                .as("what may not be cut, stays")
                .isEqualTo("longer          1  x");
    }

    @Test
    void shouldPaintRowsThatMatter() {
        Table table = new Table("NAME").row(Style.BAD, "broken");

        assertThat(print(table, Terminal.Colour.ALWAYS, 80))
                .isEqualTo("\u001b[1mNAME\u001b[0m\n\u001b[1;31mbroken\u001b[0m\n");
    }

    @Test
    void shouldLetNoNameMoveTheCursor() {
        assertThat(Table.text("a\u001b[2Jb\n")).isEqualTo("a [2Jb ");
    }
}
