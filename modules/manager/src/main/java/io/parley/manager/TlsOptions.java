package io.parley.manager;

import io.parley.manager.internal.net.Tls;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Objects;

/**
 * The files for TLS 1.3. All are PEM; a private key is in PKCS#8 ({@code BEGIN PRIVATE KEY}), without a password, and
 * readable by its owner only. Immutable. They are read when a server starts and when a client connects for the first
 * time.
 *
 * @param certificate what this side shows: its certificate and those between it and the authority; null for none
 * @param key the private key of {@code certificate}; null for none
 * @param trusted whose certificates are trusted; null if nobody has to show one
 * @param pinned whether the other side must have exactly the certificate in {@code trusted}, whatever its name
 */
public record TlsOptions(Path certificate, Path key, Path trusted, boolean pinned) {
    /**
     * Checks that a certificate has a key.
     *
     * @param certificate what this side shows
     * @param key its private key
     * @param trusted whose certificates are trusted
     * @param pinned whether it must be exactly that one
     */
    public TlsOptions {
        if ((certificate == null) != (key == null)) {
            throw new IllegalArgumentException(
                    "a certificate and its key belong together: certificate=" + certificate + ", key=" + key);
        }
    }

    static TlsOptions serving(Path certificate, Path key) {
        return new TlsOptions(Objects.requireNonNull(certificate), Objects.requireNonNull(key), null, false);
    }

    static TlsOptions trusting(Path authorities, boolean pinned) {
        return new TlsOptions(null, null, Objects.requireNonNull(authorities), pinned);
    }

    TlsOptions clientsOf(Path authorities) {
        return new TlsOptions(certificate, key, Objects.requireNonNull(authorities), false);
    }

    TlsOptions showing(Path shown, Path itsKey) {
        return new TlsOptions(Objects.requireNonNull(shown), Objects.requireNonNull(itsKey), trusted, pinned);
    }

    Tls server() throws IOException {
        return Tls.server(certificate, key, trusted);
    }

    Tls client(InetSocketAddress address) throws IOException {
        return Tls.client(trusted, pinned, certificate, key, address.getHostString(), address.getPort());
    }
}
