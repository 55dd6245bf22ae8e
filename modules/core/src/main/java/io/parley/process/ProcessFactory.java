package io.parley.process;

import io.parley.Parley;
import io.parley.internal.process.JvmCommand;
import io.parley.internal.process.JvmSpec;
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

    private ProcessFactory(Parley parley, ProcessOptions options) {
        this.parley = Objects.requireNonNull(parley, "parley");
        this.options = Objects.requireNonNull(options, "options");
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

    /** A JVM that waits for what to run, on its standard input. */
    Process launch() throws IOException {
        ProcessBuilder command = JvmCommand.of(new JvmSpec(
                ChildMain.class.getName(),
                options.jvmFlags(),
                options.inheritFlags(),
                options.environment(),
                options.classPath(),
                options.workingDirectory(),
                options.javaHome(),
                options.classDataSharing()));
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

    /** Ends what was started in advance; children that run are left alone. A second call does nothing. */
    @Override
    public void close() {}

    @Override
    public String toString() {
        return "ProcessFactory(" + parley + ")";
    }
}
