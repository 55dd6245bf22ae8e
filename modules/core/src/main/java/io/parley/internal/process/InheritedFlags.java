package io.parley.internal.process;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Which of this JVM's flags are a child's too. */
final class InheritedFlags {
    /** What is for one process only: a port, a file, a recording. */
    private static final List<String> OWN = List.of(
            // Agents and debuggers: a port that is taken, a result file that would be overwritten.
            "-agentlib:",
            "-agentpath:",
            "-javaagent:",
            "-Xrun",
            "-Xdebug",
            "-Dcom.sun.management.jmxremote",
            "-XX:StartFlightRecording",
            "-XX:+ManagementServer",
            // Archives of classes are chosen for each child; a child must never write the parent's.
            "-XX:ArchiveClassesAtExit",
            "-XX:SharedArchiveFile",
            "-XX:SharedClassListFile",
            "-XX:DumpLoadedClassList",
            "-XX:AOT",
            "-Xshare:");

    /** What is said again: files of flags, which have been listed one by one; paths and modules, by LaunchPath. */
    private static final List<String> SAID_AGAIN = List.of(
            "-XX:Flags=", "-XX:VMOptionsFile=", "--module-path", "-Djdk.module.", "-Djava.class.path", "--module=");

    /** Written by one process; with %p in the name every process has its own. */
    private static final List<String> FILES = List.of("-Xloggc:", "-XX:LogFile=");

    private static final List<String> HEAP = List.of(
            "-Xmx",
            "-Xms",
            "-Xmn",
            "-XX:MaxHeapSize=",
            "-XX:InitialHeapSize=",
            "-XX:MinHeapSize=",
            "-XX:NewSize=",
            "-XX:MaxNewSize=",
            "-XX:InitialRAMPercentage=",
            "-XX:MaxRAMPercentage=",
            "-XX:MinRAMPercentage=");

    private InheritedFlags() {}

    /** This JVM's flags that a child in this environment needs on its command line, before flags of its own. */
    static List<String> of(Map<String, String> environment, JavaHome home, List<String> own) {
        List<String> flags = ManagementFactory.getRuntimeMXBean().getInputArguments();
        return before(own, inheritable(OptionVariables.without(environment, flags)), home.differs());
    }

    /** Without what belongs to one process only. */
    static List<String> inheritable(List<String> flags) {
        List<String> rest = new ArrayList<>();
        for (String flag : flags) {
            if (!isOwn(flag)) {
                rest.add(flag);
            }
        }
        return rest;
    }

    private static boolean isOwn(String flag) {
        boolean file = startsWithAny(flag, FILES) || flag.startsWith("-Xlog") && flag.contains("file=");
        return startsWithAny(flag, OWN) || file && !flag.contains("%p");
    }

    /* A JVM refuses an initial heap larger than the largest one, and two collectors. */
    static List<String> before(List<String> own, List<String> inherited, boolean otherVersion) {
        boolean heap = own.stream().anyMatch(flag -> startsWithAny(flag, HEAP));
        boolean collector = own.stream().anyMatch(InheritedFlags::isCollector);
        List<String> flags = new ArrayList<>();
        if (otherVersion) {
            flags.add("-XX:+IgnoreUnrecognizedVMOptions");
        }
        for (String flag : inherited) {
            boolean replaced = startsWithAny(flag, SAID_AGAIN)
                    || heap && startsWithAny(flag, HEAP)
                    || collector && isCollector(flag);
            if (!replaced && !NeededFlags.contains(flag)) {
                flags.add(flag);
            }
        }
        return flags;
    }

    private static boolean isCollector(String flag) {
        return flag.matches("-XX:[+-]Use\\w+GC");
    }

    private static boolean startsWithAny(String flag, List<String> prefixes) {
        return prefixes.stream().anyMatch(flag::startsWith);
    }
}
