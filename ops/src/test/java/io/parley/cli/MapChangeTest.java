package io.parley.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.Codecs;
import io.parley.Parley;
import io.parley.collection.SharedMap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** map put, rm and load. */
@Timeout(60)
class MapChangeTest {
    @TempDir
    private Path directory;

    private Parley parley;
    private SharedMap<String, Long> counts;

    @BeforeEach
    void open() {
        parley = Parley.open(directory.resolve("domain"));
        counts = parley.map("counts", Codecs.utf8(), Codecs.int64());
        counts.put("a", 1L);
    }

    @AfterEach
    void close() {
        parley.close();
    }

    private CommandRun run(String... args) {
        return CommandRun.in(parley.directory().toString(), args);
    }

    @Test
    void shouldPutAValue() {
        CommandRun added = run("map", "put", "--yes", "counts", "b", "2");
        CommandRun replaced = run("map", "put", "--yes", "counts", "a", "-7");

        assertThat(added.exitCode()).as(added.err()).isZero();
        assertThat(added.out().lines()).containsExactly("put b into counts.map: 2; there is no such key yet", "put b");
        assertThat(replaced.out().lines())
                .containsExactly("put a into counts.map: -7 in place of 1", "put a in place of 1");
        assertThat(counts).containsOnly(Map.entry("a", -7L), Map.entry("b", 2L));
    }

    @Test
    void shouldSayWhatItWouldPutAndNotDoIt() {
        CommandRun run = run("map", "put", "--dry-run", "counts", "a", "2");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out().lines()).containsExactly("would put a into counts.map: 2 in place of 1");
        assertThat(counts).containsOnly(Map.entry("a", 1L));
    }

    @Test
    void shouldChangeNothingIfNobodyCanBeAsked() {
        assertThat(run("map", "put", "counts", "a", "2").exitCode()).isEqualTo(2);
        assertThat(run("map", "rm", "counts", "a").err()).contains("nothing was done", "next: parley map rm --yes");
        assertThat(counts).containsOnly(Map.entry("a", 1L));
    }

    @Test
    void shouldRefuseWhatIsNoneOfTheCodecs() {
        parley.map("flags", Codecs.utf8(), Codecs.bool()).put("a", true);
        parley.map("arrays", Codecs.utf8(), Codecs.int64Array()).put("a", new long[] {1});

        assertThat(run("map", "put", "--yes", "counts", "a", "many").exitCode()).isEqualTo(1);
        assertThat(run("map", "put", "--yes", "flags", "a", "yes").err()).contains("neither true nor false");
        assertThat(run("map", "put", "--yes", "arrays", "a", "[2]").err()).contains("cannot be given as text");
        assertThat(parley.map("flags", Codecs.utf8(), Codecs.bool())).containsEntry("a", true);
        assertThat(counts).containsOnly(Map.entry("a", 1L));
    }

    @Test
    void shouldPutBytesOfForeignCodecs() {
        record Point(int x) {}
        SharedMap<Integer, Point> points = parley.map("points", Codecs.int32(), Codecs.record(Point.class));
        points.put(1, new Point(5));
        String bytes = run("map", "get", "points", "1").out().strip();

        assertThat(run("map", "put", "--yes", "points", "2", bytes).exitCode()).isZero();

        assertThat(points).containsEntry(2, new Point(5));
    }

    @Test
    void shouldRemoveAKey() {
        CommandRun run = run("map", "rm", "--yes", "counts", "a");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out().lines()).containsExactly("remove a from counts.map: 1", "removed a: 1");
        assertThat(counts).isEmpty();
        assertThat(run("map", "rm", "--yes", "counts", "a").exitCode()).isEqualTo(4);
    }

    @Test
    void shouldLoadWhatDumpWrote() throws IOException {
        SharedMap<String, String> texts =
                parley.map("texts", Codecs.utf8(), Codecs.utf8(), options -> options.insertionOrder(true));
        texts.put("z", "tab\t, line\n, \\ and \r");
        texts.put("a\tb", "");
        texts.put("n", "\\n");
        Path file = directory.resolve("dump.txt");
        Files.writeString(file, run("map", "dump", "texts").out());
        SharedMap<String, String> copy =
                parley.map("copy", Codecs.utf8(), Codecs.utf8(), options -> options.insertionOrder(true));
        copy.put("n", "old");
        copy.put("kept", "k");

        CommandRun dry = run("map", "load", "--dry-run", "copy", file.toString());
        CommandRun run = run("map", "load", "--yes", "copy", file.toString());

        assertThat(dry.out().lines())
                .containsExactly("would put 3 entries of " + file + " into copy.map: 1 keys are there already and get"
                        + " the value of the file; the map has 2 entries");
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).endsWith("put 3 entries; the map has 4" + System.lineSeparator());
        assertThat(copy).containsAllEntriesOf(texts).containsEntry("kept", "k").hasSize(4);
    }

    @Test
    void shouldCheckAFileBeforeItPutsAnything() throws IOException {
        Path file = directory.resolve("entries.txt");
        Files.writeString(file, "b\t2\nc three\n");
        assertThat(run("map", "load", "--yes", "counts", file.toString()).err())
                .contains("nothing was done: " + file + ", line 2: not a key, a tab and a value");
        Files.writeString(file, "b\t2\nc\tthree\n");
        CommandRun run = run("map", "load", "--yes", "counts", file.toString());

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains(file + ", line 2: For input string: \"three\"");
        assertThat(counts).containsOnly(Map.entry("a", 1L));
        assertThat(run(
                                "map",
                                "load",
                                "--yes",
                                "counts",
                                directory.resolve("none").toString())
                        .exitCode())
                .isEqualTo(1);
    }

    @Test
    void shouldRefuseWhatIsAMapUnderneathOnly() {
        parley.set("seen", Codecs.int64()).add(42L);

        assertThat(run("map", "put", "--yes", "seen", "1", "2").err()).contains("not a map but a set");
    }
}
