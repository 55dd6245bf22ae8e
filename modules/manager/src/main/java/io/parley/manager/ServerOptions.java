package io.parley.manager;

import io.parley.internal.net.KeySecrets;
import io.parley.manager.internal.net.ServerTerms;
import io.parley.pipe.AuthKey;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.function.UnaryOperator;

/**
 * How a {@link ManagerServer} serves. Immutable.
 *
 * @param address where to listen; port 0 takes any
 * @param sessionLimit how long a client may be silent before what it holds is given back
 * @param threads how many threads look after connections
 * @param limits how much is granted to those who connect
 * @param tls how connections are encrypted; null if they are not
 */
public record ServerOptions(
        InetSocketAddress address, Duration sessionLimit, int threads, ServerLimits limits, TlsOptions tls) {
    private static final int MOST_THREADS = 4;

    /**
     * Checks that everything is possible.
     *
     * @param address where to listen
     * @param sessionLimit how long a client may be silent
     * @param threads how many threads look after connections
     * @param limits how much is granted
     * @param tls how connections are encrypted
     */
    public ServerOptions {
        Objects.requireNonNull(address, "address");
        Objects.requireNonNull(limits, "limits");
        if (sessionLimit.isNegative() || sessionLimit.isZero() || threads < 1) {
            throw new IllegalArgumentException("cannot serve like this: sessionLimit=" + sessionLimit + ", threads="
                    + threads + ". Give a time, and one thread at least");
        }
    }

    /**
     * Any port of the loopback address, two seconds, as many threads as processors but four at most, no TLS; the limits
     * are 1,024 connections, 256 strangers, ten seconds for the handshake, 16 MiB for a request, 64 MiB unread.
     *
     * @return the defaults
     */
    public static ServerOptions defaults() {
        return new ServerOptions(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                Duration.ofSeconds(2),
                Math.min(MOST_THREADS, Runtime.getRuntime().availableProcessors()),
                ServerLimits.defaults(),
                null);
    }

    /**
     * Sets where to listen. Beyond the loopback address use {@linkplain #tls TLS} or a tunnel: the key keeps strangers
     * out, but does not hide or protect what is sent.
     *
     * @param where the address; of all interfaces only if that is meant
     * @return a copy
     */
    public ServerOptions listenAt(InetSocketAddress where) {
        return new ServerOptions(where, sessionLimit, threads, limits, tls);
    }

    /**
     * Sets how long a client may be silent before what it holds is given back.
     *
     * @param limit the time
     * @return a copy
     */
    public ServerOptions sessionLimit(Duration limit) {
        return new ServerOptions(address, limit, threads, limits, tls);
    }

    /**
     * Sets how many threads look after connections. They do what clients ask for, and never wait.
     *
     * @param count one at least
     * @return a copy
     */
    public ServerOptions threads(int count) {
        return new ServerOptions(address, sessionLimit, count, limits, tls);
    }

    /**
     * Changes what is granted to those who connect.
     *
     * @param change makes the new limits of those before, as in {@code limits -> limits.connections(10)}
     * @return a copy
     */
    public ServerOptions limits(UnaryOperator<ServerLimits> change) {
        return new ServerOptions(address, sessionLimit, threads, change.apply(limits), tls);
    }

    /**
     * Encrypts connections with TLS 1.3. The key of the domain is proved inside, bound to this certificate.
     *
     * @param certificate PEM: the server's certificate, and those between it and the authority
     * @param key PEM, PKCS#8: its private key, readable by its owner only
     * @return a copy
     */
    public ServerOptions tls(Path certificate, Path key) {
        return new ServerOptions(address, sessionLimit, threads, limits, TlsOptions.serving(certificate, key));
    }

    /**
     * Lets in only those who show a certificate; in addition to the key.
     *
     * @param authorities PEM: who signs the clients' certificates
     * @return a copy
     * @throws IllegalStateException if there is no TLS yet
     */
    public ServerOptions clientCertificates(Path authorities) {
        if (tls == null) {
            throw new IllegalStateException("certificates of clients need TLS. Call tls(…) first");
        }
        return new ServerOptions(address, sessionLimit, threads, limits, tls.clientsOf(authorities));
    }

    /** What the sockets need to know. */
    ServerTerms terms(AuthKey key) throws IOException {
        byte[] secret = KeySecrets.of(key);
        InetAddress where = address.getAddress();
        if (secret == null && (where == null || !where.isLoopbackAddress())) {
            throw new IllegalArgumentException("server without a key listens beyond this host: address=" + address
                    + ". Give it a key, or let it listen at the loopback address");
        }
        return new ServerTerms(
                address,
                secret,
                tls == null ? null : tls.server(),
                threads,
                limits.frameBytes(),
                limits.connections(),
                limits.strangers(),
                limits.handshake().toMillis(),
                limits.unreadBytes());
    }
}
