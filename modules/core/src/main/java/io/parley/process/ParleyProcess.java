package io.parley.process;

import io.parley.Parley;
import io.parley.Waitable;
import io.parley.internal.process.Lifeline;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A process: a JVM that runs a target of this program. Python's {@code Process}, and what {@link Thread} is inside one
 * JVM.
 */
public class ParleyProcess implements Serializable, Waitable, AutoCloseable {
    private static final long serialVersionUID = 1L;
    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final Set<ParleyProcess> CHILDREN = ConcurrentHashMap.newKeySet();
    private static final int SIGNAL = 128;

    static volatile ParleyProcess current;

    private final transient ProcessFactory factory;
    private ProcessTarget target;
    private String name;
    private boolean daemon;
    private transient volatile Process process;
    private transient Parley parley;

    /**
     * A child of a subclass, which overrides {@link #run}; its fields travel to the child as a copy.
     *
     * @param parley the domain that the child opens
     */
    protected ParleyProcess(Parley parley) {
        this(ProcessFactory.of(parley, ProcessOptions.defaults()), null, null);
    }

    ParleyProcess(ProcessFactory factory, String name, ProcessTarget target) {
        this.factory = factory;
        this.parley = factory.parley();
        this.target = target;
        this.name = name == null ? getClass().getSimpleName() + "-" + NUMBER.incrementAndGet() : name;
    }

    /**
     * What the child does; calling it here does it here.
     *
     * @throws Exception ends the child with exit code 1
     */
    public void run() throws Exception {
        if (target != null) {
            target.run();
        }
    }

    /** Starts the child. */
    public ParleyProcess start() {
        byte[] payload = ChildMain.payload(this, factory.parley());
        try {
            process = factory.launch();
            CHILDREN.add(this);
            process.onExit().thenRun(() -> CHILDREN.remove(this));
            OutputStream lifeline = process.getOutputStream();
            Streams.pump(process, factory.options(), name);
            Lifeline.writePayload(lifeline, payload);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + this, e);
        }
        return this;
    }

    void enter(Parley opened) {
        parley = opened;
        current = this;
    }

    /** The process that this code runs in; null in a JVM that no Parley process started. */
    public static ParleyProcess current() {
        return current;
    }

    /** The children of this process that run. */
    public static List<ParleyProcess> activeChildren() {
        return CHILDREN.stream().filter(ParleyProcess::isAlive).toList();
    }

    /** The domain: in the child, the one that it opened. */
    public Parley parley() {
        return parley;
    }

    /** How it is called. */
    public String name() {
        return name;
    }

    /** Sets how it is called. */
    public ParleyProcess name(String newName) {
        name = Objects.requireNonNull(newName, "name");
        return this;
    }

    /** Whether it ends with its parent. */
    public boolean isDaemon() {
        return daemon;
    }

    /** Sets whether it ends with its parent. */
    public ParleyProcess daemon(boolean ends) {
        daemon = ends;
        return this;
    }

    /** The process id. */
    public long pid() {
        return started().pid();
    }

    private Process started() {
        Process running = process;
        if (running == null) {
            throw new IllegalStateException("process was not started: " + this + ". Call start() first");
        }
        return running;
    }

    /** Waits for its end. */
    public void join() throws InterruptedException {
        started().waitFor();
    }

    /** Waits for its end, at most that long. */
    public boolean join(Duration timeout) throws InterruptedException {
        return started().waitFor(TimeUnit.NANOSECONDS.convert(timeout), TimeUnit.NANOSECONDS);
    }

    /** Whether it runs. */
    public boolean isAlive() {
        return process != null && process.isAlive();
    }

    /** SIGTERM. */
    public void terminate() {
        started().destroy();
    }

    /** SIGKILL. */
    public void kill() {
        started().destroyForcibly();
    }

    /** How it ended. */
    public Optional<ExitStatus> exitStatus() {
        if (process == null || process.isAlive()) {
            return Optional.empty();
        }
        int value = process.exitValue();
        return Optional.of(new ExitStatus(value, Math.max(0, value - SIGNAL), ""));
    }

    /** Its exit code. */
    public OptionalInt exitCode() {
        return exitStatus().map(ExitStatus::exitCode).orElse(OptionalInt.empty());
    }

    /** The signal that ended it. */
    public OptionalInt signal() {
        return exitStatus().map(ExitStatus::endedBySignal).orElse(OptionalInt.empty());
    }

    /** Completes when it has ended. */
    public CompletableFuture<ParleyProcess> onExit() {
        return started().onExit().thenApply(ended -> this);
    }

    /** Whether it has ended. */
    @Override
    public boolean isReady() {
        return process != null && !process.isAlive();
    }

    java.util.Map<String, String> systemProperties() {
        return factory.options().systemProperties();
    }

    /** Writes a command to the child's life-line. */
    void command(int command, long argument) throws IOException {
        OutputStream lifeline = started().getOutputStream();
        synchronized (lifeline) {
            lifeline.write(command);
            if (command == Lifeline.CANCEL) {
                for (int shift = 56; shift >= 0; shift -= 8) {
                    lifeline.write((int) (argument >>> shift));
                }
            }
            lifeline.flush();
        }
    }

    @Override
    public void close() {}

    @Override
    public String toString() {
        return "ParleyProcess(" + name + (process == null ? "" : ", pid " + process.pid()) + ")";
    }
}
