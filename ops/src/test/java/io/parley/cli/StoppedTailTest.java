package io.parley.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.Codecs;
import io.parley.Parley;
import io.parley.queue.Retention;
import io.parley.queue.SharedQueue;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A {@code parley queue tail} that follows, in a process of its own, holds nobody up: also when it is stopped. */
@Timeout(180)
class StoppedTailTest {
    private static final String LONG = "x".repeat(200_000);

    @TempDir
    private Path directory;

    private Parley parley;
    private SharedQueue<String> fills;
    private Process tail;
    private BufferedReader out;

    @BeforeEach
    void follow() throws IOException, InterruptedException {
        parley = Parley.open(directory.resolve("domain"));
        // Two fit in. A file of the log goes when all of it was taken, which is soon with messages that are long.
        fills = parley.queue(
                "fills",
                Codecs.utf8(),
                o -> o.capacity(2)
                        .rollBytes(256 << 10)
                        .retention(Retention.everything().keepUntilRead()));
        fills.put("one");
        tail = CommandRun.process(
                        "queue",
                        "tail",
                        "--follow",
                        "--bare",
                        "--domain",
                        parley.directory().toString(),
                        "fills")
                .redirectError(directory.resolve("err.txt").toFile())
                .start();
        out = new BufferedReader(new InputStreamReader(tail.getInputStream(), StandardCharsets.UTF_8));
        assertThat(out.readLine()).isEqualTo("one");
    }

    @AfterEach
    void end() {
        tail.destroyForcibly();
        parley.close();
    }

    @Test
    void shouldPrintWhatComesUntilTheQueueIsClosed() throws Exception {
        fills.put("two");
        assertThat(out.readLine()).isEqualTo("two");
        fills.closeForWriting();

        assertThat(out.readLine()).isNull();
        assertThat(tail.waitFor()).isZero();
    }

    @Test
    void shouldEndWithFourWhenTheQueueIsDeleted() throws Exception {
        fills.delete();

        assertThat(out.readLine()).isNull();
        assertThat(tail.waitFor()).isEqualTo(4);
        assertThat(directory.resolve("err.txt")).content().contains("parley queue tail: fills.queue is gone");
    }

    @Test
    void shouldHaveNothingOfTheDomainThatItCouldWriteTo() throws IOException {
        Path process = Path.of("/proc", Long.toString(tail.pid()));
        List<String> mapped = Files.readAllLines(process.resolve("maps")).stream()
                .filter(line -> line.contains(parley.directory().toString()))
                .toList();

        assertThat(mapped).isNotEmpty().allMatch(line -> line.split(" +")[1].startsWith("r--"));
        assertThat(openFlags(process)).isNotEmpty().allMatch(flags -> (flags & 3) == 0, "is read-only");
        assertThat(parley.processes()).hasSize(1);
        assertThat(fills.subscribers()).isEmpty();
        assertThat(fills.claims()).isEmpty();
    }

    /** How the process has opened files of the domain. */
    private List<Integer> openFlags(Path process) throws IOException {
        List<Integer> found = new ArrayList<>();
        try (Stream<Path> descriptors = Files.list(process.resolve("fd"))) {
            for (Path each : descriptors.toList()) {
                try {
                    if (Files.readSymbolicLink(each).startsWith(parley.directory())) {
                        String info = Files.readString(process.resolve("fdinfo").resolve(each.getFileName()));
                        found.add(Integer.parseInt(info.split("flags:\\s+")[1].split("\\s")[0], 8));
                    }
                } catch (NoSuchFileException closedMeanwhile) {
                    // not open any more
                }
            }
        }
        return found;
    }

    @Test
    void shouldHoldUpNeitherProducersNorConsumersNorRetentionWhileItIsStopped() throws Exception {
        signal("STOP");
        while (!isStopped()) {
            Thread.onSpinWait();
        }

        for (int i = 0; i < 20; i++) {
            fills.put(LONG + i);
            fills.take();
        }
        fills.put("last");
        fills.applyRetention();
        try (Stream<Path> log = Files.list(fills.path().resolve("log"))) {
            assertThat(log.filter(each -> each.toString().endsWith(".cq4"))).hasSizeLessThan(5);
        }
        assertThat(isStopped()).isTrue();

        fills.closeForWriting();
        signal("CONT");
        List<String> rest = out.lines().map(line -> line.replace(LONG, "long ")).toList();
        // The rest of the file that it had open, and what is left.
        assertThat(rest).startsWith("long 0").endsWith("last").hasSizeLessThan(10);
        assertThat(tail.waitFor()).isEqualTo(3);
        assertThat(directory.resolve("err.txt")).content().contains("messages are missing; messages 2 to ");
    }

    private void signal(String name) throws Exception {
        assertThat(new ProcessBuilder("kill", "-" + name, Long.toString(tail.pid()))
                        .start()
                        .waitFor())
                .isZero();
    }

    private boolean isStopped() throws IOException {
        String stat = Files.readString(Path.of("/proc", Long.toString(tail.pid()), "stat"));
        return stat.substring(stat.lastIndexOf(')') + 2).startsWith("T");
    }
}
