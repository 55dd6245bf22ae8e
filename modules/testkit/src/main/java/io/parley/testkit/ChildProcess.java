package io.parley.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/**
 * A forked JVM as the operating system sees it. With a prefix command ({@code unshare -f …}) the process that Java
 * started is not the JVM; which of its descendants is one shows when the child says hello.
 */
final class ChildProcess {
    /**
     * All children are forked by this thread. A child asks the kernel to die with the <em>thread</em> that forked it,
     * and the threads of tests end too early.
     */
    private static final ExecutorService FORKER = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(null, task, "parley-testkit-forker", 0, false);
        thread.setDaemon(true);
        return thread;
    });

    /** SIGKILL and SIGSTOP take effect in microseconds; this is for a machine that does not schedule us. */
    private static final Duration KERNEL_PATIENCE = Duration.ofSeconds(30);

    private final Process process;
    private final boolean prefixed;
    private volatile ProcessHandle jvm;
    private volatile boolean bound;

    private ChildProcess(Process process, boolean prefixed) {
        this.process = process;
        this.prefixed = prefixed;
        if (!prefixed) {
            jvm = process.toHandle();
        }
    }

    static ChildProcess start(ProcessBuilder command, boolean prefixed) {
        try {
            return new ChildProcess(
                    CompletableFuture.supplyAsync(() -> fork(command), FORKER).join(), prefixed);
        } catch (CompletionException e) {
            if (e.getCause() instanceof UncheckedIOException io) {
                throw io;
            }
            throw e;
        }
    }

    private static Process fork(ProcessBuilder command) {
        try {
            return command.start();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start a JVM: " + String.join(" ", command.command()), e);
        }
    }

    Process process() {
        return process;
    }

    /** The child has said which number it has in its own PID namespace. */
    void hello(long ownPid) {
        if (prefixed) {
            ProcessHandle started = process.toHandle();
            jvm = ProcessHandle.of(ProcFs.findByOwnPid(started, ownPid)).orElse(started);
        }
    }

    /** The child has asked the kernel to kill it when this JVM dies. */
    void bound() {
        bound = true;
    }

    /** The JVM's process id as this JVM sees it; waits for the child's hello if need be. */
    long pid() {
        return handle().pid();
    }

    private ProcessHandle handle() {
        Patience.until(() -> jvm != null || !process.isAlive(), KERNEL_PATIENCE);
        ProcessHandle known = jvm;
        return known != null ? known : process.toHandle();
    }

    /** Whether the JVM runs or is stopped; false once it ended, also while it is a zombie. */
    boolean isRunning() {
        ProcessHandle known = jvm;
        if (!prefixed || known == null) {
            return process.isAlive();
        }
        return known.isAlive() && ProcFs.isRunning(known.pid());
    }

    OptionalInt exitCode() {
        return process.isAlive() ? OptionalInt.empty() : OptionalInt.of(process.exitValue());
    }

    boolean signal(int signal) {
        ProcessHandle target = handle();
        return isRunning() && NativeProcess.signal(target.pid(), signal);
    }

    /** Not before the child is bound to this JVM: stopped earlier, it would be left behind for ever. */
    void stop() {
        Patience.until(() -> bound || !isRunning(), KERNEL_PATIENCE);
        signal(NativeProcess.SIGSTOP);
        awaitStopped();
    }

    private void awaitStopped() {
        Patience.until(() -> !isRunning() || ProcFs.isStopped(pid()), KERNEL_PATIENCE);
    }

    /** Not {@code Process.destroy}, which would also close the pipes with what the child still has to say. */
    void terminate() {
        handle().destroy();
    }

    void kill() {
        handle().destroyForcibly();
        awaitEnd();
    }

    private void awaitEnd() {
        Patience.until(() -> !isRunning(), KERNEL_PATIENCE);
    }

    /** The child announced {@code action} and is about to carry it out. */
    void awaitEffect(FailAction action) {
        switch (action) {
            case KILL -> awaitEnd();
            case STOP -> awaitStopped();
            case PAUSE -> {}
        }
    }

    /** Kills the JVM, the prefix command and everything that they started. */
    void killAll() {
        List<ProcessHandle> all = Stream.concat(process.descendants(), Stream.of(process.toHandle()))
                .toList();
        all.forEach(ProcessHandle::destroyForcibly);
        Patience.until(() -> !process.isAlive(), KERNEL_PATIENCE);
    }

    /** What a reader wants to know first. */
    String describe() {
        if (isRunning()) {
            return ProcFs.isStopped(pid()) ? "stopped" : "running";
        }
        OptionalInt exitCode = exitCode();
        if (exitCode.isEmpty()) {
            return "ended, its prefix command still runs";
        }
        int code = exitCode.getAsInt();
        return "exited with code " + code + (code > 128 && code < 160 ? " (signal " + (code - 128) + ")" : "");
    }
}
