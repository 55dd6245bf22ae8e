package io.parley.perf.rig;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * Processor time of other processes, from {@code /proc}: to the ns from {@code schedstat} where the kernel keeps it,
 * else in ticks of 10 ms from {@code stat}.
 */
final class ProcStat {
    private static final long TICK_NS = 10_000_000;
    /** Fields of {@code stat} behind the name in brackets. */
    private static final int USER_TICKS = 11;

    private static final int SYSTEM_TICKS = 12;

    private ProcStat() {}

    /** Processor time of one thread. */
    static long threadNs(long pid, long thread) {
        return taskNs(Path.of("/proc", Long.toString(pid), "task", Long.toString(thread)));
    }

    /** Processor time of all live threads of a process. */
    static long processNs(long pid) {
        long total = 0;
        try (DirectoryStream<Path> tasks = Files.newDirectoryStream(Path.of("/proc", Long.toString(pid), "task"))) {
            for (Path task : tasks) {
                total += taskNs(task);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the threads of process " + pid, e);
        }
        return total;
    }

    private static long taskNs(Path task) {
        try {
            Path precise = task.resolve("schedstat");
            if (Files.exists(precise)) {
                return Long.parseLong(Files.readString(precise).split(" ")[0]);
            }
            String stat = Files.readString(task.resolve("stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            return (Long.parseLong(fields[USER_TICKS]) + Long.parseLong(fields[SYSTEM_TICKS])) * TICK_NS;
        } catch (NoSuchFileException threadEnded) {
            return 0;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + task, e);
        }
    }

    /** The kernel's number of the calling thread. */
    static long currentThread() {
        try {
            return Long.parseLong(Files.readSymbolicLink(Path.of("/proc/thread-self"))
                    .getFileName()
                    .toString());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read /proc/thread-self", e);
        }
    }
}
