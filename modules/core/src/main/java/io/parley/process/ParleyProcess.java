package io.parley.process;

import io.parley.Parley;
import io.parley.Waitable;
import io.parley.internal.domain.Domain;
import io.parley.internal.live.ChildRecord;
import io.parley.internal.live.ChildTable;
import io.parley.internal.os.Clock;
import io.parley.internal.process.Lifeline;
import io.parley.internal.wait.WaitSources;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A process: a JVM that runs a target of this program. What {@link Thread} is inside one JVM.
 *
 * <pre>{@code
 * ParleyProcess child = parley.process("crawler", () -> crawl(queue)).start();
 * child.join();
 * if (!child.exitStatus().orElseThrow().isSuccess()) { ... }
 * }</pre>
 *
 * <p>The target is a lambda, a method reference or a serialisable object; or a subclass overrides {@link #run}, and its
 * fields travel. All of it is copied when {@link #start} is called; handles on shared objects arrive as handles on the
 * same objects. What the child assigns to its copies, this process does not see. Target and arguments go through a
 * pipe, never over the command line.
 *
 * <p><b>The child</b> opens the domain, runs the target in its main thread, waits for its own non-daemon threads and
 * children, closes the domain and ends with exit code 0. If the target throws, the stack goes to the child's standard
 * error and the exit code is 1; as in every JVM, what another thread throws changes nothing. Its standard input is
 * empty; its output goes where this JVM's goes, unless {@link ProcessOptions} say otherwise.
 *
 * <p><b>Threading:</b> thread-safe. What happens before {@code start()} happens before the target runs; what the child
 * did happens before {@link #join} returns. Each running child has a thread here that waits for its end.
 *
 * <p><b>Processes:</b> only the process that started a child can wait for it or end it. A child may start children. At
 * the orderly end of a JVM its daemon children get SIGTERM, and SIGKILL two seconds later; it waits for its other
 * children as long as they take, unless a signal ends it. If a JVM dies, however that is, its daemons end within a
 * second; its other children go on, and {@link #parent()} tells them. Closing the {@link Parley} changes nothing for
 * children that run.
 *
 * <p><b>Blocking:</b> {@code start()} does not wait for the child, not even if that reads nothing; only {@code join}
 * waits. In a wait set a process is ready when it has ended.
 *
 * <p><b>Differs from Python:</b> {@code multiprocessing.Process} with the start method spawn. Daemons die with their
 * parent also when it is killed, so they may have children; a signal is told apart from an exit code; SIGTERM runs the
 * child's shutdown hooks, though no {@code finally}.
 */
public class ParleyProcess implements Serializable, Waitable, AutoCloseable {
    private static final long serialVersionUID = 1L;
    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final int MAX_EXIT_VALUE = 255;

    private static volatile ParleyProcess current;
    private static volatile ParentProcess parent;

    /** Null in a copy that came from another process. */
    private enum State {
        NEW,
        STARTED,
        CLOSED,
        SELF
    }

    private final transient ProcessFactory factory;

    /** Its place in the family, as in default names. */
    private final String ordinals;

    /** What it runs; null once it was sent. */
    private ProcessTarget target;

    /** What it is called. */
    private volatile String name;

    /** Whether it ends with its parent. */
    private volatile boolean daemon;

    private transient volatile State state;
    private transient volatile RunningChild child;
    private transient Parley parley;
    private transient int depth;
    private transient int flags;

    /**
     * A child of a subclass, which overrides {@link #run}; its fields travel to the child as a copy.
     *
     * @param parley the domain that the child opens
     */
    protected ParleyProcess(Parley parley) {
        this(ProcessFactory.of(parley, ProcessOptions.defaults()));
    }

    /**
     * A child of a subclass, which overrides {@link #run}; its fields travel to the child as a copy.
     *
     * @param factory how it is started, and in which domain
     */
    protected ParleyProcess(ProcessFactory factory) {
        this(factory, null, null);
    }

    ParleyProcess(ProcessFactory factory, String name, ProcessTarget target) {
        ParleyProcess creator = current();
        this.factory = factory;
        this.parley = factory.parley();
        this.target = target;
        this.ordinals = (creator.ordinals.isEmpty() ? "" : creator.ordinals + ":") + NUMBER.incrementAndGet();
        this.name = name == null ? className() + "-" + ordinals : name;
        this.daemon = creator.daemon;
        this.state = State.NEW;
    }

    /** The process that no other one started. */
    private ParleyProcess() {
        this.factory = null;
        this.ordinals = "";
        this.name = "main";
        this.state = State.SELF;
    }

    private static final class Main {
        private static final ParleyProcess PROCESS = new ParleyProcess();

        private Main() {}
    }

    /** Anonymous classes have no name of their own. */
    private String className() {
        Class<?> type = getClass();
        while (type.getSimpleName().isEmpty()) {
            type = type.getSuperclass();
        }
        return type.getSimpleName();
    }

    /**
     * What the child does: here, runs the target. Calling it directly does that in this process, and nothing is
     * started.
     *
     * @throws Exception ends the child with exit code 1
     */
    public void run() throws Exception {
        if (target != null) {
            target.run();
        }
    }

    /**
     * Starts the child. That it was started does not say that the target could be read there, or that the JVM came up:
     * with a wrong flag, say, it ends with exit code 1 and a message on its standard error, which {@link #exitStatus()}
     * tells like every other end.
     *
     * @return this
     * @throws IllegalStateException if it was started before, was closed, or is not this process's to start; if the
     *     domain is closed; if this JVM is ending
     * @throws IllegalArgumentException if the target or something in it cannot travel; the message names it. Nothing
     *     was started
     * @throws UncheckedIOException if the operating system starts no process: there is no such JDK, or no memory
     */
    public ParleyProcess start() {
        synchronized (this) {
            requireNew("start");
            Domain domain = Domain.of(parley);
            Children.prepare(this);
            byte[] copy = ObjectStreams.write(this, parley);
            ParleyProcess creator = current();
            ChildRecord record = domain.children()
                    .claim(
                            name,
                            flags | (daemon ? ChildTable.DAEMON : 0),
                            creator.depth + 1,
                            ProcessHandle.current().pid(),
                            domain.clock().epochNs());
            RunningChild started =
                    new RunningChild(this, launch(record, domain.clock()), factory.options(), record, domain.clock());
            WaitSources.register(this, started.source());
            child = started;
            state = State.STARTED;
            target = null; // as Python: nothing of it is needed here any more
            boolean seenTo = Children.add(started);
            begin(started, head(creator, record).bytes(), copy);
            if (!seenTo) {
                started.kill();
                throw Children.endingNow(this);
            }
        }
        return this;
    }

    private static void begin(RunningChild started, byte[] head, byte[] copy) {
        try {
            started.begin(head, copy);
        } catch (RuntimeException | Error e) {
            started.abandon(e);
            throw e;
        }
    }

    private Process launch(ChildRecord record, Clock clock) {
        try {
            return factory.launch();
        } catch (IOException e) {
            record.failed(e.toString());
            record.ended(MAX_EXIT_VALUE, 0, clock.epochNs());
            throw new UncheckedIOException(
                    "cannot start " + this + ": " + e.getMessage() + ". Is there such a JDK, and memory for it?", e);
        } catch (RuntimeException | Error e) {
            record.failed(e.toString());
            record.ended(MAX_EXIT_VALUE, 0, clock.epochNs());
            throw e;
        }
    }

    private ChildStart head(ParleyProcess creator, ChildRecord record) {
        ProcessOptions options = factory.options();
        return new ChildStart(
                parley.config().withProcessName(name),
                daemon,
                creator.depth + 1,
                ProcessHandle.current().pid(),
                creator.name,
                record.index(),
                record.number(),
                options.stdout() instanceof Stdio.Lines,
                options.stderr() instanceof Stdio.Lines,
                options.systemProperties());
    }

    /** In the child, before {@link #run}: this is who it is. */
    void enter(Parley opened, ParentProcess startedBy, int below) {
        parley = opened;
        depth = below;
        state = State.SELF;
        parent = startedBy;
        current = this;
    }

    /** Before start: lists it as a worker of a pool. */
    ParleyProcess worker() {
        flags = ChildTable.WORKER;
        return this;
    }

    /** Writes a command to the child's life-line. */
    void command(int command, long argument) {
        started("command").command(command, argument);
    }

    /**
     * The process that this code runs in.
     *
     * @return in a child, the one that was started, in its copy; elsewhere one named {@code main} that cannot be waited
     *     for
     */
    public static ParleyProcess current() {
        ParleyProcess known = current;
        return known == null ? Main.PROCESS : known;
    }

    /**
     * The process that started this one.
     *
     * @return the parent; empty where no {@code ParleyProcess} did
     */
    public static Optional<ParentProcess> parent() {
        return Optional.ofNullable(parent);
    }

    /**
     * The children of this process that have not ended, workers of its pools included.
     *
     * @return a snapshot, in the order in which they were started
     */
    public static List<ParleyProcess> activeChildren() {
        return Children.active();
    }

    /**
     * The domain.
     *
     * @return in the child, the one that it has opened
     * @throws IllegalStateException if this is the main process, which belongs to none, or a copy from another process
     */
    public Parley parley() {
        if (parley == null) {
            throw new IllegalStateException("process belongs to no domain: " + this
                    + ". Only what ParleyProcess.start() started does; use the Parley that was opened here");
        }
        return parley;
    }

    /**
     * How it is called.
     *
     * @return the name; unless given, the class and which child of which child it is, such as {@code ParleyProcess-2:1}
     */
    public String name() {
        return name;
    }

    /**
     * Sets how it is called. Need not be unique. A child that runs already keeps its name on its side.
     *
     * @param newName any text
     * @return this
     */
    public ParleyProcess name(String newName) {
        name = Objects.requireNonNull(newName, "name");
        return this;
    }

    /**
     * Whether it ends with its parent.
     *
     * @return true for a daemon; unless set, what the process is that created it
     */
    public boolean isDaemon() {
        return daemon;
    }

    /**
     * Sets whether it ends with its parent.
     *
     * @param ends true for a daemon
     * @return this
     * @throws IllegalStateException if it was started
     */
    public synchronized ParleyProcess daemon(boolean ends) {
        requireNew("set daemon");
        daemon = ends;
        return this;
    }

    /**
     * The process id.
     *
     * @return the id, also after it has ended
     * @throws IllegalStateException if it was not started, was closed, or is another process's child
     */
    public long pid() {
        return state == State.SELF
                ? ProcessHandle.current().pid()
                : started("pid").pid();
    }

    /**
     * Waits until it has ended.
     *
     * @throws InterruptedException if the thread is interrupted; the child is not
     * @throws IllegalStateException if it was not started, was closed, is this process itself, or another process's
     *     child
     */
    public void join() throws InterruptedException {
        started("join").join();
    }

    /**
     * Waits until it has ended, at most that long.
     *
     * @param timeout how long; zero or less looks once
     * @return whether it has ended
     * @throws InterruptedException if the thread is interrupted; the child is not
     * @throws IllegalStateException if it was not started, was closed, is this process itself, or another process's
     *     child
     */
    public boolean join(Duration timeout) throws InterruptedException {
        return started("join").join(TimeUnit.NANOSECONDS.convert(timeout));
    }

    /**
     * Whether it runs: from its start until its end was seen here.
     *
     * @return true for this process itself
     * @throws IllegalStateException if it was closed, or is another process's child
     */
    public boolean isAlive() {
        return state == State.SELF || state != State.NEW && !started("isAlive").isOver();
    }

    /**
     * Whether it has ended, so that {@link #join} would return at once.
     *
     * @return also true once it was closed
     * @throws IllegalStateException if it was not started, or is another process's child
     */
    @Override
    public boolean isReady() {
        return state == State.CLOSED
                || state != State.SELF && started("isReady").isOver();
    }

    /**
     * Asks it to end in good order: sends SIGTERM. Its shutdown hooks run, its {@code finally} blocks do not; locks
     * that it holds come back to the others, and its daemon children end. Nothing happens if it has ended.
     *
     * @throws IllegalStateException if it was not started, was closed, is this process itself, or another process's
     *     child
     */
    public void terminate() {
        started("terminate").terminate();
    }

    /**
     * Ends it at once: sends SIGKILL. Nothing of it runs any more; what it held in the domain comes back to the others.
     * Nothing happens if it has ended.
     *
     * @throws IllegalStateException if it was not started, was closed, is this process itself, or another process's
     *     child
     */
    public void kill() {
        started("kill").kill();
    }

    /**
     * Asks the target to stop: interrupts the child's main thread, so that a wait there ends with an
     * {@link InterruptedException}, and {@code finally} blocks run. A target that lets it out ends the child with exit
     * code 1; one that returns ends it with 0. If the target does not run yet it is interrupted at its beginning; if it
     * has ended, nothing happens.
     *
     * <p><b>Differs from Python:</b> an interruption is a flag, not an exception at any place.
     *
     * @throws IllegalStateException if it was not started, was closed, is this process itself, or another process's
     *     child
     */
    public void interrupt() {
        started("interrupt").command(Lifeline.INTERRUPT, 0);
    }

    /**
     * Sends SIGTERM to it and to every process below it, whoever started them. One that is being started at that moment
     * may be missed, unless it is a daemon.
     *
     * @throws IllegalStateException if it was not started, was closed, is this process itself, or another process's
     *     child
     */
    public void terminateTree() {
        started("terminateTree").terminateTree();
    }

    /**
     * Sends SIGKILL to it and to every process below it, whoever started them. One that is being started at that moment
     * may be missed, unless it is a daemon.
     *
     * @throws IllegalStateException if it was not started, was closed, is this process itself, or another process's
     *     child
     */
    public void killTree() {
        started("killTree").killTree();
    }

    /**
     * How it ended.
     *
     * @return empty until it has
     * @throws IllegalStateException if it was closed, or is another process's child
     */
    public Optional<ExitStatus> exitStatus() {
        if (state == State.NEW || state == State.SELF) {
            return Optional.empty();
        }
        return Optional.ofNullable(started("exitStatus").status());
    }

    /**
     * Its exit code.
     *
     * @return empty until it has ended, and if a signal ended it
     * @throws IllegalStateException if it was closed, or is another process's child
     */
    public OptionalInt exitCode() {
        return exitStatus().map(ExitStatus::exitCode).orElse(OptionalInt.empty());
    }

    /**
     * The signal that ended it.
     *
     * @return its number; empty until it has ended, and if it exited of its own accord
     * @throws IllegalStateException if it was closed, or is another process's child
     */
    public OptionalInt signal() {
        return exitStatus().map(ExitStatus::endedBySignal).orElse(OptionalInt.empty());
    }

    /**
     * Completes when it has ended. What is attached runs in a thread that only this child has.
     *
     * @return a new future with this; completing or cancelling it changes nothing for others
     * @throws IllegalStateException if it was not started, was closed, is this process itself, or another process's
     *     child
     */
    public CompletableFuture<ParleyProcess> onExit() {
        return started("onExit").onExit();
    }

    /**
     * Gives back what the handle holds. Afterwards only {@link #name()} and this method can be called. A second call
     * does nothing; a process that was never started can be closed.
     *
     * @throws IllegalStateException if it runs
     */
    @Override
    public synchronized void close() {
        if (state == State.NEW) {
            state = State.CLOSED;
        } else if (state != State.CLOSED) {
            if (state == State.SELF || !started("close").isOver()) {
                throw new IllegalStateException(
                        "process is running: " + this + ". join() it first, or terminate() and join()");
            }
            state = State.CLOSED;
            child = null;
            WaitSources.unregister(this);
        }
    }

    private void requireNew(String what) {
        if (state == State.STARTED) {
            throw new IllegalStateException("process was started already: " + this + ", " + what
                    + " is for before. A process runs once: create another one");
        }
        if (state != State.NEW) {
            throw refused(what);
        }
    }

    private RunningChild started(String what) {
        RunningChild running = child;
        if (running == null) {
            throw refused(what);
        }
        return running;
    }

    private IllegalStateException refused(String what) {
        State now = state;
        if (now == null) {
            return new IllegalStateException("process is another one's child: " + this + ", " + what
                    + " is refused. This is a copy; only the process that started it can ask or end it");
        }
        return new IllegalStateException(
                switch (now) {
                    case NEW -> "process was not started: " + this + ", " + what + " is refused. Call start() first";
                    case CLOSED -> "process is closed: " + this + ", " + what + " is refused. Ask before close()";
                    case SELF ->
                        "process is this one itself: " + this + ", " + what
                                + " is refused. Only its parent can do that; to end it, return or System.exit()";
                    case STARTED -> "process was closed meanwhile: " + this + ", " + what + " is refused";
                });
    }

    /** A process is equal to itself only. */
    @Override
    public final boolean equals(Object other) {
        return this == other;
    }

    @Override
    public final int hashCode() {
        return System.identityHashCode(this);
    }

    @Override
    public String toString() {
        RunningChild running = child;
        State now = state;
        String what;
        if (running != null) {
            ExitStatus ended = running.status();
            what = "pid " + running.pid() + ", " + (ended == null ? "running" : ended.toString());
        } else {
            what = now == null ? "another process's child" : now.name().toLowerCase(Locale.ROOT);
        }
        return "ParleyProcess(" + name + ", " + what + (daemon ? ", daemon" : "") + ")";
    }
}
