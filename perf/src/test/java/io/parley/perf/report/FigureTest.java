package io.parley.perf.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class FigureTest {
    @Test
    void shouldShowRatiosWithUsefulDigits() {
        assertThat(Figure.ratio(3, 2)).isEqualTo("1.50 ×");
        assertThat(Figure.ratio(14, 15_000)).isEqualTo("1/1,071");
        assertThat(Figure.ratio(1, 0)).isEmpty();
    }

    @Test
    void shouldShowTimesWithUsefulDigits() {
        assertThat(Figure.ns(4.444)).isEqualTo("4.44");
        assertThat(Figure.ns(44.44)).isEqualTo("44.4");
        assertThat(Figure.ns(4444.4)).isEqualTo("4,444");
    }

    @Test
    void shouldMakeMarkdown() {
        Table table = new Table("what", "ns").row("get", "1.5");

        assertThat(table).hasToString("| what | ns |\n|---|---:|\n| get | 1.5 |\n\n");
        assertThatThrownBy(() -> table.row("get")).isInstanceOf(IllegalArgumentException.class);
    }
}
