package io.parley.testkit;

import io.parley.internal.crash.Failpoint;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * How to fork a JVM: made by {@link ForkedJvm#builder}, ended by {@link #start()}, which may be called several times
 * for several children.
 *
 * <p>The child gets the class path of this JVM (the real one, if Surefire started it with a manifest-only jar), and its
 * flags: those of the system property {@code parley.jvm.flags}, split at white space, or without it the arguments of
 * this JVM except its agents; then those of {@code parley.test.jvm}. A seed that {@link Seeds} has chosen is handed on.
 *
 * <p>With a directory in the system property {@code parley.test.archives}, children start from an archive of the
 * classes in jars, for about two thirds of the processor time, as soon as it is built, which begins with the first one.
 * Their class path has its directories behind its jars then.
 *
 * <p><b>Threading:</b> for one thread.
 */
public final class ForkedJvmBuilder {
    private static final AtomicInteger NUMBER = new AtomicInteger();

    final Class<?> main;
    final List<String> args = new ArrayList<>();
    final List<String> flags = new ArrayList<>();
    final List<String> prefix = new ArrayList<>();
    final Map<String, String> properties = new LinkedHashMap<>();
    final Map<String, String> environment = new LinkedHashMap<>();
    String name;
    Path workingDirectory = Path.of("").toAbsolutePath();
    Path javaHome = Path.of(System.getProperty("java.home"));
    Consumer<String> stdoutListener = line -> {};
    Consumer<String> stderrListener = line -> {};
    FailpointPlan plan = FailpointPlan.NOTHING;

    ForkedJvmBuilder(Class<?> main) {
        ChildMain.mainMethod(main);
        this.main = main;
        this.name = main.getSimpleName() + "-" + NUMBER.incrementAndGet();
    }

    /**
     * Adds arguments of the main method.
     *
     * @param more the arguments
     * @return this
     */
    public ForkedJvmBuilder args(String... more) {
        args.addAll(List.of(more));
        return this;
    }

    /**
     * Adds JVM flags after those that the child inherits.
     *
     * @param more the flags, such as {@code -Xmx64m}
     * @return this
     */
    public ForkedJvmBuilder jvmFlags(String... more) {
        flags.addAll(List.of(more));
        return this;
    }

    /**
     * Gives the child all compilers, for one that runs for long; else it has what {@code parley.test.jvm} says.
     *
     * @return this
     */
    public ForkedJvmBuilder allCompilers() {
        return jvmFlags("-XX:TieredStopAtLevel=4");
    }

    /**
     * Sets a system property of the child.
     *
     * @param key its name
     * @param value its value
     * @return this
     */
    public ForkedJvmBuilder systemProperty(String key, String value) {
        properties.put(key, value);
        return this;
    }

    /**
     * Sets an environment variable of the child, beside those that it inherits.
     *
     * @param key its name
     * @param value its value
     * @return this
     */
    public ForkedJvmBuilder environment(String key, String value) {
        environment.put(key, value);
        return this;
    }

    /**
     * Names the child in messages, and its files in a crash report; else it is the main class with a number.
     *
     * @param newName the name
     * @return this
     */
    public ForkedJvmBuilder name(String newName) {
        name = newName;
        return this;
    }

    /**
     * Starts the JVM through another command, which gets the JVM's command line as its last arguments and must leave
     * standard input and output alone: {@code prefixCommand("unshare", "-p", "-f")} gives it a PID namespace.
     *
     * @param command the command and its own arguments
     * @return this
     */
    public ForkedJvmBuilder prefixCommand(String... command) {
        prefix.addAll(List.of(command));
        return this;
    }

    /**
     * Sets the child's working directory; else it is this JVM's.
     *
     * @param directory an existing directory
     * @return this
     */
    public ForkedJvmBuilder workingDirectory(Path directory) {
        workingDirectory = directory;
        return this;
    }

    /**
     * Runs the child on another JDK than this JVM's.
     *
     * @param home the directory with {@code bin/java}
     * @return this
     */
    public ForkedJvmBuilder javaHome(Path home) {
        javaHome = home;
        return this;
    }

    /**
     * Calls back for every line on the child's standard output, beside collecting it.
     *
     * @param listener called by one thread, which must not be held up for long
     * @return this
     */
    public ForkedJvmBuilder onStdout(Consumer<String> listener) {
        stdoutListener = stdoutListener.andThen(listener);
        return this;
    }

    /**
     * Calls back for every line on the child's standard error, beside collecting it.
     *
     * @param listener called by one thread, which must not be held up for long
     * @return this
     */
    public ForkedJvmBuilder onStderr(Consumer<String> listener) {
        stderrListener = stderrListener.andThen(listener);
        return this;
    }

    /**
     * Makes the child act when it passes a failpoint for the first time.
     *
     * @param point where
     * @param action what to do
     * @return this
     */
    public ForkedJvmBuilder failAt(Failpoint point, FailAction action) {
        return failAt(point, action, 1);
    }

    /**
     * Makes the child act when it passes a failpoint for the n-th time, counted over all its threads.
     *
     * @param point where
     * @param action what to do
     * @param nthHit at which passing, from 1
     * @return this
     */
    public ForkedJvmBuilder failAt(Failpoint point, FailAction action, int nthHit) {
        plan = plan.with(new FailpointPlan.Rule(point, action, nthHit));
        return this;
    }

    /**
     * Makes the child kill itself at random failpoints. Whether it dies at the n-th passing of a point depends on
     * nothing but {@code seed}, point and n, so a seed does the same in every run.
     *
     * @param seed the seed, such as {@link Seeds#current()}
     * @param probability of a kill at each passing, from 0 to 1
     * @param points the points in question; none means all
     * @return this
     */
    public ForkedJvmBuilder failRandomly(long seed, double probability, Failpoint... points) {
        plan = plan.with(new FailpointPlan.Chance(seed, probability, Set.of(points)));
        return this;
    }

    /**
     * Forks the JVM; does not wait for it to come up.
     *
     * @return the running child
     * @throws java.io.UncheckedIOException if no process can be started
     */
    public ForkedJvm start() {
        ForkedJvm jvm = new ForkedJvm(this, ChildProcess.start(JvmCommand.of(this), !prefix.isEmpty()));
        TestRun.current().ifPresent(run -> run.add(jvm));
        return jvm;
    }
}
