package io.parley.manager;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.function.UnaryOperator;

/** Real certificates in PEM files, made for a test. */
final class Certificates {
    private static final Instant NOW = Instant.now();

    private final Path directory;
    private final X509Bundle authority;
    private final String name;

    /** An authority of its own. */
    Certificates(Path directory, String name) throws Exception {
        this.directory = directory;
        this.name = name;
        this.authority = new CertificateBuilder()
                .ecp256()
                .subject("CN=" + name)
                .setIsCertificateAuthority(true)
                .notBefore(NOW.minus(Duration.ofDays(30)))
                .notAfter(NOW.plus(Duration.ofDays(30)))
                .buildSelfSigned();
        Files.writeString(trusted(), authority.getCertificatePEM());
    }

    /** A certificate and its key. */
    record Issued(Path certificate, Path key) {}

    Path trusted() {
        return directory.resolve(name + ".pem");
    }

    /** A certificate for this host, valid for a day. */
    Issued issue(String subject) throws Exception {
        return issue(subject, builder -> builder.addSanIpAddress("127.0.0.1").addSanDnsName("localhost"));
    }

    Issued issue(String subject, UnaryOperator<CertificateBuilder> change) throws Exception {
        CertificateBuilder builder = new CertificateBuilder()
                .ecp256()
                .subject("CN=" + subject)
                .notBefore(NOW.minus(Duration.ofDays(2)))
                .notAfter(NOW.plus(Duration.ofDays(1)));
        return write(subject, change.apply(builder).buildIssuedBy(authority));
    }

    private Issued write(String subject, X509Bundle bundle) throws IOException {
        Path certificate = directory.resolve(name + "-" + subject + ".pem");
        Path key = directory.resolve(name + "-" + subject + ".key");
        Files.writeString(certificate, bundle.getCertificatePEM());
        Files.createFile(key, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(key, bundle.getPrivateKeyPEM());
        return new Issued(certificate, key);
    }
}
