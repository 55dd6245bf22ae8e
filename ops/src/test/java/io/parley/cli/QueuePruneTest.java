package io.parley.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.Codecs;
import io.parley.Parley;
import io.parley.queue.Position;
import io.parley.queue.Retention;
import io.parley.queue.SharedQueue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(180)
class QueuePruneTest {
    private static final String LONG = "x".repeat(20_000);

    @TempDir
    private Path directory;

    private Parley parley;
    private SharedQueue<String> fills;

    /** Several files with some ten messages each, of which the last five were not taken. */
    @BeforeEach
    void open() throws InterruptedException {
        parley = Parley.open(directory.resolve("domain"));
        fills = parley.queue("fills", Codecs.utf8(), o -> o.rollBytes(1 << 18));
        for (int i = 0; i < 60; i++) {
            fills.put(LONG + i);
        }
        for (int i = 0; i < 55; i++) {
            fills.take();
        }
    }

    @AfterEach
    void close() {
        parley.close();
    }

    private CommandRun run(String line) {
        return CommandRun.in(parley.directory().toString(), line.split(" "));
    }

    private long files() throws IOException {
        try (Stream<Path> files = Files.list(fills.path().resolve("log"))) {
            return files.filter(each -> each.toString().endsWith(".cq4")).count();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"--read", "--keep 0s", "--before 2100-01-01"})
    void shouldDeleteWhatEverybodyHasRead(String rule) throws IOException {
        long before = files();

        CommandRun dry = run("queue prune fills --dry-run " + rule);
        assertThat(files()).isEqualTo(before);
        CommandRun run = run("queue prune fills --yes " + rule);

        assertThat(dry.exitCode()).as(dry.err()).isZero();
        assertThat(dry.out()).contains("would delete ", ".cq4 stays: ");
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out().lines()).last().asString().matches("deleted [0-9]+ messages in [0-9]+ files");
        assertThat(files()).isLessThan(before);
        assertThat(fills.retention()).isEqualTo(Retention.everything());
        assertThat(fills.poll()).isEqualTo(LONG + 55);
    }

    @Test
    void shouldKeepWhatASubscriberHasNotRead() throws IOException {
        long before = files();
        fills.subscriber("audit", options -> options.from(Position.start())).close();

        CommandRun run = run("queue prune fills --read --yes");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .contains("stays: subscriber 'audit' is at message 0")
                .endsWith("nothing to delete\n");
        assertThat(files()).isEqualTo(before);
    }

    @Test
    void shouldKeepWhatIsYoungAndWhatTheRulesKeep() throws IOException {
        long before = files();

        CommandRun young = run("queue prune fills --keep 7d --yes");
        CommandRun own = run("queue prune fills --yes");
        CommandRun asked = run("queue prune fills --read");

        assertThat(young.out()).contains("its newest message is ").endsWith("nothing to delete\n");
        assertThat(own.out()).contains("the queue keeps everything").endsWith("nothing to delete\n");
        assertThat(asked.exitCode()).isEqualTo(2);
        assertThat(asked.err()).contains("nobody can be asked");
        assertThat(files()).isEqualTo(before);
        assertThat(run("queue prune fills --before -3").exitCode()).isEqualTo(2);
        assertThat(run("queue prune fills --read --keep 1d").exitCode()).isEqualTo(2);
    }
}
