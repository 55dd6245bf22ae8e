package io.parley.perf.rig;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.perf.OtherJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogProcessor;
import org.HdrHistogram.HistogramLogReader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class HlogFileTest {
    private final Histogram ns = new Histogram(600_000_000_000L, 3);
    private Path file;

    @BeforeEach
    void write(@TempDir Path directory) throws IOException {
        for (int us = 1; us <= 1_000; us++) {
            ns.recordValue(us * 1_000L);
        }
        ns.setStartTimeStamp(1_700_000_000_000L);
        ns.setEndTimeStamp(1_700_000_002_500L);
        file = directory.resolve("queue.hlog");
        HlogFile.write(file, ns, List.of("commit: 4711", "two\nlines"));
    }

    @Test
    void shouldComeBackFromTheStockReaderAsItWas() throws IOException {
        try (HistogramLogReader reader = new HistogramLogReader(file.toFile())) {
            Histogram read = (Histogram) reader.nextIntervalHistogram();

            assertThat(read).isEqualTo(ns);
            assertThat(read.getEndTimeStamp() - read.getStartTimeStamp()).isEqualTo(2_500);
            assertThat(reader.hasNext()).isFalse();
        }
    }

    @Test
    void shouldSayWhereItIsFrom() throws IOException {
        assertThat(Files.readAllLines(file)).contains("#[commit: 4711]", "#[two lines]");
    }

    @Test
    void shouldBeReadByTheStockProcessor() throws IOException, InterruptedException {
        Path out = file.resolveSibling("processed");

        OtherJvm.run(
                List.of(),
                Map.of(),
                HistogramLogProcessor.class,
                "-i",
                file.toString(),
                "-o",
                out.toString(),
                "-outputValueUnitRatio",
                "1000");

        assertThat(Files.readString(Path.of(out + ".hgrm")))
                .contains("Total count    =         1000")
                .containsPattern("\\n +500\\.\\d+ 0\\.500000000000 +500 ");
    }
}
