package io.parley.manager.internal.net;

import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLPeerUnverifiedException;

/** TLS 1.3 by the JDK, from PEM files: what one side shows and what it trusts. */
public final class Tls {
    private static final String VERSION = "TLSv1.3";

    private final SslContext context;
    private final X509Certificate own;
    private final String host;
    private final int port;

    private Tls(SslContext context, X509Certificate own, String host, int port) {
        this.context = context;
        this.own = own;
        this.host = host;
        this.port = port;
    }

    /**
     * The side that listens.
     *
     * @param certificate its certificate, and those between it and the authority
     * @param key its private key, PKCS#8, readable by its owner only
     * @param clients the authorities of clients' certificates; null if they need none
     */
    public static Tls server(Path certificate, Path key, Path clients) throws IOException {
        requirePrivate(key);
        X509Certificate own = certificate(certificate);
        return make(
                () -> {
                    SslContextBuilder builder = SslContextBuilder.forServer(certificate.toFile(), key.toFile());
                    if (clients != null) {
                        builder.trustManager(clients.toFile()).clientAuth(ClientAuth.REQUIRE);
                    }
                    return builder;
                },
                own,
                null,
                0,
                certificate + ", " + key + (clients == null ? "" : ", " + clients));
    }

    /**
     * The side that connects.
     *
     * @param trusted the authorities of the server's certificate, or that certificate itself
     * @param pinned whether the server must have exactly that certificate, whatever its name
     * @param certificate the client's certificate; null for none
     * @param key its private key, PKCS#8, readable by its owner only; null for none
     * @param host what the server is called
     * @param port the server's port
     */
    public static Tls client(Path trusted, boolean pinned, Path certificate, Path key, String host, int port)
            throws IOException {
        if (key != null) {
            requirePrivate(key);
        }
        X509Certificate authority = certificate(trusted);
        return make(
                () -> {
                    SslContextBuilder builder = SslContextBuilder.forClient();
                    if (pinned) {
                        builder.trustManager(new PinnedCertificate(authority)).endpointIdentificationAlgorithm(null);
                    } else {
                        builder.trustManager(trusted.toFile()).endpointIdentificationAlgorithm("HTTPS");
                    }
                    return key == null ? builder : builder.keyManager(certificate.toFile(), key.toFile());
                },
                null,
                host,
                port,
                trusted + (key == null ? "" : ", " + certificate + ", " + key));
    }

    private interface Builder {
        SslContextBuilder get() throws Exception;
    }

    private static Tls make(Builder builder, X509Certificate own, String host, int port, String files)
            throws IOException {
        try {
            SslContext context = builder.get()
                    .sslProvider(SslProvider.JDK)
                    .protocols(VERSION)
                    .build();
            return new Tls(context, own, host, port);
        } catch (Exception e) {
            throw new IOException(
                    "cannot make TLS of " + files + ": " + e.getMessage()
                            + ". Give certificates as PEM, and the key as PEM in PKCS#8 ('BEGIN PRIVATE KEY') without a"
                            + " password",
                    e);
        }
    }

    private static void requirePrivate(Path key) throws IOException {
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(key);
        if (permissions.stream().anyMatch(p -> !p.name().startsWith("OWNER_"))) {
            throw new IOException("private key is open to others: " + key + " permissions="
                    + PosixFilePermissions.toString(permissions) + ". Make it chmod 600, and a new key");
        }
    }

    private static X509Certificate certificate(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
        } catch (CertificateException e) {
            throw new IOException(
                    "no certificate in " + file + ": " + e.getMessage() + ". Give a PEM file ('BEGIN CERTIFICATE')", e);
        }
    }

    SslHandler handler(ByteBufAllocator allocator, long handshakeMs) {
        SslHandler handler = host == null ? context.newHandler(allocator) : context.newHandler(allocator, host, port);
        handler.setHandshakeTimeout(handshakeMs, TimeUnit.MILLISECONDS);
        return handler;
    }

    /**
     * What both sides put into the handshake, so that it is of no use over another TLS connection: the hash of the
     * server's certificate, as its own side knows it and as the other side saw it.
     */
    String binding(SSLEngine engine) {
        try {
            Certificate server = own != null ? own : engine.getSession().getPeerCertificates()[0];
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(server.getEncoded());
            return "tls " + HexFormat.of().formatHex(hash);
        } catch (SSLPeerUnverifiedException | GeneralSecurityException e) {
            throw new IllegalStateException("the server's certificate is not known", e); // the handshake is over
        }
    }

    @Override
    public String toString() {
        return "Tls(" + (host == null ? "server" : host) + ")";
    }
}
