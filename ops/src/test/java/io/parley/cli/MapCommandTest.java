package io.parley.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.Codec;
import io.parley.Codecs;
import io.parley.Parley;
import io.parley.collection.SharedMap;
import io.parley.collection.SharedNamespace;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class MapCommandTest {
    @TempDir
    private Path directory;

    private Parley parley;

    record Order(long id, String symbol) {}

    @BeforeEach
    void open() {
        parley = Parley.open(directory.resolve("domain"));
    }

    @AfterEach
    void close() {
        parley.close();
    }

    private CommandRun run(String verb, String... more) {
        String[] args = new String[more.length + 3];
        args[0] = "map";
        args[1] = verb;
        args[2] = parley.directory().toString();
        System.arraycopy(more, 0, args, 3, more.length);
        return CommandRun.of(args);
    }

    private <K, V> SharedMap<K, V> map(String name, Codec<K> keys, Codec<V> values, K key, V value) {
        SharedMap<K, V> map = parley.map(name, keys, values);
        map.put(key, value);
        return map;
    }

    @Test
    void shouldListWhatIsAMapUnderneath() {
        map("orders", Codecs.int64(), Codecs.record(Order.class), 1L, new Order(1, "X"));
        parley.set("seen", Codecs.utf8());
        parley.longValue("no-map");

        CommandRun run = run("ls");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out().lines()).hasSize(3);
        assertThat(run.out().lines().skip(1))
                .satisfiesExactly(
                        line -> assertThat(line.strip()).matches("1 +[0-9,]+ +map +orders +int64, record:.*Order:.*"),
                        line -> assertThat(line.strip()).matches("0 +[0-9,]+ +set +seen +utf8, .*"));
    }

    @Test
    void shouldReportAMapThatCannotBeReadAndListTheOthers() throws IOException {
        map("good", Codecs.utf8(), Codecs.utf8(), "a", "b");
        Path bad = Files.createDirectory(parley.directory().resolve("bad.map"));
        Files.writeString(bad.resolve("state.parley"), "nonsense");

        CommandRun run = run("ls");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).contains(" good ");
        assertThat(run.err()).startsWith("parley map ls: not a map: " + bad);
    }

    @Test
    void shouldSayHowAMapIsFilled() {
        SharedMap<String, Long> map = map("counts", Codecs.utf8(), Codecs.int64(), "a", 1L);
        map.put("b", 2L);

        CommandRun run = run("stat", "counts");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .contains("counts.map: map, keys utf8, values int64")
                .containsPattern("entries +2\\R")
                .containsPattern("repairs +0 ")
                .containsPattern("bytes +data\\.1\\R")
                .containsPattern("bytes +state\\.parley\\R");
        long segments = run.out()
                .lines()
                .dropWhile(line -> !line.startsWith("SEGMENT"))
                .skip(1)
                .count();
        assertThat(Long.bitCount(segments)).isEqualTo(1);
    }

    @Test
    void shouldPrintValuesOfParleysOwnCodecsAsText() {
        map("texts", Codecs.utf8(), Codecs.utf8(), "k", "one\ttwo");
        map("numbers", Codecs.int64(), Codecs.float64(), -7L, 0.5);
        map("bytes", Codecs.bytes(), Codecs.bytes(), new byte[] {1, -1}, new byte[] {2, 3});
        map("arrays", Codecs.bool(), Codecs.int64Array(), true, new long[] {1, 2});
        map("orders", Codecs.int32(), Codecs.record(Order.class), 1, new Order(1, ""));

        assertThat(run("get", "texts", "k").out()).isEqualToIgnoringNewLines("one\\ttwo");
        assertThat(run("get", "numbers", "--", "-7").out()).isEqualToIgnoringNewLines("0.5");
        assertThat(run("get", "bytes", "0x01ff").out()).isEqualToIgnoringNewLines("0x0203");
        assertThat(run("get", "arrays", "true").out()).isEqualToIgnoringNewLines("[1, 2]");
        assertThat(run("get", "orders", "1").out()).startsWith("0x0100000000000000");
    }

    @Test
    void shouldDumpMapsInTheirOrderAndSets() {
        SharedMap<String, Long> map =
                parley.map("counts", Codecs.utf8(), Codecs.int64(), options -> options.insertionOrder(true));
        map.put("z", 1L);
        map.put("a", 2L);
        parley.set("seen", Codecs.int64()).add(42L);

        assertThat(run("dump", "counts").out().lines()).containsExactly("z\t1", "a\t2");
        assertThat(run("dump", "seen").out().lines()).containsExactly("42");
    }

    @Test
    void shouldPrintSelfDescribingValuesAsPythonDoes() {
        SharedNamespace namespace = parley.namespace("settings", Order.class);
        namespace.set("x", List.of(1, "a\nb"));
        namespace.set("order", new Order(1, ""));
        map("mixed", Codecs.utf8(), Codecs.any(Order.class), "k", List.of(1, "a"))
                .put("o", new Order(1, ""));

        CommandRun dump = run("dump", "settings");

        assertThat(dump.exitCode()).isZero();
        assertThat(dump.out().lines())
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("order\tvalue cannot be decoded: "),
                        line -> assertThat(line).isEqualTo("x\t[1, 'a\\nb']"));
        assertThat(run("get", "mixed", "k").out()).isEqualToIgnoringNewLines("[1, 'a']");
        assertThat(run("get", "mixed", "o").out()).startsWith("0x");
    }

    @Test
    void shouldMakeAMapSmall() {
        SharedMap<Long, byte[]> map = map("large", Codecs.int64(), Codecs.bytes(), 0L, new byte[1]);
        for (long i = 1; i < 2_000; i++) {
            map.put(i, new byte[1_000]);
        }
        for (long i = 1; i < 2_000; i++) {
            map.remove(i);
        }
        long before = bytes();

        CommandRun run = run("compact", "large");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("were ").contains("; 1 entries");
        assertThat(bytes()).isLessThan(before / 2);
        assertThat(map.get(0L)).hasSize(1);
    }

    private long bytes() {
        return Long.parseLong(
                run("ls").out().lines().toList().get(1).strip().split(" +")[1].replace(",", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"stat", "dump", "compact"})
    void shouldEndWithFourWhenThereIsNoSuchMap(String verb) {
        CommandRun run = run(verb, "none");

        assertThat(run.exitCode()).isEqualTo(4);
        assertThat(run.err().lines())
                .containsExactly(
                        "parley map " + verb + ": no map none in " + parley.directory(),
                        "  next: parley map ls " + parley.directory());
    }

    @Test
    void shouldEndWithFourWhenThereIsNoSuchKey() {
        map("counts", Codecs.utf8(), Codecs.int64(), "a", 1L);

        CommandRun run = run("get", "counts", "b");

        assertThat(run.exitCode()).isEqualTo(4);
        assertThat(run.err()).isEqualToIgnoringNewLines("parley map get: no key b");
        assertThat(run.out()).isEmpty();
    }

    @Test
    void shouldRefuseKeysThatCannotBeRead() {
        map("numbers", Codecs.int64(), Codecs.int64(), 1L, 1L);
        map("orders", Codecs.record(Order.class), Codecs.int64(), new Order(1, ""), 1L);

        assertThat(run("get", "numbers", "one").exitCode()).isEqualTo(1);
        assertThat(run("get", "orders", "one").err())
                .startsWith("parley map get: what is of codec record:")
                .contains("0x and hexadecimal digits");
    }

    @Test
    void shouldLookWithoutTakingPart() throws IOException {
        SharedMap<String, String> map = map("texts", Codecs.utf8(), Codecs.utf8(), "k", "v");
        parley.set("seen", Codecs.int64()).add(42L);
        byte[] domain = Files.readAllBytes(parley.directory().resolve("domain.parley"));
        byte[] state = Files.readAllBytes(map.path().resolve("state.parley"));

        run("ls");
        run("stat", "texts");
        run("get", "texts", "k");
        run("dump", "texts");
        run("dump", "seen");

        assertThat(parley.directory().resolve("domain.parley")).hasBinaryContent(domain);
        assertThat(map.path().resolve("state.parley")).hasBinaryContent(state);
        assertThat(parley.processes()).hasSize(1);
    }

    @Test
    void shouldPrintWholeEntriesOfADamagedMap() throws IOException {
        SharedMap<String, String> map = map("texts", Codecs.utf8(), Codecs.utf8(), "good", "whole");
        map.put("bad", "xyzzy xyzzy xyzzy");
        Path data = map.path().resolve("data.1");
        byte[] bytes = Files.readAllBytes(data);
        bytes[new String(bytes, StandardCharsets.ISO_8859_1).indexOf("xyzzy")] ^= 1;
        Files.write(data, bytes);

        CommandRun run = run("dump", "texts");

        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.out()).isEqualToIgnoringNewLines("good\twhole");
        assertThat(run.err().lines())
                .containsExactly(
                        "parley map dump: 1 entries do not match their checksums and were left out: " + map.path(),
                        "  next: parley map verify " + map.path());
    }

    @Test
    void shouldAskWhichOfSeveral() {
        map("seen", Codecs.utf8(), Codecs.utf8(), "a", "b");
        parley.set("seen", Codecs.utf8()).add("x");

        assertThat(run("dump", "seen").exitCode()).isEqualTo(1);
        assertThat(run("dump", "seen").err()).contains("[seen.map, seen.set]");
        assertThat(run("dump", "seen.set").out().lines()).containsExactly("x");
    }

    @Test
    void shouldVerifyAMapByItsDirectoryAlone() {
        SharedMap<String, Long> map = map("counts", Codecs.utf8(), Codecs.int64(), "a", 1L);

        CommandRun run = CommandRun.of("map", "verify", map.path().toString());

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).startsWith(map.path() + ": 1 good entries, ").contains(" 0 damages");
    }

    @Test
    void shouldNameTheDamagedSegmentAndSalvageTheRest() throws IOException {
        SharedMap<String, String> map = map("texts", Codecs.utf8(), Codecs.utf8(), "good", "whole");
        map.put("bad", "xyzzy xyzzy xyzzy");
        Path data = map.path().resolve("data.1");
        byte[] bytes = Files.readAllBytes(data);
        bytes[new String(bytes, StandardCharsets.ISO_8859_1).indexOf("xyzzy")] ^= 1;
        Path copy = Files.createDirectory(directory.resolve("copy.map"));
        Files.write(copy.resolve("data.1"), bytes);
        Files.copy(map.path().resolve("state.parley"), copy.resolve("state.parley"));

        CommandRun verified = CommandRun.of("map", "verify", copy.toString());
        CommandRun salvaged = run("salvage", "saved", copy.toString());

        assertThat(verified.exitCode()).isEqualTo(1);
        assertThat(verified.out())
                .containsPattern("copy\\.map/data\\.1, segment [0-9]+, byte [0-9]+: slot [0-9]+ ")
                .contains(": 1 good entries, ")
                .contains(" 1 damages");
        assertThat(salvaged.exitCode()).isZero();
        assertThat(salvaged.out()).contains("saved.map: 1 entries");
        assertThat(run("dump", "saved").out()).isEqualToIgnoringNewLines("good\twhole");
    }

    @Test
    void shouldAskForTheCodecsThatADamagedMapCannotTell() throws IOException {
        SharedMap<Long, String> map = map("texts", Codecs.int64(), Codecs.utf8(), 7L, "seven");
        Path copy = Files.createDirectory(directory.resolve("copy.map"));
        Files.copy(map.path().resolve("data.1"), copy.resolve("data.1"));

        CommandRun asked = run("salvage", "saved", copy.toString());
        CommandRun told = run("salvage", "saved", copy.toString(), "--keys", "int64", "--values", "utf8");

        assertThat(asked.exitCode()).isEqualTo(1);
        assertThat(asked.err()).contains("say with --keys which codec it had");
        assertThat(told.exitCode()).isZero();
        assertThat(parley.map("saved", Codecs.int64(), Codecs.utf8())).containsEntry(7L, "seven");
    }

    @Test
    void shouldNotVerifyWhatIsNoMap() {
        CommandRun run = CommandRun.of("map", "verify", directory.toString());

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).startsWith("parley map verify: not a map: " + directory);
    }
}
