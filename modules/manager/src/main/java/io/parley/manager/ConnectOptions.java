package io.parley.manager;

import io.parley.internal.net.KeySecrets;
import io.parley.manager.internal.net.ClientTerms;
import io.parley.pipe.AuthKey;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;

/**
 * How to connect to a {@link ManagerServer}. Immutable.
 *
 * @param timeout how long connecting may take, handshake and session included
 * @param maxFrame the most bytes of one answer that are accepted
 * @param tls how the connection is encrypted; null if it is not
 */
public record ConnectOptions(Duration timeout, int maxFrame, TlsOptions tls) {
    private static final int MAX_FRAME = 16 << 20;

    /**
     * Checks that everything is possible.
     *
     * @param timeout how long connecting may take
     * @param maxFrame the most bytes of one answer
     * @param tls how the connection is encrypted
     */
    public ConnectOptions {
        if (timeout.toMillis() < 1 || maxFrame < 1024) {
            throw new IllegalArgumentException("cannot connect like this: timeout=" + timeout + ", maxFrame=" + maxFrame
                    + ". Give 1 ms and 1,024 bytes at least");
        }
    }

    /**
     * 30 seconds, 16 MiB, no TLS.
     *
     * @return the defaults
     */
    public static ConnectOptions defaults() {
        return new ConnectOptions(Duration.ofSeconds(30), MAX_FRAME, null);
    }

    /**
     * Sets how long connecting may take.
     *
     * @param limit the time
     * @return a copy
     */
    public ConnectOptions timeout(Duration limit) {
        return new ConnectOptions(limit, maxFrame, tls);
    }

    /**
     * Sets the most bytes of one answer.
     *
     * @param most the number
     * @return a copy
     */
    public ConnectOptions maxFrame(int most) {
        return new ConnectOptions(timeout, most, tls);
    }

    /**
     * Encrypts the connection with TLS 1.3. The server's certificate must be signed by one of these authorities and be
     * for the name, or the number, that is in the address.
     *
     * @param authorities PEM: whose certificates are trusted
     * @return a copy
     */
    public ConnectOptions tls(Path authorities) {
        return new ConnectOptions(timeout, maxFrame, TlsOptions.trusting(authorities, false));
    }

    /**
     * Encrypts the connection with TLS 1.3. The server must have exactly this certificate; who signed it and whose name
     * is in it does not matter, so that a server can make its own.
     *
     * @param certificate PEM: the server's certificate
     * @return a copy
     */
    public ConnectOptions pinned(Path certificate) {
        return new ConnectOptions(timeout, maxFrame, TlsOptions.trusting(certificate, true));
    }

    /**
     * Shows a certificate to a server that wants one.
     *
     * @param certificate PEM: the client's certificate, and those between it and the authority
     * @param key PEM, PKCS#8: its private key, readable by its owner only
     * @return a copy
     * @throws IllegalStateException if there is no TLS yet
     */
    public ConnectOptions certificate(Path certificate, Path key) {
        if (tls == null) {
            throw new IllegalStateException("a certificate needs TLS. Call tls(…) or pinned(…) first");
        }
        return new ConnectOptions(timeout, maxFrame, tls.showing(certificate, key));
    }

    /** What the sockets need to know. */
    ClientTerms terms(InetSocketAddress address, AuthKey key) throws IOException {
        return new ClientTerms(address, KeySecrets.of(key), tls == null ? null : tls.client(address), maxFrame);
    }
}
