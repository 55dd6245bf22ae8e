package io.parley.pipe;

import io.parley.Codec;
import io.parley.internal.net.Connector;
import io.parley.internal.net.FramedChannel;
import io.parley.internal.os.SystemClock;
import io.parley.internal.wait.Deadline;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Objects;
import java.util.function.UnaryOperator;

/**
 * Connects to a {@link Listener}, in another process or on another host. Python's {@code Client}.
 *
 * <pre>{@code
 * try (Connection<String> connection = Connections.connect(address, Codecs.utf8(), AuthKey.fromFile(file))) {
 *     connection.send("hello");
 * }
 * }</pre>
 *
 * <p>Messages are decoded by the codec and by nothing else; both sides have to use the same one. What a connection
 * through a socket cannot do that one through shared memory can:
 *
 * <ul>
 *   <li>A message that was sent may be lost when the other side dies or closes, and over TCP a {@code send} to somebody
 *       who is gone may succeed once.
 *   <li>{@code send} with a time limit goes on beyond it when a part has left already. Interrupted then, it closes the
 *       connection and throws {@link java.nio.channels.ClosedByInterruptException}, because the other side could make
 *       no sense of the rest.
 *   <li>When the other side ends within a message, {@code receive} throws an {@link IOException} that says so, not
 *       {@link java.io.EOFException}.
 *   <li>It cannot be sent through another connection.
 * </ul>
 *
 * <p><b>Threading:</b> any thread may connect; a connection may be used by any number of threads. <b>Blocking:</b>
 * until both sides agreed, 10 s at most if nothing else is said. <b>Allocation:</b> buffers of 128 KiB for each
 * connection; {@code send} and {@code receive} make what the codec makes.
 *
 * <p><b>Differs from Python:</b> the handshake has a time limit, so neither side hangs on the other.
 */
public final class Connections {
    private Connections() {}

    /**
     * Connects, within 10 s.
     *
     * @param <T> the message type
     * @param address a {@code UnixDomainSocketAddress}, or an {@code InetSocketAddress}
     * @param codec how messages become bytes; the listener's
     * @param key the listener's, or {@link AuthKey#none()}
     * @return the connection
     * @throws java.net.ConnectException if nobody listens there
     * @throws AuthenticationException if the two sides do not agree
     * @throws java.net.SocketTimeoutException if it takes too long
     * @throws IOException if the network refuses
     * @throws InterruptedException if the thread is interrupted; there is no connection
     */
    public static <T> Connection<T> connect(SocketAddress address, Codec<T> codec, AuthKey key)
            throws IOException, InterruptedException {
        return connect(address, codec, key, ConnectionOptions.defaults());
    }

    /**
     * Connects, at most that long.
     *
     * @param <T> the message type
     * @param address a {@code UnixDomainSocketAddress}, or an {@code InetSocketAddress}
     * @param codec how messages become bytes; the listener's
     * @param key the listener's, or {@link AuthKey#none()}
     * @param timeLimit more than zero
     * @return the connection
     * @throws IOException as for {@link #connect(SocketAddress, Codec, AuthKey)}
     * @throws InterruptedException if the thread is interrupted; there is no connection
     */
    public static <T> Connection<T> connect(SocketAddress address, Codec<T> codec, AuthKey key, Duration timeLimit)
            throws IOException, InterruptedException {
        return connect(address, codec, key, ConnectionOptions.defaults().timeLimit(timeLimit));
    }

    /**
     * Connects in a way of its own.
     *
     * @param <T> the message type
     * @param address a {@code UnixDomainSocketAddress}, or an {@code InetSocketAddress}
     * @param codec how messages become bytes; the listener's
     * @param key the listener's, or {@link AuthKey#none()}
     * @param options changes the defaults, for example {@code o -> o.sharedMemory(parley)}
     * @return the connection
     * @throws IOException as for {@link #connect(SocketAddress, Codec, AuthKey)}
     * @throws InterruptedException if the thread is interrupted; there is no connection
     */
    public static <T> Connection<T> connect(
            SocketAddress address, Codec<T> codec, AuthKey key, UnaryOperator<ConnectionOptions> options)
            throws IOException, InterruptedException {
        return connect(address, codec, key, options.apply(ConnectionOptions.defaults()));
    }

    private static <T> Connection<T> connect(
            SocketAddress address, Codec<T> codec, AuthKey key, ConnectionOptions options)
            throws IOException, InterruptedException {
        byte[] secret = secret(key);
        long deadlineNs = Deadline.after(SystemClock.LOCAL, options.timeLimitNs());
        MemorySharing<T> sharing = MemorySharing.with(options.parley(), codec);
        try {
            SocketChannel channel = Connector.connect(address, secret, codec.id(), sharing, deadlineNs);
            return connection(channel, "listener at " + address, sharing, codec, options);
        } catch (IOException | InterruptedException | RuntimeException e) {
            if (sharing != null) {
                sharing.giveUp();
            }
            throw e;
        }
    }

    /** Through memory if both sides agreed on it, else through the socket. */
    static <T> Connection<T> connection(
            SocketChannel channel, String peer, MemorySharing<T> sharing, Codec<T> codec, ConnectionOptions options)
            throws IOException {
        if (sharing != null && sharing.connection() != null) {
            channel.close();
            return sharing.connection();
        }
        return new SocketConnection<>(new FramedChannel(channel, peer, options.maxMessageBytes()), codec);
    }

    static byte[] secret(AuthKey key) {
        return Objects.requireNonNull(key, "no key. To go without one say AuthKey.none()")
                .secret();
    }
}
