package io.parley.pipe;

import io.parley.Codec;
import io.parley.WaitStrategy;
import io.parley.Waitable;
import io.parley.internal.net.Acceptor;
import io.parley.internal.os.SystemClock;
import io.parley.internal.wait.Deadline;
import io.parley.internal.wait.WaitSources;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/**
 * Waits for connections at an address: a file on this host, or a TCP port. Python's {@code Listener}.
 *
 * <pre>{@code
 * try (Listener<String> listener = Listener.open(address, Codecs.utf8(), key)) {
 *     Connection<String> peer = listener.accept();
 * }
 * }</pre>
 *
 * <p>Peers are greeted as they come, by a thread of Parley's own: both sides prove that they know the key, and that
 * they use the same codec. A peer that is slow, hostile or no Parley at all is turned away after the time limit at the
 * latest and holds up nobody else; {@link #accept()} throws an {@link AuthenticationException} for it and goes on with
 * the next one when it is called again. Up to 64 peers are greeted or wait to be accepted; further ones wait in the
 * kernel.
 *
 * <p>Parley listens nowhere unless a program opens one of these. Nothing is encrypted: between hosts, use a tunnel.
 *
 * <p><b>Threading:</b> any number of threads may accept. <b>Processes:</b> a Unix-domain listener has its socket file
 * for itself: one that a dead process left is replaced, a living one is a {@link java.net.BindException}. The file is
 * for its owner only; {@code chmod} it for others. When the process dies, those who are connected find the end of the
 * stream. <b>Blocking:</b> only {@code accept}.
 *
 * <p><b>Differs from Python:</b> the family follows from the address; an address has to be given.
 *
 * @param <T> the message type
 */
public final class Listener<T> implements Waitable, AutoCloseable {
    private static final long SLICE_NS = 50_000_000;

    private final Acceptor acceptor;
    private final Codec<T> codec;
    private final ConnectionOptions options;
    private volatile SocketAddress lastAccepted;

    private Listener(Acceptor acceptor, Codec<T> codec, ConnectionOptions options) {
        this.acceptor = acceptor;
        this.codec = codec;
        this.options = options;
        WaitSources.register(this, acceptor);
    }

    /**
     * Listens at an address.
     *
     * @param <T> the message type
     * @param address a {@code UnixDomainSocketAddress}, or an {@code InetSocketAddress}; with port 0 any free one
     * @param codec how messages become bytes; the same one on both sides
     * @param key what peers have to know, or {@link AuthKey#none()}
     * @return the listener
     * @throws java.net.BindException if the address is in use or cannot be used
     * @throws IOException if the network refuses
     */
    public static <T> Listener<T> open(SocketAddress address, Codec<T> codec, AuthKey key) throws IOException {
        return open(address, codec, key, UnaryOperator.identity());
    }

    /**
     * Listens at an address in a way of its own.
     *
     * @param <T> the message type
     * @param address a {@code UnixDomainSocketAddress}, or an {@code InetSocketAddress}; with port 0 any free one
     * @param codec how messages become bytes; the same one on both sides
     * @param key what peers have to know, or {@link AuthKey#none()}
     * @param options changes the defaults, for example {@code o -> o.sharedMemory(parley)}
     * @return the listener
     * @throws java.net.BindException if the address is in use or cannot be used
     * @throws IOException if the network refuses
     */
    public static <T> Listener<T> open(
            SocketAddress address, Codec<T> codec, AuthKey key, UnaryOperator<ConnectionOptions> options)
            throws IOException {
        ConnectionOptions chosen = options.apply(ConnectionOptions.defaults());
        Acceptor acceptor = Acceptor.open(
                address,
                Connections.secret(key),
                codec.id(),
                () -> MemorySharing.with(chosen.parley(), codec),
                chosen.timeLimitNs());
        return new Listener<>(acceptor, codec, chosen);
    }

    /**
     * The next peer that knows the key, waiting for one.
     *
     * @return the connection to it
     * @throws AuthenticationException if a peer was turned away; call again for the next one
     * @throws ClosedChannelException if the listener is closed, or was while the caller waited
     * @throws IOException if the peer left meanwhile; call again
     * @throws InterruptedException if the thread is interrupted; nobody was accepted
     */
    public Connection<T> accept() throws IOException, InterruptedException {
        return accept(Deadline.NEVER);
    }

    /**
     * The next peer that knows the key, waiting for one at most that long; never gives up early.
     *
     * @param timeout how long; zero or less looks once
     * @return the connection to it, or empty
     * @throws IOException as for {@link #accept()}
     * @throws InterruptedException if the thread is interrupted; nobody was accepted
     */
    public Optional<Connection<T>> accept(Duration timeout) throws IOException, InterruptedException {
        return Optional.ofNullable(accept(Deadline.after(SystemClock.LOCAL, TimeUnit.NANOSECONDS.convert(timeout))));
    }

    private Connection<T> accept(long deadlineNs) throws IOException, InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        while (true) {
            if (!acceptor.isOpen()) {
                throw new ClosedChannelException();
            }
            Acceptor.Arrival arrival = acceptor.take();
            if (arrival != null) {
                return connection(arrival);
            }
            if (!acceptor.bell().await(acceptor, deadlineNs, SLICE_NS, WaitStrategy.block())) {
                return null;
            }
        }
    }

    private Connection<T> connection(Acceptor.Arrival arrival) throws IOException {
        if (arrival.failure() != null) {
            // Thrown here, so that the stack is the caller's.
            throw new AuthenticationException(arrival.failure().getMessage(), arrival.failure());
        }
        lastAccepted = arrival.remote();
        return Connections.connection(arrival.channel(), "peer " + arrival.remote(), sharing(arrival), codec, options);
    }

    @SuppressWarnings("unchecked") // this listener made it
    private MemorySharing<T> sharing(Acceptor.Arrival arrival) {
        return (MemorySharing<T>) arrival.sharing();
    }

    /**
     * Where the listener listens, with the real port.
     *
     * @return the address, also after {@link #close()}
     */
    public SocketAddress address() {
        return acceptor.address();
    }

    /**
     * From where the peer was that was accepted last. Those who connect through a file have no address of their own.
     *
     * @return its address, or empty if there was none yet
     */
    public Optional<SocketAddress> lastAccepted() {
        return Optional.ofNullable(lastAccepted);
    }

    /** Whether {@code accept} would not wait: a peer is there, one was turned away, or the listener is closed. */
    @Override
    public boolean isReady() {
        return acceptor.isTrue();
    }

    /**
     * Whether the listener was not closed yet.
     *
     * @return false after {@link #close()}
     */
    public boolean isOpen() {
        return acceptor.isOpen();
    }

    /**
     * Stops listening, removes the socket file, and turns away who was not accepted. Accepted connections stay. A
     * second call does nothing.
     *
     * @throws IOException if the network refuses
     */
    @Override
    public void close() throws IOException {
        acceptor.close();
    }

    @Override
    public String toString() {
        return "Listener(" + address() + (isOpen() ? "" : ", closed") + ")";
    }
}
