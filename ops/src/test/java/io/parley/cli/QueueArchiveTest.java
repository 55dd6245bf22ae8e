package io.parley.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.Codecs;
import io.parley.Parley;
import io.parley.queue.Archive;
import io.parley.queue.SharedQueue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A queue into an archive, and back. */
@Timeout(180)
class QueueArchiveTest {
    @TempDir
    private Path directory;

    private Path archive;
    private Parley parley;
    private SharedQueue<String> fills;

    @BeforeEach
    void open() throws InterruptedException {
        archive = directory.resolve("archive");
        parley = Parley.open(directory.resolve("domain"));
        fills = parley.queue("fills", Codecs.utf8());
        fills.put("one");
        fills.put("two");
        fills.take();
    }

    @AfterEach
    void close() {
        parley.close();
    }

    private CommandRun run(String line) {
        return CommandRun.in(parley.directory().toString(), line.split(" "));
    }

    private CommandRun replay(String options) {
        return run("queue replay --speed max --archive " + archive + options);
    }

    @Test
    void shouldRecordWhatThereIsAndGoOn() throws InterruptedException {
        CommandRun first = run("queue record fills --to " + archive);
        fills.put("three");
        CommandRun second = run("queue record fills --to " + archive);

        assertThat(first.exitCode()).as(first.err()).isZero();
        assertThat(first.out()).isEqualToIgnoringNewLines("recorded fills.queue: 2 messages in " + archive);
        assertThat(second.out()).isEqualToIgnoringNewLines("recorded fills.queue: 3 messages in " + archive);
        assertThat(fills.size()).isEqualTo(2);
        assertThat(Archive.open(archive, Codecs.utf8()).verify().isIntact()).isTrue();
        assertThat(replay(" --json").out())
                .isEqualTo(run("queue cat fills --json").out());
        assertThat(replay(" --bare --from -1").out().lines()).containsExactly("three");
    }

    @Test
    void shouldGiveItBackToAnotherDomain() {
        run("queue record fills --to " + archive);
        try (Parley other = Parley.open(directory.resolve("other"))) {
            CommandRun run = CommandRun.in(
                    other.directory().toString(),
                    ("queue replay --speed max --yes --into fills --archive " + archive).split(" "));

            assertThat(run.exitCode()).as(run.err()).isZero();
            assertThat(run.out()).contains("put 2 messages of archive, from ", "put 2 messages into fills.queue");
            List<String> messages = new ArrayList<>();
            other.queue("fills", Codecs.utf8()).entries().forEach(each -> messages.add(each.message()));
            assertThat(messages).containsExactly("one", "two");
        }
    }

    @Test
    void shouldNeedNoDomainToPrintAnArchive() {
        run("queue record fills --to " + archive);
        parley.close();

        CommandRun run = CommandRun.of("queue", "replay", "--bare", "--speed", "max", "--archive", archive.toString());

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out().lines()).containsExactly("one", "two");
    }

    @Test
    void shouldFollowUntilItIsToldToEnd() throws Exception {
        Process record = CommandRun.process(
                        "queue",
                        "record",
                        "--follow",
                        "--to",
                        archive.toString(),
                        "--domain",
                        parley.directory().toString(),
                        "fills")
                .redirectErrorStream(true)
                .start();
        while (replay(" --bare").out().lines().count() < 2) {
            assertThat(record.isAlive()).isTrue();
        }
        fills.put("three");
        while (replay(" --bare").out().lines().count() < 3) {
            assertThat(record.isAlive()).isTrue();
        }
        CommandRun last = replay(" --from -1");
        CommandRun second = run("queue record fills --to " + archive);
        record.toHandle().destroy(); // and not its output, which the other one closes as well
        String out = new String(record.getInputStream().readAllBytes());
        record.waitFor();

        assertThat(last.exitCode()).isEqualTo(2);
        assertThat(last.err()).contains("where it ends is not known while it is recorded");
        assertThat(second.exitCode()).isEqualTo(1);
        assertThat(second.err()).contains("archive has a recorder already");
        assertThat(out).contains("recorded fills.queue: 3 messages in " + archive);
        assertThat(replay(" --bare --from -1").out().lines())
                .as("it is complete")
                .containsExactly("three");
    }

    @Test
    void shouldSayWhatItWouldDo() throws IOException {
        CommandRun missing = run("queue record fills --dry-run --to " + archive);
        assertThat(archive).doesNotExist();
        run("queue record fills --to " + archive);
        CommandRun there = run("queue record fills --dry-run --to " + archive);

        assertThat(missing.out())
                .isEqualToIgnoringNewLines(
                        "would record fills.queue, to which 2 messages were put, into " + archive + ": to be created");
        assertThat(there.out()).contains(": an archive of fills, to go on with");
    }

    @Test
    void shouldTouchNothingElse() throws IOException {
        Path precious = Files.createDirectory(directory.resolve("precious"));
        Files.writeString(precious.resolve("file"), "text");
        parley.queue("others", Codecs.utf8());
        run("queue record others --to " + archive);

        CommandRun full = run("queue record fills --to " + precious);
        CommandRun file = run("queue record fills --to " + precious.resolve("file"));
        CommandRun other = run("queue record fills --to " + archive);
        CommandRun none = run("queue replay --archive " + precious);

        assertThat(full.exitCode()).isEqualTo(2);
        assertThat(full.err()).contains("neither an archive nor an empty directory: " + precious);
        assertThat(file.exitCode()).isEqualTo(2);
        assertThat(precious).isDirectoryNotContaining("glob:**/archive.lock");
        assertThat(other.exitCode()).isEqualTo(1);
        assertThat(other.err()).contains("archive of another queue");
        assertThat(none.exitCode()).isEqualTo(4);
        assertThat(none.err()).contains("no archive: " + precious).contains("next: parley queue record NAME --to ");
    }
}
