package io.parley.process;

import io.parley.internal.process.ProcessTree;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * An external program that runs; {@link Commands#start} makes it. Threads of its own read its output and write its
 * input, so neither side can block the other.
 *
 * <p><b>Threading:</b> thread-safe. <b>Processes:</b> if this JVM is killed, the program goes on with an input that
 * ends and an output that nobody reads. <b>Differs from Python:</b> {@code Popen} leaves the reading to its caller.
 */
public final class RunningCommand implements AutoCloseable {
    private static final byte[] NOTHING = {};

    private final CommandSpec spec;
    private final Process process;
    private final CapturedOutput stdout;
    private final CapturedOutput stderr;
    private final List<OutputPump> pumps = new ArrayList<>();
    private final CompletableFuture<CompletedCommand> exit = new CompletableFuture<>();

    private RunningCommand(CommandSpec spec, Process process) {
        this.spec = spec;
        this.process = process;
        stdout = spec.capturesStdout() ? new CapturedOutput(spec.maxBytes(), this::kill) : null;
        stderr = spec.capturesStderr() ? new CapturedOutput(spec.maxBytes(), this::kill) : null;
    }

    static RunningCommand start(CommandSpec spec) throws IOException {
        RunningCommand command = new RunningCommand(spec, spec.launch());
        command.startThreads();
        return command;
    }

    private void startThreads() {
        pump("stdout", process.getInputStream(), stdout, spec.stdout());
        pump("stderr", process.getErrorStream(), stderr, spec.stderr());
        if (!(spec.input() instanceof CommandInput.Piped)) {
            startThread("stdin", this::feed);
        }
        startThread("end", this::awaitEnd);
    }

    private void pump(String what, InputStream source, CapturedOutput captured, Stdio target) {
        if (captured != null) {
            pumps.add(OutputPump.start(threadName(what), source, captured));
        } else if (target instanceof Stdio.Lines lines) {
            OutputLines sink = new OutputLines(toString(), spec.charset(), lines.consumer());
            pumps.add(OutputPump.start(threadName(what), source, sink));
        }
    }

    private void startThread(String what, Runnable work) {
        Thread thread = new Thread(null, work, threadName(what), 0, false);
        thread.setDaemon(true);
        thread.start();
    }

    private String threadName(String what) {
        return "parley-command-" + process.pid() + "-" + what;
    }

    private void feed() {
        try (OutputStream stdin = process.getOutputStream()) {
            stdin.write(spec.input().bytes(spec.charset()));
        } catch (IOException doesNotReadItAll) {
            // a program may end, or close its input, before it has read everything: no failure of the program
        }
    }

    private void awaitEnd() {
        try {
            boolean inTime = true;
            if (spec.timeout() == null) {
                process.waitFor();
            } else {
                inTime = process.waitFor(TimeUnit.NANOSECONDS.convert(spec.timeout()), TimeUnit.NANOSECONDS);
            }
            if (!inTime) {
                kill();
                process.waitFor();
            }
            for (OutputPump pump : pumps) {
                pump.finish();
            }
            complete(inTime);
        } catch (InterruptedException e) {
            kill(); // nobody but a stranger interrupts this thread
            exit.completeExceptionally(e);
        }
    }

    private void complete(boolean inTime) {
        CompletedCommand completed =
                new CompletedCommand(spec.args(), process.exitValue(), bytes(stdout), bytes(stderr), spec.charset());
        if (isTooMuch(stdout) || isTooMuch(stderr)) {
            exit.completeExceptionally(new CommandOutputTooLongException(spec));
        } else if (!inTime) {
            exit.completeExceptionally(new CommandTimeoutException(spec, completed));
        } else if (spec.check() && !completed.isSuccess()) {
            exit.completeExceptionally(new CommandFailedException(completed));
        } else {
            exit.complete(completed);
        }
    }

    private static byte[] bytes(CapturedOutput captured) {
        return captured == null ? NOTHING : captured.bytes();
    }

    private static boolean isTooMuch(CapturedOutput captured) {
        return captured != null && captured.tooMuch();
    }

    /**
     * Its process id.
     *
     * @return the id
     */
    public long pid() {
        return process.pid();
    }

    /**
     * Whether it runs.
     *
     * @return whether it has not ended
     */
    public boolean isAlive() {
        return process.isAlive();
    }

    /**
     * How it ended. The future completes when the program has ended and all of its output is handed on; with a
     * {@link CommandTimeoutException}, {@link CommandFailedException} or {@link CommandOutputTooLongException} if that
     * is how it went. Cancelling the future does nothing to the program.
     *
     * @return a copy of the future
     */
    public CompletableFuture<CompletedCommand> onExit() {
        return exit.copy();
    }

    /**
     * Writes to its input. <b>Blocking:</b> while the program does not read and the pipe is full.
     *
     * @param text what it reads, in the command's charset
     * @throws IOException if it has ended or closed its input
     * @throws IllegalStateException if the command was not started {@link CommandSpec#withPipedInput()}
     */
    public void write(String text) throws IOException {
        write(text.getBytes(spec.charset()));
    }

    /**
     * Writes to its input. <b>Blocking:</b> while the program does not read and the pipe is full.
     *
     * @param bytes what it reads
     * @throws IOException if it has ended or closed its input
     * @throws IllegalStateException if the command was not started {@link CommandSpec#withPipedInput()}
     */
    public void write(byte[] bytes) throws IOException {
        OutputStream stdin = stdin();
        synchronized (stdin) {
            stdin.write(bytes);
            stdin.flush();
        }
    }

    /**
     * Ends its input: it reads no more than what was written. A second call does nothing.
     *
     * @throws IOException if the last of it could not be written
     * @throws IllegalStateException if the command was not started {@link CommandSpec#withPipedInput()}
     */
    public void closeInput() throws IOException {
        stdin().close();
    }

    private OutputStream stdin() {
        if (!(spec.input() instanceof CommandInput.Piped)) {
            throw new IllegalStateException(
                    "input of " + this + " cannot be written: it is " + spec.input() + ". Start it withPipedInput()");
        }
        return process.getOutputStream();
    }

    /** Asks the program, and every process that it started, to end (SIGTERM). Does nothing if it has ended. */
    public void terminate() {
        if (process.isAlive()) { // afterwards, its id may be somebody else's
            ProcessTree.terminate(process.toHandle());
        }
    }

    /** Kills the program and every process that it started (SIGKILL). Does nothing if it has ended. */
    public void kill() {
        if (process.isAlive()) {
            ProcessTree.kill(process.toHandle());
        }
    }

    /** Kills the program, and every process that it started, if it runs. A second call does nothing. */
    @Override
    public void close() {
        kill();
    }

    @Override
    public String toString() {
        return "RunningCommand(" + String.join(" ", spec.args()) + ", pid " + process.pid() + ")";
    }
}
