package io.parley.examples;

import io.parley.Parley;
import io.parley.manager.ConnectOptions;
import io.parley.manager.Manager;
import io.parley.manager.ManagerServer;
import io.parley.manager.ServerLimits;
import io.parley.manager.TlsOptions;
import io.parley.pipe.AuthKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;

/** A server that made its certificate by itself, and a client that accepts this one and no other. */
public final class OverTls {
    private static final char[] PASSWORD = "not secret".toCharArray(); // of a file that is gone in a moment

    private OverTls() {}

    /** No arguments. */
    public static void main(String[] args) throws Exception {
        Path files = Files.createTempDirectory("over-tls"); // for its owner only
        Path certificate = files.resolve("server.pem");
        Path key = files.resolve("server.key");
        makeCertificate(files.resolve("server.p12"), certificate, key);
        byte[] secret = new byte[32];
        new SecureRandom().nextBytes(secret);
        AuthKey authKey = AuthKey.of(secret);

        try (Parley parley = Parley.open("over-tls-" + ProcessHandle.current().pid());
                ManagerServer server = ManagerServer.start(
                        parley,
                        authKey,
                        options -> options.tls(certificate, key).limits(OverTls::few))) {
            TlsOptions tls = pinned(ConnectOptions.defaults(), certificate).tls();
            System.out.println("accepts one certificate only: " + tls.pinned());
            try (Manager manager =
                    Manager.connect(server.address(), authKey, options -> pinned(options, certificate))) {
                System.out.println(
                        "over TLS: " + manager.longValue("answer", 42).get());
            }
            try {
                Manager.connect(server.address(), authKey).close();
            } catch (IOException refused) {
                System.out.println("without: refused");
            }
            parley.delete();
        }
        try (var left = Files.list(files)) {
            for (Path each : left.toList()) {
                Files.delete(each);
            }
        }
        Files.delete(files);
    }

    private static ServerLimits few(ServerLimits limits) {
        return limits.connections(100).handshake(Duration.ofSeconds(10));
    }

    private static ConnectOptions pinned(ConnectOptions options, Path certificate) {
        return options.timeout(Duration.ofSeconds(30)).pinned(certificate);
    }

    /** What {@code openssl req -x509} does, by the tool of the JDK, which writes no PEM. */
    private static void makeCertificate(Path store, Path certificate, Path key) throws Exception {
        String keytool =
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        Process made = new ProcessBuilder(
                        keytool,
                        "-genkeypair",
                        "-alias",
                        "server",
                        "-keyalg",
                        "EC",
                        "-groupname",
                        "secp256r1",
                        "-dname",
                        "CN=server",
                        "-validity",
                        "30",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        new String(PASSWORD),
                        "-keystore",
                        store.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (made.waitFor() != 0) {
            throw new IOException("keytool failed: " + made.exitValue());
        }
        KeyStore keys = KeyStore.getInstance(store.toFile(), PASSWORD);
        Files.writeString(
                certificate, pem("CERTIFICATE", keys.getCertificate("server").getEncoded()));
        Files.createFile(key, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(
                key, pem("PRIVATE KEY", keys.getKey("server", PASSWORD).getEncoded()));
    }

    private static String pem(String what, byte[] bytes) {
        String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
        return "-----BEGIN " + what + "-----\n" + text + "\n-----END " + what + "-----\n";
    }
}
