package io.parley.testkit;

import io.parley.internal.crash.Failpoint;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The parent's end of the conversation with one child: two threads that empty its streams, what it has said so far, and
 * the waiting for more.
 */
final class Conversation {
    /** How often a waiting thread looks whether the child is still there; its messages wake the thread at once. */
    private static final long SLICE_NS = TimeUnit.MILLISECONDS.toNanos(100);
    /** A dead child's pipes are empty in no time, unless a process that it started holds them open. */
    private static final Duration DRAIN_PATIENCE = Duration.ofSeconds(2);

    private static final int LOG_LINES_IN_MESSAGE = 100;

    private final String name;
    private final ChildProcess process;
    private final Path javaHome;
    private final ChildState state = new ChildState();
    private final ChildLog log = new ChildLog();
    private final OutputStream stdin;
    private final List<LinePump> pumps;

    Conversation(ForkedJvmBuilder options, ChildProcess process) {
        this.name = options.name;
        this.javaHome = options.javaHome;
        this.process = process;
        this.stdin = process.process().getOutputStream();
        Consumer<String> out = line -> collect(line, log::addOut, options.stdoutListener);
        Consumer<String> err = line -> collect(line, log::addErr, options.stderrListener);
        this.pumps = List.of(
                LinePump.start(name + "-stdout", process.process().getInputStream(), out, this::receive),
                LinePump.start(name + "-stderr", process.process().getErrorStream(), err, this::receive));
        process.process().onExit().thenRun(state::wake);
    }

    String name() {
        return name;
    }

    ChildState state() {
        return state;
    }

    ChildLog log() {
        return log;
    }

    /** Tells the child to open {@code barrier} for one thread. */
    private void open(String barrier) throws IOException {
        byte[] line = Protocol.encode(Protocol.GO, barrier).getBytes(StandardCharsets.US_ASCII);
        synchronized (stdin) {
            stdin.write(line);
            stdin.flush();
        }
    }

    void proceed(String barrier) {
        try {
            open(barrier);
        } catch (IOException e) {
            throw failure("cannot be told to proceed at '" + barrier + "'", e);
        }
    }

    /** The first answer of {@code question}, which only a living child can bring about. */
    <T> T await(String what, Duration timeout, Supplier<Optional<T>> question) {
        long deadlineNs = System.nanoTime() + timeout.toNanos();
        try {
            while (true) {
                boolean running = process.isRunning();
                if (!running) {
                    drain();
                }
                long leftNs = deadlineNs - System.nanoTime();
                Optional<T> answer = state.await(question, running ? Math.min(SLICE_NS, leftNs) : 0);
                if (answer.isPresent()) {
                    return answer.get();
                }
                if (!running) {
                    throw failure("ended and did not " + what, null);
                }
                if (leftNs <= 0) {
                    throw failure("did not " + what + " within " + timeout, null);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failure("did not " + what + " before the waiting thread was interrupted", e);
        }
    }

    /** Returns when the action has taken effect. */
    FailpointHit awaitFailpoint(Failpoint point, Duration timeout) {
        FailpointHit hit = await("act at failpoint " + point, timeout, () -> state.takeHit(point));
        process.awaitEffect(hit.action());
        return hit;
    }

    void awaitExit(int expected, Duration timeout) {
        if (awaitExit(timeout) != expected) {
            throw failure("did not exit with code " + expected, null);
        }
    }

    /** The exit code of the process that Java started. */
    int awaitExit(Duration timeout) {
        try {
            if (!process.process().waitFor(timeout.toNanos(), TimeUnit.NANOSECONDS)) {
                throw failure("did not end within " + timeout, null);
            }
            drain();
            return process.process().exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failure("did not end before the waiting thread was interrupted", e);
        }
    }

    /** An error that shows what the child was doing. */
    ChildFailedError failure(String what, Throwable cause) {
        StringBuilder message = new StringBuilder("JVM '" + name + "' " + what + ": pid=" + process.pid() + " "
                + process.describe() + " " + state + "\n--- end of its log:\n" + log.tail(LOG_LINES_IN_MESSAGE));
        if (process.isRunning()) {
            message.append("--- its threads:\n").append(threadDump());
        }
        return new ChildFailedError(message.toString(), cause);
    }

    String threadDump() {
        return ThreadDumps.of(process, log, javaHome);
    }

    /** Waits until everything that a dead child wrote has been read. */
    private void drain() throws InterruptedException {
        for (LinePump pump : pumps) {
            pump.drain(DRAIN_PATIENCE);
        }
    }

    /** After the child's death: reads the rest and gives the pipe back. */
    void end() {
        try (stdin) {
            drain();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            // Bytes that the child did not live to read.
        }
    }

    /** A listener that throws must not stop the thread that empties the pipe. */
    private void collect(String line, Consumer<String> collector, Consumer<String> listener) {
        collector.accept(line);
        try {
            listener.accept(line);
        } catch (RuntimeException | AssertionError e) {
            log.addErr("parley-testkit: the listener of this stream failed: " + e);
        }
    }

    private void receive(String line) {
        try {
            List<String> words = Protocol.decode(line);
            switch (words.get(0)) {
                case Protocol.HELLO -> process.hello(Long.parseLong(words.get(1)));
                case Protocol.BOUND -> process.bound();
                case Protocol.REACHED -> state.reached(words.get(1));
                case Protocol.REPORT_PART -> state.reportPart(words.get(1), words.get(2));
                case Protocol.REPORT -> state.report(words.get(1), words.get(2));
                case Protocol.FAILPOINT ->
                    state.failpoint(new FailpointHit(
                            Failpoint.valueOf(words.get(1)),
                            Integer.parseInt(words.get(2)),
                            FailAction.valueOf(words.get(3)),
                            Long.parseLong(words.get(4))));
                case Protocol.SIGNAL -> signal(Integer.parseInt(words.get(1)));
                default -> throw new IllegalArgumentException("unknown verb");
            }
        } catch (RuntimeException | IOException e) {
            log.addErr("parley-testkit: cannot handle the child's line '" + line + "': " + e);
        }
    }

    @Override
    public String toString() {
        return "JVM '" + name + "' pid=" + process.pid() + " " + process.describe() + " " + state;
    }

    /** A child that is immune to its own signals asks for them. */
    private void signal(int signal) throws IOException {
        process.signal(signal);
        open(Protocol.signalled(signal));
    }
}
