package io.parley;

import io.parley.process.LocalWorkers;
import io.parley.process.ParleyProcess;
import io.parley.process.PoolOptions;
import io.parley.process.ProcessFactory;
import io.parley.process.ProcessOptions;
import io.parley.process.ProcessPool;
import io.parley.process.ProcessTarget;
import java.util.function.UnaryOperator;

/** The part of {@link Parley} that starts processes. */
abstract class ProcessFactories extends CollectionFactories {
    ProcessFactories() {}

    /**
     * A child process that is not started yet. It opens this domain before its target runs.
     *
     * @param target what it runs
     * @return the child; call {@link ParleyProcess#start()}
     */
    public ParleyProcess process(ProcessTarget target) {
        return processes(options -> options).process(target);
    }

    /**
     * A child process that is not started yet. It opens this domain before its target runs.
     *
     * @param name how it is called
     * @param target what it runs
     * @return the child; call {@link ParleyProcess#start()}
     */
    public ParleyProcess process(String name, ProcessTarget target) {
        return process(target).name(name);
    }

    /**
     * A factory of child processes that are started in another way than this one.
     *
     * @param options changes the defaults, for example {@code o -> o.withHeap("256m")}
     * @return the factory
     */
    public ProcessFactory processes(UnaryOperator<ProcessOptions> options) {
        return ProcessFactory.of(self(), options.apply(ProcessOptions.defaults()));
    }

    /**
     * A pool of processes.
     *
     * @param workers how many
     * @return the pool, with its workers on their way
     */
    public ProcessPool pool(int workers) {
        return pool(options -> options.withWorkers(workers));
    }

    /**
     * A pool of processes.
     *
     * @param options changes the defaults, for example {@code o -> o.withWorkers(4).withInitializer(Model::load)}
     * @return the pool, with its workers on their way
     */
    public ProcessPool pool(UnaryOperator<PoolOptions> options) {
        return processes(same -> same).pool(options);
    }

    /**
     * The same pools with threads of this JVM as workers, for unit tests.
     *
     * @return where to get them
     */
    public static LocalWorkers local() {
        return LocalWorkers.INSTANCE;
    }
}
