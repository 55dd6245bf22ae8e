package io.parley.testkit;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Takes thread dumps of other JVMs: with {@code jcmd}, else with SIGQUIT, else what the kernel knows. */
final class ThreadDumps {
    private static final Duration JCMD_PATIENCE = Duration.ofSeconds(15);
    private static final Duration SIGQUIT_PATIENCE = Duration.ofSeconds(5);

    private ThreadDumps() {}

    static String of(ChildProcess child, ChildLog log, Path javaHome) {
        if (!child.isRunning()) {
            return "no thread dump: " + child.describe() + "\n";
        }
        long pid = child.pid();
        if (ProcFs.isStopped(pid)) {
            return "stopped by a signal, so the JVM cannot be asked; its threads as the kernel sees them:\n"
                    + ProcFs.describeThreads(pid);
        }
        String dump = jcmd(pid, javaHome.resolve("bin/jcmd"));
        if (dump.isEmpty()) {
            dump = sigquit(child, log);
        }
        return dump.isEmpty()
                ? "the JVM does not answer; its threads as the kernel sees them:\n" + ProcFs.describeThreads(pid)
                : dump;
    }

    /** The stacks of this JVM, without another process. */
    static String own() {
        StringBuilder text = new StringBuilder();
        for (ThreadInfo thread : ManagementFactory.getThreadMXBean().dumpAllThreads(true, true, Integer.MAX_VALUE)) {
            text.append('"').append(thread.getThreadName()).append("\" ").append(thread.getThreadState());
            text.append(thread.getLockName() == null ? "\n" : " on " + thread.getLockName() + "\n");
            for (StackTraceElement frame : thread.getStackTrace()) {
                text.append("    at ").append(frame).append('\n');
            }
            text.append('\n');
        }
        return text.toString();
    }

    /** The output of {@code jcmd}; empty without a JDK or an answer. */
    static String jcmd(long pid, Path jcmd) {
        if (!Files.isExecutable(jcmd)) {
            return "";
        }
        boolean interrupted = Thread.interrupted();
        Path output = null;
        try {
            output = Files.createTempFile("parley-threads", ".txt");
            Process process = new ProcessBuilder(jcmd.toString(), Long.toString(pid), "Thread.print", "-l")
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            if (!process.waitFor(JCMD_PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
                return "";
            }
            return process.exitValue() == 0 ? Files.readString(output) : "";
        } catch (IOException e) {
            return "";
        } catch (InterruptedException e) {
            interrupted = true;
            return "";
        } finally {
            delete(output);
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** What the JVM prints on its standard output when it gets SIGQUIT; empty if it does not. */
    static String sigquit(ChildProcess child, ChildLog log) {
        long before = log.size();
        if (!child.signal(NativeProcess.SIGQUIT)) {
            return "";
        }
        // The line about JNI references is the last of the threads' part; only the heap's follows.
        Patience.until(
                () -> log.linesFrom(before).stream().anyMatch(line -> line.startsWith("JNI global ref")),
                SIGQUIT_PATIENCE);
        return log.linesFrom(before).stream().map(line -> line + "\n").collect(Collectors.joining());
    }

    private static void delete(Path file) {
        try {
            if (file != null) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            // A file in the temporary directory is no reason to lose a dump.
        }
    }
}
