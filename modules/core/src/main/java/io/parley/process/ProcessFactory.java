package io.parley.process;

import io.parley.Parley;
import io.parley.internal.process.JvmCommand;
import io.parley.internal.process.JvmSpec;
import io.parley.internal.process.WarmJvms;
import java.io.IOException;
import java.util.Objects;
import java.util.function.UnaryOperator;

/**
 * Starts children of one sort: the same domain, the same options. {@link Parley#processes} makes one.
 *
 * <p><b>Threading:</b> thread-safe.
 */
public final class ProcessFactory implements AutoCloseable {
    private final Parley parley;
    private final ProcessOptions options;
    private final JvmSpec spec;
    private final WarmJvms warm = new WarmJvms(this::startInAdvance);

    private ProcessFactory(Parley parley, ProcessOptions options) {
        this.parley = Objects.requireNonNull(parley, "parley");
        this.options = Objects.requireNonNull(options, "options");
        this.spec = new JvmSpec(
                ChildMain.class.getName(),
                options.preload(),
                options.jvmFlags(),
                options.inheritFlags(),
                options.environment(),
                options.classPath(),
                options.workingDirectory(),
                options.javaHome(),
                options.classDataSharing());
    }

    /**
     * A factory of children with these options. {@link Parley#processes} is the short way.
     *
     * @param parley the domain that each child opens
     * @param options how they are started
     * @return the factory
     */
    public static ProcessFactory of(Parley parley, ProcessOptions options) {
        return new ProcessFactory(parley, options);
    }

    /**
     * A child that is not started yet.
     *
     * @param target what it runs
     * @return the child; call {@link ParleyProcess#start()}
     */
    public ParleyProcess process(ProcessTarget target) {
        return new ParleyProcess(this, null, Objects.requireNonNull(target, "target"));
    }

    /**
     * A child that is not started yet.
     *
     * @param name how it is called
     * @param target what it runs
     * @return the child; call {@link ParleyProcess#start()}
     */
    public ParleyProcess process(String name, ProcessTarget target) {
        return process(target).name(name);
    }

    /**
     * A pool of such children.
     *
     * @param options changes the defaults, for example {@code o -> o.withWorkers(4)}
     * @return the pool, with its workers on their way
     */
    public ProcessPool pool(UnaryOperator<PoolOptions> options) {
        return ProcessPool.open(this, options.apply(PoolOptions.defaults()));
    }

    /**
     * Keeps this many JVMs ready, which have loaded what most targets need and wait. {@link ParleyProcess#start()}
     * takes one if there is one, and starts a new one otherwise; so do the workers of a pool of this factory. What is
     * taken is replaced in the background. Python's {@code forkserver}, without its server.
     *
     * <p><b>Blocking:</b> none; the JVMs need about as long to be ready as a first start takes. <b>Processes:</b> a JVM
     * that dies while it waits is replaced, and nobody notices. They end with this process, however it ends. None takes
     * a slot of the domain before it runs a target.
     *
     * @param number how many; 0 ends those that wait. A later call changes the number
     * @throws IllegalArgumentException if the number is negative
     * @throws IllegalStateException if this factory was closed
     */
    public void warm(int number) {
        if (number < 0) {
            throw new IllegalArgumentException("number of JVMs to keep ready must not be negative: " + number);
        }
        warm.keep(number);
    }

    /**
     * How many JVMs wait now. They may still be loading.
     *
     * @return at most what {@link #warm} was told
     */
    public int warmCount() {
        return warm.size();
    }

    /** A JVM that waits for what to run, on its standard input. */
    Process launch() throws IOException {
        Process ready = warm.take();
        return ready != null ? ready : start(JvmCommand.of(spec));
    }

    private Process startInAdvance() throws IOException {
        return start(JvmCommand.inAdvance(spec));
    }

    private Process start(ProcessBuilder command) throws IOException {
        Streams.redirect(command, options);
        return command.start();
    }

    /**
     * The domain.
     *
     * @return what every child opens
     */
    public Parley parley() {
        return parley;
    }

    /**
     * How children are started.
     *
     * @return the options
     */
    public ProcessOptions options() {
        return options;
    }

    /**
     * Ends what was started in advance; children that run are left alone, and further ones can be started. A second
     * call does nothing.
     */
    @Override
    public void close() {
        warm.close();
    }

    @Override
    public String toString() {
        return "ProcessFactory(" + parley + ")";
    }
}
