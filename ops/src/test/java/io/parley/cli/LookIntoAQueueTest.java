package io.parley.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.Codecs;
import io.parley.Parley;
import io.parley.ParleyConfig;
import io.parley.queue.SharedQueue;
import io.parley.queue.Subscriber;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The commands of the page print what the page says, but for times, process ids and indexes. */
@Timeout(180)
class LookIntoAQueueTest {
    private static final Path PAGE = Path.of("../docs/operating/look-into-a-queue.md");
    private static final Pattern SESSION = Pattern.compile("(?ms)^```console\\n(.*?)^```");
    private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");

    @TempDir
    private Path directory;

    @Test
    void shouldPrintWhatThePageShows() throws Exception {
        try (Parley parley =
                Parley.open(ParleyConfig.at(directory.resolve("orders")).withProcessName("pricer"))) {
            populate(parley);
            StringBuilder printed = new StringBuilder();
            StringBuilder shown = new StringBuilder();
            for (Matcher session = SESSION.matcher(Files.readString(PAGE)); session.find(); ) {
                shown.append(session.group(1));
                for (String line : session.group(1).lines().toList()) {
                    if (line.startsWith("$ ")) {
                        printed.append(line).append('\n').append(run(parley.directory(), line));
                    }
                }
            }
            assertThat(lasting(printed.toString(), parley)).isEqualTo(lasting(shown.toString(), parley));
            assertThat(shown.toString().lines().filter(line -> line.startsWith("$ ")))
                    .hasSizeGreaterThan(8);
        }
    }

    private static void populate(Parley parley) throws InterruptedException {
        SharedQueue<String> fills = parley.queue("fills", Codecs.utf8());
        fills.subscriber("audit").close();
        Subscriber<String> risk = fills.subscriber("risk");
        for (String each : List.of("AAPL 100", "MSFT 20", "IBM -5", "AAPL 7", "ORCL 11")) {
            fills.put(each);
        }
        fills.take();
        fills.take();
        fills.claim().deadLetter("negative quantity");
        for (int i = 0; i < 4; i++) {
            risk.take();
        }
        risk.commit();
    }

    private static String run(Path domain, String line) throws IOException {
        List<String> words = new ArrayList<>();
        String command = line.substring(2).replaceAll("\\s+#.*", "");
        for (Matcher word = WORD.matcher(command); word.find(); ) {
            words.add(word.group(1) != null ? word.group(1) : word.group(2));
        }
        assertThat(words.remove(0)).isEqualTo("parley");
        CommandRun run = CommandRun.in(domain.toString(), words.toArray(new String[0]));
        return run.out() + run.err();
    }

    /** What is the same tomorrow. */
    private static String lasting(String text, Parley parley) {
        return text.replace(parley.directory().toString(), "DOMAIN")
                .replaceAll("[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9:]{8}[.][0-9]{3}", "TIME")
                .replaceAll("[0-9-]{10}T[0-9:.]+Z", "TIME")
                .replaceAll("0x[0-9a-f]{10,}", "INDEX")
                .replaceAll("[0-9]{8}F[.]cq4", "FILE.cq4")
                .replaceAll("pid [0-9]+", "pid PID");
    }
}
