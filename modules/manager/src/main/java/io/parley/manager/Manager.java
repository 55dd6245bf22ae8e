package io.parley.manager;

import io.parley.Parley;
import io.parley.manager.internal.client.Link;
import io.parley.manager.internal.net.FrameClient;
import io.parley.pipe.AuthKey;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.function.UnaryOperator;

/**
 * The objects of a domain by name, wherever the domain is: {@link #local} of this host, {@link #connect} of another.
 * User code does not know which. Python's {@code Manager}.
 *
 * <p><b>Threading:</b> thread-safe.
 */
public interface Manager
        extends ValueObjects, SyncObjects, QueueObjects, CollectionObjects, RegisteredObjects, AutoCloseable {
    /**
     * The objects of a domain of this host. There is no server: every call goes to shared memory.
     *
     * @param parley the domain; stays the caller's to close
     * @return a manager
     */
    static Manager local(Parley parley) {
        return new LocalManager(parley, null, null);
    }

    /**
     * The objects of the domain that a {@link ManagerServer} serves, with the default options.
     *
     * @param address where it listens
     * @param key the key that both sides know
     * @return a manager to close
     * @throws java.net.ConnectException if nobody listens there
     * @throws io.parley.pipe.AuthenticationException if the other side has another key, or is no Parley
     * @throws IOException if there is no session in time
     */
    static Manager connect(InetSocketAddress address, AuthKey key) throws IOException {
        return connect(address, key, UnaryOperator.identity());
    }

    /**
     * The objects of the domain that a {@link ManagerServer} serves.
     *
     * @param address where it listens
     * @param key the key that both sides know
     * @param options how to connect
     * @return a manager to close
     * @throws java.net.ConnectException if nobody listens there
     * @throws io.parley.pipe.AuthenticationException if the other side has another key, or is no Parley
     * @throws IOException if there is no session in time
     */
    static Manager connect(InetSocketAddress address, AuthKey key, UnaryOperator<ConnectOptions> options)
            throws IOException {
        ConnectOptions chosen = options.apply(ConnectOptions.defaults());
        FrameClient client = new FrameClient(chosen.terms(address, key));
        return new RemoteManager(Link.open(client, chosen.timeout().toMillis()));
    }

    /**
     * What there is to say about the session with the server. Asks nobody, and does not wait.
     *
     * @return the state at this moment; that of a manager of this host is always {@link SessionState#CONNECTED}
     */
    SessionState sessionState();

    /**
     * Opens another session if the one there was is {@linkplain SessionState#EXPIRED over}; otherwise does nothing.
     * Objects that were opened through this manager go on with the new session, and are opened again when they are
     * used; one that is not there any more is created. What the old session held stays lost: locks, permits and claims
     * have to be taken again. Waits as long as connecting may take.
     *
     * @throws java.net.ConnectException if nobody listens there
     * @throws IOException if there is no session in time; the old one stays over, and this may be called again
     * @throws IllegalStateException if the manager is closed, or an answer's thread calls this
     */
    void renew() throws IOException;

    /**
     * Closes what was opened through this manager. A session with a server ends, and what it holds is given back at
     * once. A second call does nothing.
     */
    @Override
    void close();
}
