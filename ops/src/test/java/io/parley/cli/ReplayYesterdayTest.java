package io.parley.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.Codecs;
import io.parley.Parley;
import io.parley.queue.QueueEntry;
import io.parley.queue.SharedQueue;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code docs/operating/replay-yesterday.md} is what happens. */
@Timeout(180)
class ReplayYesterdayTest {
    @TempDir
    private Path directory;

    @Test
    void shouldHappenAsThePageSays() throws Exception {
        try (Parley parley = Parley.open(directory.resolve("orders"))) {
            SharedQueue<String> fills = parley.queue("fills", Codecs.utf8());
            for (String each : List.of("AAPL 100", "MSFT 20", "IBM -5", "AAPL 7", "ORCL 11")) {
                fills.put(each);
            }
            parley.queue("counts", Codecs.int64());
            List<QueueEntry<String>> entries = new ArrayList<>();
            fills.entries().forEach(entries::add);

            int commands = new Transcript("operating/replay-yesterday.md")
                    .with("orders", parley.directory())
                    .with("2026-11-26", day(entries.get(0)))
                    .with("2026-11-27", day(entries.get(4)).plusDays(1))
                    .with("--to archive", "--to " + directory.resolve("archive"))
                    .with("--archive archive", "--archive " + directory.resolve("archive"))
                    .with("messages in archive", "messages in " + directory.resolve("archive"))
                    .run();

            assertThat(commands).isEqualTo(11);
        }
    }

    private static LocalDate day(QueueEntry<?> entry) {
        return LocalDate.ofInstant(entry.timestamp(), ZoneId.systemDefault());
    }
}
