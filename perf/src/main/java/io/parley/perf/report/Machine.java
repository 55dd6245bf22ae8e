package io.parley.perf.report;

import io.parley.perf.transport.Scratch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Where and with what the page was made. */
public final class Machine {
    private static final Path CPU_INFO = Path.of("/proc/cpuinfo");
    private static final Path LOAD = Path.of("/proc/loadavg");
    private static final double BYTES_PER_GIB = 1L << 30;

    private final String loadAtStart = firstWord(LOAD);

    String cpu() {
        return cpuInfo("model name").orElse(System.getProperty("os.arch"));
    }

    /** The processor's name as part of a file name. */
    String slug() {
        return cpu().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
    }

    private static int cores() {
        return Runtime.getRuntime().availableProcessors();
    }

    private static boolean isVirtual() {
        return cpuInfo("flags")
                .filter(flags -> (" " + flags + " ").contains(" hypervisor "))
                .isPresent();
    }

    /** What belongs beside every number, in one line. */
    public String line() {
        return String.join(
                ", ",
                cpu(),
                cores() + (isVirtual() ? " shared cores, noisy: trust ratios and medians only" : " cores"),
                System.getProperty("os.name") + " " + System.getProperty("os.version"),
                System.getProperty("java.vm.vendor") + " " + System.getProperty("java.vm.version"),
                "files in " + fileSystem(),
                "load " + loadAtStart,
                "commit " + System.getProperty("parley.perf.commit", "unknown"));
    }

    /** What a reader has to know before any number. */
    String caveat() {
        String shared = isVirtual()
                ? ", shared with other guests of a virtual machine host and with this machine's other work"
                : "";
        return "**" + cores() + " cores" + shared + ". Noisy: the same binary differs between runs by 2–5 ×."
                + " Trust ratios within this page and medians; do not compare absolute numbers with another page.**"
                + (cores() <= 2
                        ? " With two cores, a measuring thread and its spinning peer leave no room for anybody else, so high"
                                + " percentiles show the machine's scheduler."
                        : "");
    }

    /** The same for those who see a picture and nothing else. */
    String shortCaveat() {
        return cores() + (isVirtual() ? " shared" : "") + " cores, noisy: compare lines of this plot only";
    }

    /** The machine in lines of text, for files without tables. */
    List<String> lines() {
        return List.of(
                shortCaveat(),
                "processor: " + cpu() + ", " + cores() + " cores" + (isVirtual() ? ", virtual" : ""),
                "kernel: " + kernel(),
                "JDK: " + jdk(),
                "flags: " + flags(),
                "files: " + fileSystem(),
                "load at start: " + loadAtStart,
                "commit: " + commit());
    }

    private static String kernel() {
        return System.getProperty("os.name") + " " + System.getProperty("os.version");
    }

    private static String jdk() {
        return System.getProperty("java.vm.vendor") + " " + System.getProperty("java.vm.version");
    }

    private static String commit() {
        return System.getProperty("parley.perf.commit", "unknown");
    }

    Table table() {
        return new Table("", "")
                .row("processor", cpu())
                .row("cores", cores() + (isVirtual() ? ", virtual" : ""))
                .row("memory", String.format(Locale.ROOT, "%.1f GiB", memoryBytes() / BYTES_PER_GIB))
                .row("kernel", kernel())
                .row("JDK", jdk())
                .row("flags", "`" + flags() + "`")
                .row("files", fileSystem())
                .row("load at start", loadAtStart)
                .row("commit", commit());
    }

    private static long memoryBytes() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getTotalMemorySize();
    }

    private static String flags() {
        List<String> flags = ManagementFactory.getRuntimeMXBean().getInputArguments();
        return flags.stream()
                .filter(flag -> !flag.startsWith("-Dparley.perf.") && !flag.startsWith("-Dorg.slf4j"))
                .collect(Collectors.joining(" "));
    }

    private static String fileSystem() {
        try {
            return Scratch.root() + " (" + Files.getFileStore(Scratch.root()).type() + ")";
        } catch (IOException e) {
            return Scratch.root().toString();
        }
    }

    private static Optional<String> cpuInfo(String field) {
        try {
            return Files.readAllLines(CPU_INFO).stream()
                    .filter(line -> line.startsWith(field))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static String firstWord(Path file) {
        try {
            return Files.readString(file).split(" ")[0];
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }
}
