package io.parley.manager.internal.call;

import io.parley.Parley;
import io.parley.internal.process.FarWorkers;
import io.parley.internal.process.PoolDoor;
import io.parley.internal.serial.ClassRule;
import io.parley.manager.internal.client.Link;
import io.parley.process.Pool;
import io.parley.process.PoolOptions;
import io.parley.process.ProcessPool;
import java.lang.invoke.MethodHandles;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/** The pools of a server, by name. */
public final class Pools implements AutoCloseable {
    private final Map<String, HostedPool> pools = new LinkedHashMap<>();
    private final int maxFrame;

    /**
     * Starts them.
     *
     * @param parley the domain of the workers
     * @param options how each is made
     * @param classes patterns of the classes that may be in tasks, arguments and results; none refuses all tasks
     * @param maxFrame how long a message to a client may be
     */
    public Pools(Parley parley, Map<String, UnaryOperator<PoolOptions>> options, List<String> classes, int maxFrame) {
        this.maxFrame = maxFrame;
        String patterns = String.join(";", classes);
        options.forEach((name, change) -> pools.put(
                name,
                new HostedPool(
                        name,
                        parley.processes(o -> o.withSystemProperty(ClassRule.PROPERTY, patterns))
                                .pool(o -> change.apply(o.withName(name))),
                        !classes.isEmpty())));
    }

    /** Checks patterns. */
    public static void requireValid(List<String> classes) {
        ClassRule.of(classes);
    }

    HostedPool find(String name) {
        HostedPool pool = pools.get(name);
        if (pool == null) {
            throw new IllegalArgumentException("no pool by that name: '" + name + "', the server has " + pools.keySet()
                    + ". Have one with ManagerServer.pool");
        }
        return pool;
    }

    int maxFrame() {
        return maxFrame;
    }

    /** A pool of this process's server, used without the network. */
    public Pool local(String name) {
        return view(name, find(name));
    }

    /** A pool of another host. */
    public static Pool remote(Link link, String name) {
        return view(name, new RemoteWorkers(link, name));
    }

    private static Pool view(String name, FarWorkers workers) {
        try {
            MethodHandles.lookup().ensureInitialized(ProcessPool.class);
        } catch (IllegalAccessException e) {
            throw new AssertionError("the class is public", e);
        }
        return (Pool) PoolDoor.installed().pool(name, workers);
    }

    /** Cancels what runs, and ends the workers. */
    @Override
    public void close() {
        pools.values().forEach(hosted -> hosted.pool().shutdownNow());
        pools.values().forEach(hosted -> hosted.pool().close());
    }

    /** Takes no more tasks, and waits that long for those that were given. */
    public void drain(long timeoutNs) {
        pools.values().forEach(hosted -> hosted.pool().shutdown());
        try {
            for (HostedPool hosted : pools.values()) {
                hosted.pool().awaitTermination(timeoutNs, TimeUnit.NANOSECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
