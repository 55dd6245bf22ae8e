package io.parley.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.observe.LatencyHistogram;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** {@code parley hist}. */
@Timeout(120)
class HistCommandTest extends InADomain {
    private LatencyHistogram fills() {
        LatencyHistogram fills = LatencyHistogram.open(parley, "fills");
        for (int i = 0; i < 99; i++) {
            fills.record(100);
        }
        fills.record(10_000_000);
        return fills;
    }

    @Test
    void shouldPrintPercentiles() {
        Histogram all = fills().snapshot();

        CommandRun run = run("hist", "show", "fills");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).startsWith("fills.hist: 100 recorded, mean ");
        assertThat(run.out().lines().map(line -> line.strip().replaceAll(" +", " ")))
                .contains("PERCENT AT MOST NS", "0 100 ns 100", "50 100 ns 100")
                .contains("100 10.0 ms " + String.format(Locale.ROOT, "%,d", all.getValueAtPercentile(100)))
                .hasSize(12);
        assertThat(run("hist", "show", "--json", "fills").out())
                .contains("\"schema\": \"parley/hist/1\"", "\"count\": 100", "\"percent\": 99.9");
    }

    @Test
    void shouldPrintNoPercentilesOfNothing() {
        LatencyHistogram.open(parley, "empty");

        assertThat(run("hist", "show", "empty").out()).isEqualTo("empty.hist: 0 recorded\n");
        assertThat(run("hist", "plot", "empty").out()).isEqualTo("empty.hist: 0 recorded\n");
        assertThat(run("hist", "show", "none").exitCode()).isEqualTo(4);
    }

    @Test
    void shouldDrawLongerBarsForLongerTimes() {
        fills();

        String plot = run("hist", "plot", "fills").out();

        assertThat(bar(plot, "50")).isEqualTo(1);
        assertThat(bar(plot, "100")).isEqualTo(60);
        assertThat(plot.lines()).hasSize(20);
    }

    private static long bar(String plot, String percent) {
        String line = plot.lines()
                .filter(each -> each.strip().startsWith(percent + " "))
                .findFirst()
                .orElseThrow();
        return line.chars().filter(each -> each == '█' || each == '#').count();
    }

    @Test
    void shouldExportWhatHdrHistogramReads() {
        Histogram all = fills().snapshot();

        CommandRun run = run("hist", "export", "--format", "hlog", "fills");

        HistogramLogReader log =
                new HistogramLogReader(new ByteArrayInputStream(run.out().getBytes(StandardCharsets.US_ASCII)));
        Histogram read = (Histogram) log.nextIntervalHistogram();
        assertThat(read.getTotalCount()).isEqualTo(100);
        assertThat(read.getMaxValue()).isEqualTo(all.getMaxValue());
        assertThat(run.out()).startsWith("#[Latency in ns: fills, above one hour: 0]");
    }

    @Test
    void shouldExportWhatTheHistogramItselfExports() throws Exception {
        Path csv = parley.directory().resolveSibling("fills.csv");
        fills().exportPercentilesTo(csv);

        assertThat(run("hist", "export", "--format", "csv", "fills").out()).isEqualTo(Files.readString(csv));
        assertThat(run("hist", "export", "--format", "pdf", "fills").exitCode()).isEqualTo(2);
    }
}
