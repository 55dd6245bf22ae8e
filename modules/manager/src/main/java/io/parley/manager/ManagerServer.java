package io.parley.manager;

import io.parley.Parley;
import io.parley.manager.internal.call.CallKinds;
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
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Serves the objects of a domain to other hosts. Python's {@code BaseManager.get_server()}.
 *
 * <p><b>Threading:</b> thread-safe.
 */
public final class ManagerServer implements AutoCloseable {
    private final Dispatcher dispatcher;
    private final FrameServer server;

    private ManagerServer(Dispatcher dispatcher, FrameServer server) {
        this.dispatcher = dispatcher;
        this.server = server;
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
        ServerOptions chosen = options.apply(ServerOptions.defaults());
        ServerTerms terms = chosen.terms(key);
        ServerContext context = new ServerContext(parley, new Watcher());
        Dispatcher dispatcher =
                new Dispatcher(context, kinds(), chosen.sessionLimit().toNanos());
        try {
            return new ManagerServer(dispatcher, FrameServer.bind(terms, dispatcher));
        } catch (IOException e) {
            dispatcher.close();
            throw e;
        }
    }

    private static Map<Integer, Kind> kinds() {
        Map<Integer, Kind> kinds = new HashMap<>();
        for (List<Kind> some :
                List.of(ValueKinds.all(), SyncKinds.all(), QueueKinds.all(), CollectionKinds.all(), CallKinds.all())) {
            some.forEach(kind -> kinds.put(kind.id(), kind));
        }
        return kinds;
    }

    /**
     * Where it listens, with the real port.
     *
     * @return the address
     */
    public InetSocketAddress address() {
        return server.address();
    }

    /** Ends: closes every connection, and gives back what sessions hold. A second call does nothing. */
    @Override
    public void close() {
        server.close();
        dispatcher.close();
    }
}
