package io.parley.perf.rig;

import io.parley.WaitStrategy;
import io.parley.perf.transport.Scratch;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** What goes to and fro in {@link HandOverLatency}, and how the sides wait for it. */
public enum HandOver {
    /** Waiters sleep at once. */
    SEMAPHORE_BLOCK("SharedSemaphore, block", WaitStrategy.block(), Placement.APART),
    /** Waiters spin for a while, then sleep: the default. */
    SEMAPHORE_ADAPTIVE("SharedSemaphore, adaptive", WaitStrategy.adaptive(), Placement.APART),
    /** Waiters never sleep. */
    SEMAPHORE_SPIN("SharedSemaphore, spin", WaitStrategy.spin(), Placement.APART),
    /** Waiters sleep at once. */
    EVENT_BLOCK("SharedEvent, block", WaitStrategy.block(), Placement.APART),
    /** Waiters never sleep. */
    EVENT_SPIN("SharedEvent, spin", WaitStrategy.spin(), Placement.APART),
    /** Semaphores of C on bare futexes. */
    FUTEX_BLOCK("C on bare futex, block", Baseline.FUTEX_PING_PONG, "block", Placement.APART),
    /** The same, but waiters never sleep. */
    FUTEX_SPIN("C on bare futex, spin", Baseline.FUTEX_PING_PONG, "spin", Placement.APART),
    /** Two numbers in two cache lines of a mapped file: the least that two JVMs can do. */
    WORDS_SPIN("two bare words, spin", WaitStrategy.spin(), Placement.APART),
    /** What Python programs use. */
    PYTHON_SEMAPHORE("Python multiprocessing.Semaphore", Baseline.PYTHON_PING_PONG, "block", Placement.APART),
    /** Nothing to wake but the other process: what the code costs. */
    SEMAPHORE_TOGETHER("SharedSemaphore, block, one core", WaitStrategy.block(), Placement.TOGETHER),
    /** The same in C. */
    FUTEX_TOGETHER("C on bare futex, block, one core", Baseline.FUTEX_PING_PONG, "block", Placement.TOGETHER),
    /** Receivers sleep at once. */
    PIPE_BLOCK("Pipe, block", WaitStrategy.block(), Placement.APART),
    /** Receivers spin for a while, then sleep: the default. */
    PIPE_ADAPTIVE("Pipe, adaptive", WaitStrategy.adaptive(), Placement.APART),
    /** Receivers never sleep. */
    PIPE_SPIN("Pipe, spin", WaitStrategy.spin(), Placement.APART),
    /** Nothing to wake but the other process: what the code costs. */
    PIPE_TOGETHER("Pipe, block, one core", WaitStrategy.block(), Placement.TOGETHER),
    /** The JDK's own way between two processes. */
    SOCKET("JDK Unix-domain socket", WaitStrategy.block(), Placement.APART),
    /** The same where nothing has to be woken but the other process. */
    SOCKET_TOGETHER("JDK Unix-domain socket, one core", WaitStrategy.block(), Placement.TOGETHER),
    /** What Python programs use. */
    PYTHON_PIPE("Python Pipe, bytes", Baseline.PYTHON_PIPE_PING_PONG, "block", Placement.APART);

    private final String title;
    private final WaitStrategy strategy;
    private final Baseline baseline;
    private final String waiting;
    private final Placement placement;

    HandOver(String title, WaitStrategy strategy, Placement placement) {
        this(title, strategy, null, "", placement);
    }

    HandOver(String title, Baseline baseline, String waiting, Placement placement) {
        this(title, null, baseline, waiting, placement);
    }

    HandOver(String title, WaitStrategy strategy, Baseline baseline, String waiting, Placement placement) {
        this.title = title;
        this.strategy = strategy;
        this.baseline = baseline;
        this.waiting = waiting;
        this.placement = placement;
    }

    /** For tables. */
    public String title() {
        return title;
    }

    /** Whether it is one of Parley's. */
    public boolean isParley() {
        return baseline == null && this != SOCKET && this != SOCKET_TOGETHER;
    }

    /** Whether it can be measured on this machine. */
    public boolean isPresent() {
        return baseline == null || baseline.isPresent();
    }

    /** Why not, if it cannot. */
    public String absence() {
        return baseline.absence();
    }

    boolean isProgram() {
        return baseline != null;
    }

    Placement placement() {
        return placement;
    }

    /** The program that measures it all by itself. */
    List<String> command(Scratch scratch, Duration warmUp, Duration duration) {
        return baseline.command(
                scratch,
                waiting,
                placement.label(),
                Long.toString(warmUp.toMillis()),
                Long.toString(duration.toMillis()));
    }

    /** This JVM's side. */
    Baton open(Path directory, boolean near) {
        return switch (this) {
            case SEMAPHORE_BLOCK, SEMAPHORE_ADAPTIVE, SEMAPHORE_SPIN, SEMAPHORE_TOGETHER ->
                Baton.Permit.open(directory, strategy, near);
            case EVENT_BLOCK, EVENT_SPIN -> Baton.Signal.open(directory, strategy, near);
            case PIPE_BLOCK, PIPE_ADAPTIVE, PIPE_SPIN, PIPE_TOGETHER -> Baton.Message.open(directory, strategy, near);
            case WORDS_SPIN -> BareWords.open(directory, near);
            case SOCKET, SOCKET_TOGETHER -> Baton.Socket.open(directory, near);
            case FUTEX_BLOCK, FUTEX_SPIN, FUTEX_TOGETHER, PYTHON_SEMAPHORE, PYTHON_PIPE ->
                throw new IllegalArgumentException("not in Java: " + this);
        };
    }
}
