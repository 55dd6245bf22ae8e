package io.parley.testkit;

import io.parley.internal.crash.Failpoint;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A Java virtual machine that a test has forked and leads through a script: the test waits until the child says that it
 * reached a barrier, lets it proceed, stops it, kills it, and reads what it printed.
 *
 * <p>The child runs a main class from this JVM's class path, with this JVM's flags, and talks back through
 * {@link Script}. Its output is collected in bounded memory; its standard input is empty.
 *
 * <p><b>Threading:</b> thread-safe. <b>Processes:</b> the child never outlives this JVM, even if this one is killed and
 * the child is stopped then. {@link #close()} kills it; a test extended with {@link CrashTestWatcher} better leaves
 * that to the watcher, which can take a thread dump first.
 *
 * <p><b>Failure:</b> the methods that wait throw {@link ChildFailedError} when the child ends or the time is over
 * first; its message contains the end of the child's log, and its thread dump if it still runs. An interrupted wait
 * fails in the same way, with the interrupt flag set, so that a test's time-out shows what the child was doing.
 */
public final class ForkedJvm implements AutoCloseable {
    /** The exit code of a process that SIGKILL ended, as the JDK reports it. */
    public static final int EXIT_KILLED = 128 + NativeProcess.SIGKILL;

    final ChildProcess process;
    private final Conversation conversation;

    ForkedJvm(ForkedJvmBuilder options, ChildProcess process) {
        this.process = process;
        this.conversation = new Conversation(options, process);
    }

    /**
     * Forks a JVM that runs {@code main} with the class path and the flags of this one.
     *
     * @param main a class with a {@code static void main(String[])}; neither needs to be public
     * @param args its arguments
     * @return the running child
     * @throws java.io.UncheckedIOException if no process can be started
     */
    public static ForkedJvm fork(Class<?> main, String... args) {
        return builder(main).args(args).start();
    }

    /**
     * The way to fork a JVM with other flags, failpoints, a prefix command and so on.
     *
     * @param main a class with a {@code static void main(String[])}; neither needs to be public
     * @return a builder
     */
    public static ForkedJvmBuilder builder(Class<?> main) {
        return new ForkedJvmBuilder(main);
    }

    /**
     * The child's process id as this JVM sees it, also with a prefix command or in a PID namespace of its own.
     *
     * @return the process id of the JVM
     */
    public long pid() {
        return process.pid();
    }

    /**
     * Whether the JVM still exists: running or stopped, but not a zombie.
     *
     * @return true until it ended
     */
    public boolean isAlive() {
        return process.isRunning();
    }

    /**
     * The state that the kernel shows in {@code /proc/<pid>/stat}: {@code R} and {@code S} for a JVM that runs,
     * {@code T} for one that is stopped, {@code Z} for a zombie, {@code X} for one that is gone.
     *
     * @return the state's letter
     */
    public char processState() {
        return ProcFs.state(pid());
    }

    /** Sends SIGKILL and waits until the process has ended. No effect on one that has. */
    public void kill() {
        process.kill();
    }

    /** Sends SIGSTOP and waits until every thread of the child stands still. */
    public void stop() {
        process.stop();
    }

    /** Sends SIGCONT: a stopped child goes on where it stood. */
    public void resume() {
        process.signal(NativeProcess.SIGCONT);
    }

    /** Asks the child to end in an orderly way (SIGTERM: shutdown hooks run) and does not wait for it. */
    public void terminate() {
        process.terminate();
    }

    /**
     * Waits until the child has ended.
     *
     * @param timeout how long to wait
     * @return its exit code: 137 after SIGKILL, 143 after SIGTERM. With a prefix command, what that command makes of it
     * @throws ChildFailedError if it still runs then
     */
    public int waitFor(Duration timeout) {
        return conversation.awaitExit(timeout);
    }

    /**
     * Waits until the child has ended with the exit code that the test expects.
     *
     * @param exitCode the expected one, such as 0 or {@link #EXIT_KILLED}
     * @param timeout how long to wait
     * @throws ChildFailedError if it still runs then, or ended otherwise
     */
    public void awaitExit(int exitCode, Duration timeout) {
        conversation.awaitExit(exitCode, timeout);
    }

    /**
     * Waits until a thread of the child calls {@link Script#reached} or {@link Script#barrier}. Every call takes one
     * arrival, so a barrier inside a loop can be awaited once for each round.
     *
     * @param barrier the barrier's name
     * @param timeout how long to wait
     * @throws ChildFailedError if the child ends or the time is over before
     */
    public void awaitReached(String barrier, Duration timeout) {
        conversation.await(
                "reach '" + barrier + "'", timeout, () -> conversation.state().takeArrival(barrier));
    }

    /**
     * Lets one thread of the child pass {@link Script#await}, now or when it comes there.
     *
     * @param barrier the barrier's name
     * @throws ChildFailedError if the child has ended
     */
    public void proceed(String barrier) {
        conversation.proceed(barrier);
    }

    /**
     * Lets the thread go on that {@link FailAction#PAUSE} holds at a failpoint.
     *
     * @param point where it is paused
     * @throws ChildFailedError if the child has ended
     */
    public void proceed(Failpoint point) {
        proceed(Protocol.pauseBarrier(point.name()));
    }

    /**
     * Waits until the child has carried out the action that was planned for a failpoint: it is dead after
     * {@link FailAction#KILL}, every thread stands still after {@link FailAction#STOP}. Every call takes one hit.
     *
     * @param point the failpoint
     * @param timeout how long to wait
     * @return what happened, and when
     * @throws ChildFailedError if the child ends elsewhere or the time is over before
     */
    public FailpointHit awaitFailpoint(Failpoint point, Duration timeout) {
        return conversation.awaitFailpoint(point, timeout);
    }

    /**
     * The failpoints at which the child has acted so far; after a random kill the last one tells where.
     *
     * @return the hits in order
     */
    public List<FailpointHit> failpointHits() {
        return conversation.state().hits();
    }

    /**
     * Waits for a report of the child.
     *
     * @param key the key that the child gave to {@link Script#report}
     * @param timeout how long to wait
     * @return the latest value reported for {@code key}
     * @throws ChildFailedError if the child ends or the time is over before
     */
    public String awaitReported(String key, Duration timeout) {
        return conversation.await(
                "report '" + key + "'", timeout, () -> conversation.state().reported(key));
    }

    /**
     * The latest value that the child has reported for a key.
     *
     * @param key the key that the child gave to {@link Script#report}
     * @return the value, or empty if there is none yet
     */
    public Optional<String> reported(String key) {
        return conversation.state().reported(key);
    }

    /**
     * All values that the child has reported for a key, in order.
     *
     * @param key the key that the child gave to {@link Script#report}
     * @return the values, possibly none
     */
    public List<String> reports(String key) {
        return conversation.state().reports(key);
    }

    /**
     * What the child has printed so far.
     *
     * @return its log, which grows while the child runs
     */
    public ChildLog log() {
        return conversation.log();
    }

    /**
     * The stacks of the child's threads with the locks they hold: from {@code jcmd}, else from SIGQUIT. For a child
     * that is stopped or does not answer, what the kernel knows about each thread.
     *
     * @return the dump, or a sentence if the child has ended
     */
    public String threadDump() {
        return conversation.threadDump();
    }

    /** Kills the child if it still runs, with all that it started. Its log and reports can be read on. */
    @Override
    public void close() {
        process.killAll();
        conversation.end();
    }

    String name() {
        return conversation.name();
    }

    @Override
    public String toString() {
        return conversation.toString();
    }
}
