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
     * Records from now on how long calls to the server take, in two histograms of a domain of this host:
     * {@code <name>.call} for those that the server did as soon as it had them, {@code <name>.wait} for those that
     * waited there for others: a lock that was held, a message, room, a task of a pool. A take that found a message is
     * a call. {@link io.parley.observe.LatencyHistogram} reads them, in any process of that domain:
     *
     * <pre>{@code
     * manager.recordCalls(here, "prices");
     * ...
     * try (LatencyHistogram calls = LatencyHistogram.open(here, "prices.call")) {
     *     System.out.println(calls.snapshot().getValueAtPercentile(99));
     * }
     * }</pre>
     *
     * <p>A latency goes from the call to when the answer is in this process. Waking the thread that waits for it is not
     * in it, nor is what depends on a future; a method of a registered class is in it, and so is connecting again, if
     * the connection broke in between. Failures count; calls that were taken back, signs of life and receipts do not.
     * Managers that are given the same name are counted together. A second call of this method ends the recording
     * before. Calls to objects of this host ({@link #local}) go nowhere: nothing is recorded, see
     * {@link io.parley.observe.ObjectLatency} for those.
     *
     * <p><b>Blocking, allocation:</b> none in a call, which reads the clock twice; while nothing is recorded, one
     * branch each. <b>Death:</b> a call is counted or not. <b>Failure:</b> a call never fails for being recorded. If
     * the domain is closed before recording is stopped, that is logged ({@code PLY-0142}) and recording ends.
     *
     * @param parley the domain that the histograms are in, created if they are not there; stays the caller's to close,
     *     after this manager
     * @param name of at most 155 characters
     * @throws IllegalArgumentException if histograms cannot have that name
     * @throws io.parley.DomainFullException if there is no room for them, 592,128 bytes each
     * @throws io.parley.ParleyException if something else has their names, or the file system refuses
     * @throws IllegalStateException if the manager or the domain is closed
     */
    void recordCalls(Parley parley, String name);

    /**
     * Ends what {@link #recordCalls} began; nothing if nothing is recorded. What was counted stays. A call that is
     * under way may be counted or not.
     */
    void stopRecordingCalls();

    /**
     * Closes what was opened through this manager. A session with a server ends, and what it holds is given back at
     * once. A second call does nothing.
     */
    @Override
    void close();
}
