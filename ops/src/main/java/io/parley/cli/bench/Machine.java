package io.parley.cli.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * What numbers are worth nothing without.
 *
 * @param processor its model
 * @param processors how many this JVM may use
 * @param virtual whether others may share them
 * @param system the kernel
 * @param jdk the JVM
 * @param directory where the objects were
 */
public record Machine(String processor, int processors, boolean virtual, String system, String jdk, String directory) {
    private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

    static Machine here(Path directory) {
        return new Machine(
                cpuInfo("model name", System.getProperty("os.arch")),
                Runtime.getRuntime().availableProcessors(),
                (" " + cpuInfo("flags", "") + " ").contains(" hypervisor "),
                System.getProperty("os.name") + " " + System.getProperty("os.version"),
                System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"),
                directory.toString());
    }

    private static String cpuInfo(String key, String otherwise) {
        try (Stream<String> lines = Files.lines(CPU_INFO)) {
            return lines.filter(line -> line.startsWith(key))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse(otherwise);
        } catch (IOException e) {
            return otherwise;
        }
    }
}
