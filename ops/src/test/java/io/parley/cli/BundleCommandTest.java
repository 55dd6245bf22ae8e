package io.parley.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.Codecs;
import io.parley.Parley;
import io.parley.observe.LatencyHistogram;
import io.parley.process.ProcessPool;
import io.parley.value.MaxBytes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class BundleCommandTest {
    private static final String SECRET = "hunter2_of_somebody";
    private static final long NUMBER = 7_331_433_155_866_177L;

    @TempDir
    private Path directory;

    private Map<String, String> zip(String... domain) throws IOException {
        Path file = directory.resolve("bundle.zip");
        String[] args = new String[domain.length + 3];
        args[0] = "bundle";
        System.arraycopy(domain, 0, args, 1, domain.length);
        args[args.length - 2] = "--into";
        args[args.length - 1] = file.toString();
        CommandRun run = CommandRun.of(args);
        assertThat(run.exitCode()).as(run.err()).isZero();
        Map<String, String> files = new TreeMap<>();
        try (ZipFile zip = new ZipFile(file.toFile())) {
            for (ZipEntry each : zip.stream().toList()) {
                files.put(
                        each.getName().replace("parley-bundle/", ""),
                        new String(zip.getInputStream(each).readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return files;
    }

    @Test
    void shouldSayWhatThisHostIsWithoutADomain() throws IOException {
        Map<String, String> files = zip();

        assertThat(files).containsOnlyKeys("README.txt", "versions.json", "host.txt", "doctor.json");
        assertThat(files.get("versions.json"))
                .contains("parley/versions/1", System.getProperty("java.vm.name"))
                .doesNotContain("\"-D");
        assertThat(files.get("host.txt")).contains("MemTotal", "Max open files");
    }

    @Test
    void shouldHaveEverythingOfADomainButWhatIsInIt() throws Exception {
        try (Parley parley = Parley.open(directory.resolve("domain"));
                ProcessPool pool = parley.pool(o -> o.withName("workers").withWorkers(1))) {
            populate(parley);
            String text = SECRET; // not a constant of the task's class
            assertThat(pool.call(() -> text + text)).contains(SECRET);
            String domain = parley.directory().toString();
            assertThat(CommandRun.of("stat", "--json", "--domain", domain, "text", "number", "numbers", "point")
                            .out())
                    .as("what a bundle must not have, others show")
                    .contains(SECRET, Long.toString(NUMBER));

            Map<String, String> files = zip(domain);

            assertThat(files)
                    .containsOnlyKeys(
                            "README.txt",
                            "versions.json",
                            "host.txt",
                            "doctor.json",
                            "domain.json",
                            "ls.json",
                            "stat.json",
                            "ps.json",
                            "files.txt");
            assertThat(files.get("stat.json"))
                    .contains("orders.queue", "acquisitions", "withheld", "point.struct", "workers.pool");
            assertThat(files.get("ps.json")).contains("importer", "IllegalStateException");
            assertThat(files.get("files.txt")).containsPattern("-rw------- .* number.long\n");
            files.forEach((name, content) -> assertThat(content)
                    .as(name)
                    .doesNotContain(
                            SECRET,
                            Long.toString(NUMBER),
                            Long.toHexString(NUMBER),
                            String.format(Locale.ROOT, "%,d", NUMBER)));
        }
    }

    private static void populate(Parley parley) throws Exception {
        parley.lock("book").lock();
        parley.readWriteLock("table").readLock().lock();
        parley.leasedSemaphore("permits", 3).acquire();
        parley.event("flag").set();
        parley.barrier("parties", 2);
        parley.latch("steps", 2);
        parley.longValue("number", NUMBER);
        parley.value("bits", "Q", NUMBER);
        parley.longArrayOf("numbers", NUMBER, NUMBER);
        parley.text("text", 100, SECRET);
        parley.bytes("bytes", SECRET.getBytes(StandardCharsets.UTF_8));
        parley.struct("point", Point.class, new Point(NUMBER, SECRET));
        var queue = parley.queue("orders", Codecs.utf8());
        queue.put(SECRET);
        queue.put(SECRET);
        queue.claim();
        queue.subscriber("audit");
        parley.transientQueue("ring", Codecs.utf8()).put(SECRET);
        parley.pipe("pipe", Codecs.utf8()).first().send(SECRET);
        parley.map("map", Codecs.utf8(), Codecs.utf8()).put(SECRET, SECRET);
        parley.set("set", Codecs.utf8()).add(SECRET);
        parley.list("list", Codecs.utf8()).add(SECRET);
        parley.namespace("space").set(SECRET, SECRET);
        parley.ref("ref", Codecs.utf8()).set(SECRET);
        LatencyHistogram.open(parley, "histogram").record(1);
        Files.writeString(parley.directory().resolve("stranger.lock"), SECRET);
        parley.process("importer", () -> {
                    throw new IllegalStateException(SECRET);
                })
                .start()
                .join();
    }

    record Point(long x, @MaxBytes(40) String label) {}

    @Test
    void shouldWriteWhatTarReads() throws Exception {
        Path file = directory.resolve("bundle.tar.gz");

        CommandRun run = CommandRun.of("bundle", "--into", file.toString());

        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .isEqualTo("wrote " + file + ": README.txt, versions.json, host.txt, doctor.json"
                        + System.lineSeparator());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        Process tar = new ProcessBuilder("tar", "-xzf", file.toString(), "-C", directory.toString())
                .redirectErrorStream(true)
                .start();
        assertThat(new String(tar.getInputStream().readAllBytes())).isEmpty();
        assertThat(tar.waitFor()).isZero();
        assertThat(directory.resolve("parley-bundle/README.txt")).content().startsWith("From \"parley bundle\"");
        assertThat(directory.resolve("parley-bundle/doctor.json"))
                .content()
                .contains("parley/doctor/1")
                .endsWith("}\n");
    }

    @Test
    void shouldReplaceNoFileAndLeaveNone() throws IOException {
        Path file = Files.writeString(directory.resolve("bundle.zip"), "mine");

        CommandRun there = CommandRun.of("bundle", "--into", file.toString());
        CommandRun nowhere = CommandRun.of(
                "bundle", "--into", directory.resolve("no/bundle.zip").toString());
        CommandRun noForm = CommandRun.of(
                "bundle", "--into", directory.resolve("bundle.rar").toString());
        CommandRun noDomain = CommandRun.of("bundle", directory.resolve("none").toString(), "--into", file + "2.zip");

        assertThat(there.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(there.err()).contains("file exists: " + file);
        assertThat(file).hasContent("mine");
        assertThat(nowhere.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(noForm.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(noDomain.exitCode()).isEqualTo(ExitCode.NOT_FOUND);
        assertThat(directory.toFile().list()).containsExactly("bundle.zip");
    }
}
