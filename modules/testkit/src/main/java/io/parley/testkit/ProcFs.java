package io.parley.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What {@code /proc} says about a process that may vanish at any moment. */
final class ProcFs {
    /** The kernel's letter for a process that is no more; also used for one that has no entry. */
    static final char DEAD = 'X';

    static final char STOPPED = 'T';
    static final char ZOMBIE = 'Z';

    private ProcFs() {}

    /** The state letter of process {@code pid}; {@link #DEAD} if there is none. */
    static char state(long pid) {
        return stateIn(Path.of("/proc/" + pid + "/stat"));
    }

    /** Whether the process exists and is more than an exit code that nobody has collected. */
    static boolean isRunning(long pid) {
        char state = state(pid);
        return state != DEAD && state != ZOMBIE;
    }

    /** Whether no thread of the process can execute anything: each is stopped or gone. */
    static boolean isStopped(long pid) {
        List<Path> threads = threads(pid);
        return !threads.isEmpty()
                && threads.stream()
                        .map(thread -> stateIn(thread.resolve("stat")))
                        .allMatch(s -> s == STOPPED || s == DEAD);
    }

    private static char stateIn(Path stat) {
        String line = read(stat);
        // The name in parentheses may contain anything, even parentheses.
        int end = line.lastIndexOf(')');
        return end < 0 ? DEAD : line.charAt(end + 2);
    }

    /** One line for each thread: what the kernel knows when the JVM itself cannot be asked. */
    static String describeThreads(long pid) {
        StringBuilder text = new StringBuilder();
        for (Path thread : threads(pid)) {
            text.append(thread.getFileName())
                    .append(" state=")
                    .append(stateIn(thread.resolve("stat")))
                    .append(" waits-in=")
                    .append(read(thread.resolve("wchan")).strip())
                    .append(" name=")
                    .append(read(thread.resolve("comm")).strip())
                    .append('\n');
        }
        return text.toString();
    }

    /**
     * The process among {@code root} and its descendants that calls itself {@code ownPid} in its PID namespace; -1 if
     * there is none. The youngest wins: a wrapper that shares the number comes before the JVM it starts.
     */
    static long findByOwnPid(ProcessHandle root, long ownPid) {
        List<ProcessHandle> candidates =
                Stream.concat(Stream.of(root), root.descendants()).toList();
        long found = -1;
        for (ProcessHandle candidate : candidates) {
            if (ownPid(candidate.pid()) == ownPid) {
                found = Math.max(found, candidate.pid());
            }
        }
        return found;
    }

    private static long ownPid(long pid) {
        for (String line : read(Path.of("/proc/" + pid + "/status")).split("\n")) {
            if (line.startsWith("NSpid:")) {
                String[] numbers = line.substring("NSpid:".length()).strip().split("\\s+");
                return Long.parseLong(numbers[numbers.length - 1]);
            }
        }
        return -1;
    }

    /** The directories whose {@code domain.parley} the process has open. */
    static Set<Path> domains(long pid) {
        Set<Path> domains = new TreeSet<>();
        for (Path descriptor : list(Path.of("/proc/" + pid + "/fd"))) {
            try {
                Path target = Files.readSymbolicLink(descriptor);
                if (target.endsWith("domain.parley")) {
                    domains.add(target.getParent());
                }
            } catch (IOException e) {
                // Closed since it was listed.
            }
        }
        return domains;
    }

    private static List<Path> threads(long pid) {
        return list(Path.of("/proc/" + pid + "/task"));
    }

    private static List<Path> list(Path directory) {
        List<Path> entries = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
            stream.forEach(entries::add);
        } catch (IOException | DirectoryIteratorException | UncheckedIOException e) {
            // The process ended; what was seen of it so far is the answer.
        }
        return entries;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return "";
        }
    }
}
