package io.parley.perf.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.perf.report.Chart.Line;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class ChartTest {
    private static final Line SOCKET = new Line("JDK socket", false, List.of(us(20), us(30), us(40)));
    private static final Line QUEUE = new Line("SharedQueue, spin", true, List.of(us(10), us(15), us(20)));
    private static final Chart CHART =
            new Chart("Round trip, 32 B", true, List.of(SOCKET, QUEUE), Map.of("Python Pipe", "absent (no python3)"));

    @Test
    void shouldShowTheSpreadOfRunsAndTheRatioToParley() {
        assertThat(CHART.table().toString().lines())
                .element(2)
                .asString()
                .startsWith("| JDK socket | 3 | 30.0 | 67 % | 30.0 | 67 % | 40.0 | 0.50 × |");
    }

    @Test
    void shouldPutWhatWasMeasuredForTwoChartsIntoOneLine() {
        Chart again = new Chart("Pipe", true, List.of(new Line("JDK socket", false, List.of(us(50)))), Map.of());

        Chart merged = Chart.merged("Everything", List.of(CHART, again));

        assertThat(merged.lines()).extracting(Line::name).containsExactly("JDK socket", "SharedQueue, spin");
        assertThat(merged.lines().get(0).runs()).hasSize(4);
        assertThat(merged.lines().get(0).all().getTotalCount()).isEqualTo(40);
    }

    @Test
    void shouldSayWhatCouldNotBeMeasured() {
        String row = "| Python Pipe | absent (no python3) |  |  |  |  |  |  |";

        assertThat(CHART.table().toString().lines()).contains(row);
        assertThat(Chart.merged("Everything", List.of(CHART)).table().toString().lines())
                .contains(row);
    }

    @Test
    void shouldNameFilesAfterWhatTheyHave() {
        assertThat(CHART.slug()).isEqualTo("round-trip-32-b");
        assertThat(CHART.fileOf(QUEUE, 1)).isEqualTo("round-trip-32-b_sharedqueue-spin-2.hlog");
    }

    private static Histogram us(long median) {
        Histogram ns = new Histogram(3);
        LongStream.range(0, 10).forEach(i -> ns.recordValue(median * 1_000));
        return ns;
    }
}
