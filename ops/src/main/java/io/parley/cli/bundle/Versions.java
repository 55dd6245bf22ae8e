package io.parley.cli.bundle;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What made a bundle.
 *
 * @param parley the command's version
 * @param java the JVM's version
 * @param vm its name and maker
 * @param collectors its garbage collectors
 * @param maxHeapBytes how large its heap may become
 * @param flags how it was started, without properties, which may have secrets in them
 * @param system the operating system, and what sort of processor
 */
public record Versions(
        String parley,
        String java,
        String vm,
        List<String> collectors,
        long maxHeapBytes,
        List<String> flags,
        String system) {
    private static final Pattern SHOWN = Pattern.compile("(-X|--add-|--enable-|--illegal-|--sun-).*");

    /** Of this JVM. */
    public static Versions current(String parley) {
        return new Versions(
                parley,
                Runtime.version().toString(),
                System.getProperty("java.vm.name") + ", " + System.getProperty("java.vendor"),
                ManagementFactory.getGarbageCollectorMXBeans().stream()
                        .map(GarbageCollectorMXBean::getName)
                        .toList(),
                Runtime.getRuntime().maxMemory(),
                ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                        .filter(flag -> SHOWN.matcher(flag).matches())
                        .toList(),
                System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                        + System.getProperty("os.arch"));
    }
}
