package io.parley.manager;

import io.parley.Parley;
import io.parley.manager.internal.call.CallKinds;
import io.parley.manager.internal.call.Host;
import io.parley.manager.internal.call.Pools;
import io.parley.manager.internal.call.Registered;
import io.parley.manager.internal.collection.CollectionKinds;
import io.parley.manager.internal.net.FrameServer;
import io.parley.manager.internal.net.ServerTerms;
import io.parley.manager.internal.queue.QueueKinds;
import io.parley.manager.internal.server.Dispatcher;
import io.parley.manager.internal.server.Kind;
import io.parley.manager.internal.server.ServerContext;
import io.parley.manager.internal.server.Watcher;
import io.parley.manager.internal.sync.SyncKinds;
import io.parley.manager.internal.value.ValueKinds;
import io.parley.pipe.AuthKey;
import io.parley.process.PoolOptions;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/**
 * Serves the objects of a domain to other hosts, and objects of registered classes. Python's
 * {@code BaseManager.get_server()}; to run it in a child process there is {@link ManagerProcess}.
 *
 * <pre>{@code
 * try (ManagerServer server = ManagerServer.create(parley, key)) {
 *     server.options(o -> o.listenAt(new InetSocketAddress("127.0.0.1", 50000)));
 *     server.register("Maths", Maths.class, MathsImpl::new);
 *     server.serveForever();
 * }
 * }</pre>
 *
 * <p><b>States:</b> initial, then started, then shut down. Options and registrations belong to the first, in which what
 * has to happen before anybody is served can be done as well (Python's {@code initializer}); a server is started once.
 * Everything else is an {@link IllegalStateException} that says so; shutting down can be done at any time and repeated.
 *
 * <p><b>Threading:</b> thread-safe. Methods of registered classes run in threads of the server, at most 256 at once, at
 * most 32 of one object; more wait.
 *
 * <p><b>Failure:</b> when the server's process dies, its registered objects are gone; what is in the domain stays.
 * Clients hear of it by their connections, see {@link SessionExpiredException}.
 *
 * <p><b>Differs from Python:</b> shutting down is there in every state, a server can be awaited, and Ctrl-C ends a
 * server that nobody told otherwise, as it does every JVM.
 */
public final class ManagerServer implements AutoCloseable {
    private static final int CALL_THREADS = 256;
    private static final Duration DRAIN = Duration.ofSeconds(1);

    private enum State {
        INITIAL,
        STARTED,
        SHUT_DOWN
    }

    private final Parley parley;
    private final AuthKey key;
    private final Map<String, Registered> registered = new LinkedHashMap<>();
    private final Map<String, UnaryOperator<PoolOptions>> poolOptions = new LinkedHashMap<>();
    private final List<String> taskClasses = new ArrayList<>();
    private final CountDownLatch over = new CountDownLatch(1);
    private ServerOptions options = ServerOptions.defaults();
    private State state = State.INITIAL;
    private Host host;
    private Pools pools;
    private Dispatcher dispatcher;
    private FrameServer server;

    private ManagerServer(Parley parley, AuthKey key) {
        this.parley = Objects.requireNonNull(parley, "parley");
        this.key = Objects.requireNonNull(key, "key");
    }

    /**
     * A server that is not started yet.
     *
     * @param parley the domain; stays the caller's to close, after the server
     * @param key the key that clients must know
     * @return the server
     */
    public static ManagerServer create(Parley parley, AuthKey key) {
        return new ManagerServer(parley, key);
    }

    /**
     * Starts to serve, with the default options: at any port of the loopback address.
     *
     * @param parley the domain
     * @param key the key that clients must know
     * @return the server to close
     * @throws IOException if it cannot listen
     */
    public static ManagerServer start(Parley parley, AuthKey key) throws IOException {
        return start(parley, key, UnaryOperator.identity());
    }

    /**
     * Starts to serve.
     *
     * @param parley the domain
     * @param key the key that clients must know
     * @param options how to serve
     * @return the server to close
     * @throws IOException if it cannot listen
     */
    public static ManagerServer start(Parley parley, AuthKey key, UnaryOperator<ServerOptions> options)
            throws IOException {
        return create(parley, key).options(options).start();
    }

    /**
     * Changes how it will serve.
     *
     * @param change makes the new options of those before
     * @return this
     * @throws IllegalStateException if it was started
     */
    public synchronized ManagerServer options(UnaryOperator<ServerOptions> change) {
        requireInitial("change options");
        options = Objects.requireNonNull(change.apply(options), "options");
        return this;
    }

    /**
     * Registers a class of which each client makes objects of its own, without arguments.
     *
     * @param typeid what clients call it
     * @param type the interface by which they use it
     * @param factory makes an object
     * @param <T> the interface
     * @return this
     * @throws IllegalStateException if it was started
     * @throws IllegalArgumentException if there is something by that typeid already, or it is not an interface
     */
    public <T> ManagerServer register(String typeid, Class<? super T> type, Callable<? extends T> factory) {
        return register(Registration.of(typeid, type, factory));
    }

    /**
     * Registers one object that all clients share.
     *
     * @param typeid what clients call it
     * @param type the interface by which they use it
     * @param supplier finds or makes the object; called once, when the first client asks for it
     * @param <T> the interface
     * @return this
     * @throws IllegalStateException if it was started
     * @throws IllegalArgumentException if there is something by that typeid already, or it is not an interface
     */
    public <T> ManagerServer registerShared(String typeid, Class<? super T> type, Callable<? extends T> supplier) {
        return register(Registration.shared(typeid, type, supplier));
    }

    /**
     * Registers a class.
     *
     * @param registration what it is and how it is used
     * @return this
     * @throws IllegalStateException if it was started
     * @throws IllegalArgumentException if there is something by that typeid already
     */
    public synchronized ManagerServer register(Registration<?> registration) {
        Registered more = registration.registered();
        requireInitial("register '" + more.typeid() + "'");
        if (registered.putIfAbsent(more.typeid(), more) != null) {
            throw new IllegalArgumentException("'" + more.typeid() + "' is registered already, as "
                    + registered.get(more.typeid()).type().getName() + ". Choose another typeid");
        }
        return this;
    }

    /**
     * Has a pool of processes of this host that clients give tasks to, by {@link Manager#pool}. Its workers start with
     * the server and end with it. No task is run unless {@link #allowTasks} says which may be.
     *
     * @param name what clients call it
     * @param options changes the defaults, for example {@code o -> o.withWorkers(4)}
     * @return this
     * @throws IllegalStateException if it was started
     * @throws IllegalArgumentException if there is a pool by that name already
     */
    public synchronized ManagerServer pool(String name, UnaryOperator<PoolOptions> options) {
        requireInitial("have pool '" + name + "'");
        Objects.requireNonNull(options, "options");
        if (poolOptions.putIfAbsent(Objects.requireNonNull(name, "name"), options) != null) {
            throw new IllegalArgumentException("there is a pool '" + name + "' already. Choose another name");
        }
        return this;
    }

    /**
     * Names the classes of which there may be objects in tasks, arguments and results of {@linkplain #pool pools}: of a
     * lambda, the class in which it stands. Values, collections and exceptions of the JDK are always allowed; if no
     * class is named, every task is refused. An initializer of a pool is held to this as well. Who knows the key can
     * have every method run that a lambda of these classes calls: name as few as possible.
     *
     * @param patterns as in {@link java.io.ObjectInputFilter.Config#createFilter}: {@code com.acme.Order},
     *     {@code com.acme.*}, {@code com.acme.**}; with {@code !} in front they refuse. The first that matches decides
     * @return this
     * @throws IllegalStateException if it was started
     * @throws IllegalArgumentException if a pattern is none
     */
    public synchronized ManagerServer allowTasks(String... patterns) {
        requireInitial("allow tasks");
        Pools.requireValid(List.of(patterns));
        taskClasses.addAll(List.of(patterns));
        return this;
    }

    private void requireInitial(String what) {
        if (state != State.INITIAL) {
            throw new IllegalStateException(
                    "cannot " + what + ": the server " + words() + ". Do it between create() and start()");
        }
    }

    private String words() {
        return switch (state) {
            case INITIAL -> "was not started";
            case STARTED -> "was started already";
            case SHUT_DOWN -> "was shut down";
        };
    }

    /**
     * Starts to serve, and returns.
     *
     * @return this
     * @throws IOException if it cannot listen; the server is shut down then
     * @throws IllegalStateException if it was started before, or shut down; if a class is named that is not registered
     */
    public synchronized ManagerServer start() throws IOException {
        requireInitial("start");
        ServerTerms terms = options.terms(key);
        host = new Host(parley, registered, CALL_THREADS, terms.maxFrame());
        pools = new Pools(parley, poolOptions, taskClasses, terms.maxFrame());
        dispatcher = new Dispatcher(
                new ServerContext(parley, new Watcher()),
                kinds(host, pools),
                options.sessionLimit().toNanos());
        try {
            server = FrameServer.bind(terms, dispatcher);
        } catch (IOException | RuntimeException e) {
            state = State.SHUT_DOWN;
            dispatcher.close();
            host.close();
            pools.close();
            over.countDown();
            throw e;
        }
        state = State.STARTED;
        return this;
    }

    static Map<Integer, Kind> kinds(Host host, Pools pools) {
        Map<Integer, Kind> kinds = new HashMap<>();
        for (List<Kind> some : List.of(
                ValueKinds.all(),
                SyncKinds.all(),
                QueueKinds.all(),
                CollectionKinds.all(),
                CallKinds.of(host, pools))) {
            some.forEach(kind -> kinds.put(kind.id(), kind));
        }
        return kinds;
    }

    /**
     * Serves until somebody shuts the server down, or this thread is interrupted, which shuts it down. Starts it first
     * if that was not done.
     *
     * @throws IOException if it cannot listen
     * @throws InterruptedException if the thread is interrupted; the server is shut down
     * @throws IllegalStateException if it was shut down before
     */
    public void serveForever() throws IOException, InterruptedException {
        synchronized (this) {
            if (state != State.STARTED) {
                start();
            }
        }
        try {
            over.await();
        } catch (InterruptedException e) {
            close();
            throw e;
        }
    }

    /**
     * Where it listens, with the real port; known also after it was shut down.
     *
     * @return the address
     * @throws IllegalStateException if it never listened
     */
    public synchronized InetSocketAddress address() {
        if (server == null) {
            throw new IllegalStateException("the server has no address: it " + words() + ". Call start() first");
        }
        return server.address();
    }

    /** How many connections there are, proved or not. */
    int connections() {
        return server.connections();
    }

    /** How many connections were refused, or ended because of what they did. */
    long refused() {
        return server.refused();
    }

    /** How many sessions there are. */
    int sessions() {
        return dispatcher.sessions();
    }

    /**
     * Whether it serves.
     *
     * @return true between start and shut-down
     */
    public synchronized boolean isRunning() {
        return state == State.STARTED;
    }

    /**
     * A manager of the same domain in this process, without the network, through which the registered objects can be
     * used as well: the same proxies, arguments and results are copies all the same.
     *
     * @return a manager to close; objects that it creates end with it
     * @throws IllegalStateException if it is not started, or was shut down
     */
    public synchronized Manager manager() {
        if (state != State.STARTED) {
            throw new IllegalStateException("no objects to manage: the server " + words());
        }
        return new LocalManager(parley, host, pools);
    }

    /**
     * Ends: lets calls that run be answered, one second at most, then closes every connection, and gives back what
     * sessions hold. A second call does nothing.
     */
    public void shutdown() {
        shutdown(DRAIN);
    }

    /**
     * Ends: takes no more calls of registered objects, waits that long for those that run to be answered, interrupts
     * the rest, then closes every connection, and gives back what sessions hold. A second call does nothing.
     *
     * @param timeout how long; zero or less does not wait
     */
    public void shutdown(Duration timeout) {
        State before;
        synchronized (this) {
            before = state;
            state = State.SHUT_DOWN;
        }
        if (before == State.SHUT_DOWN) {
            return;
        }
        if (before == State.STARTED) {
            long timeoutNs = TimeUnit.NANOSECONDS.convert(timeout);
            host.drain(timeoutNs);
            pools.drain(timeoutNs);
            // the sessions first: their clients are told, and need not wait for the limit
            dispatcher.close();
            server.close();
            host.close();
            pools.close();
        }
        over.countDown();
    }

    /**
     * Waits until it was shut down.
     *
     * @param timeout how long; zero or less looks once
     * @return whether it was
     * @throws InterruptedException if the thread is interrupted; the server goes on
     */
    public boolean awaitTermination(Duration timeout) throws InterruptedException {
        return over.await(TimeUnit.NANOSECONDS.convert(timeout), TimeUnit.NANOSECONDS);
    }

    /** As {@link #shutdown()}. */
    @Override
    public void close() {
        shutdown();
    }

    @Override
    public synchronized String toString() {
        return "ManagerServer(" + (server == null ? options.address() : server.address()) + ", " + words() + ")";
    }
}
