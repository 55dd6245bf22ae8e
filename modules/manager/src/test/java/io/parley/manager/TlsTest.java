package io.parley.manager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.parley.Parley;
import io.parley.manager.Certificates.Issued;
import io.parley.pipe.AuthKey;
import io.parley.pipe.AuthenticationException;
import io.parley.value.ManagedLong;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.function.UnaryOperator;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class TlsTest {
    private static final AuthKey KEY = AuthKey.of(new byte[] {1, 2, 3});

    @TempDir
    Path directory;

    private Parley parley;
    private Certificates ours;
    private Issued servers;
    private ManagerServer server;

    @BeforeEach
    void prepare() throws Exception {
        parley = Parley.open(directory.resolve("domain"));
        ours = new Certificates(directory, "ours");
        servers = ours.issue("server");
    }

    @AfterEach
    void stop() {
        if (server != null) {
            await().untilAsserted(() -> assertThat(server.connections()).isZero());
            server.close();
        }
        parley.close();
    }

    private void serve(UnaryOperator<ServerOptions> options) throws IOException {
        server = ManagerServer.start(parley, KEY, options);
    }

    private void serveWithTls() throws IOException {
        serve(options -> options.tls(servers.certificate(), servers.key()));
    }

    private AbstractThrowableAssert<?, ?> assertRefused(UnaryOperator<ConnectOptions> options) {
        return assertThatThrownBy(() -> Manager.connect(server.address(), KEY, options))
                .isInstanceOf(AuthenticationException.class);
    }

    @Test
    void shouldServeOverTls() throws IOException {
        serveWithTls();

        try (Manager manager = Manager.connect(server.address(), KEY, options -> options.tls(ours.trusted()))) {
            ManagedLong n = manager.longValue("n", 5);
            for (int i = 0; i < 1000; i++) {
                assertThat(n.getAndAdd(1)).isEqualTo(5 + i);
            }
        }
    }

    @Test
    void shouldTakeThePinnedCertificateWhateverItsName() throws Exception {
        servers = ours.issue("elsewhere", builder -> builder.addSanDnsName("elsewhere.example"));
        serveWithTls();
        Issued another = ours.issue("another");

        Manager.connect(server.address(), KEY, options -> options.pinned(servers.certificate()))
                .close();
        assertRefused(options -> options.tls(ours.trusted())).hasMessageContaining("for another name");
        assertRefused(options -> options.pinned(another.certificate())).hasMessageContaining("not trusted");
    }

    @Test
    void shouldRefuseAnotherAuthority() throws Exception {
        serveWithTls();
        Certificates others = new Certificates(directory, "others");

        assertRefused(options -> options.tls(others.trusted())).hasMessageContaining("not trusted");
    }

    @Test
    void shouldRefuseAnExpiredCertificateAndOneOfTheFuture() throws Exception {
        servers = ours.issue(
                "old",
                builder -> builder.addSanIpAddress("127.0.0.1")
                        .notAfter(Instant.now().minus(Duration.ofDays(1))));
        serveWithTls();
        assertRefused(options -> options.tls(ours.trusted())).hasMessageContaining("expired");
        assertRefused(options -> options.pinned(servers.certificate())).hasMessageContaining("expired");
        server.close();

        servers = ours.issue(
                "new",
                builder -> builder.addSanIpAddress("127.0.0.1")
                        .notBefore(Instant.now().plus(Duration.ofHours(1))));
        serveWithTls();
        assertRefused(options -> options.tls(ours.trusted())).hasMessageContaining("not valid yet");
    }

    @Test
    void shouldWantCertificatesOfClients() throws Exception {
        serve(options -> options.tls(servers.certificate(), servers.key()).clientCertificates(ours.trusted()));
        Issued client = ours.issue("client");
        Issued stranger = new Certificates(directory, "others").issue("stranger");

        try (Manager manager = Manager.connect(
                server.address(),
                KEY,
                options -> options.tls(ours.trusted()).certificate(client.certificate(), client.key()))) {
            assertThat(manager.longValue("n", 5).get()).isEqualTo(5);
        }
        assertRefused(options -> options.tls(ours.trusted())).hasMessageContaining("certificate");
        assertRefused(options -> options.tls(ours.trusted()).certificate(stranger.certificate(), stranger.key()))
                .hasMessageContaining("certificate");
    }

    @Test
    void shouldSayThatOneSideHasNoTls() throws IOException {
        serveWithTls();
        assertRefused(options -> options).hasMessageContaining("TLS");
        server.close();

        serve(options -> options);
        assertRefused(options -> options.tls(ours.trusted())).hasMessageContaining("TLS");
    }

    @Test
    void shouldWantTheKeyInsideOfTls() throws IOException {
        serveWithTls();

        assertThatThrownBy(() -> Manager.connect(
                        server.address(), AuthKey.of(new byte[] {9}), options -> options.tls(ours.trusted())))
                .isInstanceOf(AuthenticationException.class)
                .hasMessageContaining("another key");
    }

    @Test
    void shouldNotTalkThroughSomebodyInBetweenWhoHasATrustedCertificate() throws Exception {
        serveWithTls();
        Issued between = ours.issue("between");

        try (TlsRelay relay = new TlsRelay(server.address(), between, ours.trusted())) {
            assertThatThrownBy(() -> Manager.connect(relay.address(), KEY, options -> options.tls(ours.trusted())))
                    .isInstanceOf(AuthenticationException.class)
                    .hasMessageContaining("another key");
            assertThat(relay.relayed()).isPositive();
        }
    }

    @Test
    void shouldRefuseAPrivateKeyThatOthersMayRead() throws IOException {
        Files.setPosixFilePermissions(servers.key(), PosixFilePermissions.fromString("rw-r-----"));

        assertThatThrownBy(this::serveWithTls)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("open to others")
                .hasMessageContaining(servers.key().toString());
    }

    @Test
    void shouldSayWhatIsWrongWithTheFiles() throws IOException {
        assertThatThrownBy(() -> serve(options -> options.tls(servers.key(), servers.key())))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no certificate in " + servers.key());
        Files.writeString(servers.key(), "nonsense");
        assertThatThrownBy(this::serveWithTls).isInstanceOf(IOException.class).hasMessageContaining("PKCS#8");
        assertThatThrownBy(() -> ServerOptions.defaults().clientCertificates(ours.trusted()))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> ConnectOptions.defaults().certificate(servers.certificate(), servers.key()))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void shouldServeWithoutAKeyAtTheLoopbackAddressOnly() throws IOException {
        assertThatThrownBy(() -> ManagerServer.start(
                        parley, AuthKey.none(), options -> options.listenAt(new InetSocketAddress(0))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Give it a key");

        try (ManagerServer open = ManagerServer.start(parley, AuthKey.none());
                Manager manager = Manager.connect(open.address(), AuthKey.none())) {
            assertThat(open.address().getAddress()).isEqualTo(InetAddress.getLoopbackAddress());
            assertThat(manager.longValue("n", 5).get()).isEqualTo(5);
        }
    }
}
