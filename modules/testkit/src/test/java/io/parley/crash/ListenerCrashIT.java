package io.parley.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.Codecs;
import io.parley.Parley;
import io.parley.WaitSet;
import io.parley.Waitable;
import io.parley.internal.crash.Failpoint;
import io.parley.pipe.AuthKey;
import io.parley.pipe.AuthenticationException;
import io.parley.pipe.Connection;
import io.parley.pipe.ConnectionOptions;
import io.parley.pipe.Connections;
import io.parley.pipe.Listener;
import io.parley.queue.SharedQueue;
import io.parley.sync.SharedEvent;
import io.parley.testkit.CrashTestWatcher;
import io.parley.testkit.FailAction;
import io.parley.testkit.ForkedJvm;
import io.parley.testkit.ForkedJvmBuilder;
import io.parley.testkit.Script;
import java.io.EOFException;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Those who listen and those who connect die in the middle of it, or with the connection in their hands. */
@Timeout(180)
@ExtendWith(CrashTestWatcher.class)
@KillsAt({
    Failpoint.SOCKET_BOUND,
    Failpoint.SOCKET_NAMED,
    Failpoint.SOCKET_DEAD_REMOVED,
    Failpoint.LINK_OFFERED,
    Failpoint.LINK_ACCEPTED
})
class ListenerCrashIT {
    private static final Duration START = Duration.ofSeconds(60);
    private static final AuthKey KEY = AuthKey.of(new byte[] {1, 2, 3});

    @TempDir
    Path directory;

    private UnixDomainSocketAddress address;
    private Parley parley;

    @BeforeEach
    void open() {
        address = address(directory);
        parley = Parley.open(directory.resolve("domain"));
    }

    @AfterEach
    void close() {
        parley.close();
    }

    private static UnixDomainSocketAddress address(Path directory) {
        return UnixDomainSocketAddress.of(directory.resolve("socket"));
    }

    private static ConnectionOptions options(ConnectionOptions defaults, Parley domain) {
        ConnectionOptions patient = defaults.timeLimit(Duration.ofMinutes(1));
        return domain == null ? patient : patient.sharedMemory(domain);
    }

    private static Listener<String> listen(Path directory, Parley domain) throws IOException {
        return Listener.open(address(directory), Codecs.utf8(), KEY, o -> options(o, domain));
    }

    private static Connection<String> connect(Path directory, Parley domain) throws Exception {
        return Connections.connect(address(directory), Codecs.utf8(), KEY, o -> options(o, domain));
    }

    private ForkedJvmBuilder child(Class<?> main, String... more) {
        return ForkedJvm.builder(main)
                .args(directory.toString())
                .args(more)
                .jvmFlags("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto");
    }

    /** Listens, in the domain, for ever. */
    static final class Listening {
        public static void main(String[] args) throws Exception {
            Path directory = Path.of(args[0]);
            listen(directory, Parley.open(directory.resolve("domain")));
            Script.reached("listening");
            new CountDownLatch(1).await();
        }
    }

    /** Connects, in the domain or not, and does one thing after the other. */
    static final class Connecting {
        public static void main(String[] args) throws Exception {
            Path directory = Path.of(args[0]);
            Parley domain = Parley.open(directory.resolve("domain"));
            try (Connection<String> connection = connect(directory, args[1].equals("memory") ? domain : null)) {
                Script.barrier("put");
                domain.queue("orders", Codecs.utf8()).put("buy");
                Script.barrier("set");
                domain.event("go").set();
                Script.barrier("send");
                connection.send("hello");
                new CountDownLatch(1).await();
            }
        }
    }

    private List<String> pipes() throws IOException {
        try (Stream<Path> files = Files.list(parley.directory())) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".pipe"))
                    .toList();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"SOCKET_BOUND", "SOCKET_NAMED", "SOCKET_DEAD_REMOVED"})
    void shouldListenWhereSomebodyDiedDoingSo(Failpoint point) throws Exception {
        try (ServerSocketChannel dead = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            dead.bind(address);
        }
        ForkedJvm victim = child(Listening.class).failAt(point, FailAction.KILL).start();
        victim.awaitFailpoint(point, START);
        victim.awaitExit(ForkedJvm.EXIT_KILLED, START);

        try (Listener<String> listener = listen(directory, null);
                Connection<String> connection = connect(directory, null);
                Connection<String> accepted = listener.accept()) {
            connection.send("through");
            assertThat(accepted.receive()).isEqualTo("through");
        }
        assertThat(address.getPath()).doesNotExist();
    }

    @Test
    void shouldSurviveAConnectorThatDiesWithItsOffer() throws Exception {
        try (Listener<String> listener = listen(directory, parley)) {
            ForkedJvm victim = child(Connecting.class, "memory")
                    .failAt(Failpoint.LINK_OFFERED, FailAction.KILL)
                    .start();
            victim.awaitFailpoint(Failpoint.LINK_OFFERED, START);

            assertThatThrownBy(listener::accept)
                    .isInstanceOf(AuthenticationException.class)
                    .hasMessageContaining("left");
            try (Connection<String> connection = connect(directory, parley);
                    Connection<String> accepted = listener.accept()) {
                connection.send("through");
                assertThat(accepted.receive()).isEqualTo("through");
            }
        }
    }

    @Test
    void shouldSurviveAListenerThatDiesWithTheOffer() throws Exception {
        ForkedJvm victim = child(Listening.class)
                .failAt(Failpoint.LINK_ACCEPTED, FailAction.KILL)
                .start();
        victim.awaitReached("listening", START);

        assertThatThrownBy(() -> connect(directory, parley)).isInstanceOf(AuthenticationException.class);

        victim.awaitExit(ForkedJvm.EXIT_KILLED, START);
        assertThat(pipes()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"memory", "socket"})
    void shouldBeWokenByEverythingAnotherProcessDoesAndByItsDeath(String way) throws Exception {
        SharedQueue<String> queue = parley.queue("orders", Codecs.utf8());
        SharedEvent event = parley.event("go");
        try (Listener<String> listener = listen(directory, parley)) {
            ForkedJvm peer = child(Connecting.class, way).start();
            assertThat(WaitSet.await(List.of(queue, event, listener))).containsExactly(listener);
            Connection<String> connection = listener.accept();
            WaitSet set = WaitSet.of(List.<Waitable>of(queue, event, listener, connection));

            proceed(peer, "put");
            assertThat(set.await()).containsExactly(queue);
            assertThat(queue.take()).isEqualTo("buy");
            proceed(peer, "set");
            assertThat(set.await()).containsExactly(event);
            event.clear();
            proceed(peer, "send");
            assertThat(set.await()).containsExactly(connection);
            assertThat(connection.receive()).isEqualTo("hello");

            peer.kill();
            assertThat(set.await()).containsExactly(connection);
            assertThatThrownBy(connection::receive).isInstanceOf(EOFException.class);
            connection.close();
        }
        assertThat(pipes()).isEmpty();
    }

    private static void proceed(ForkedJvm peer, String barrier) {
        peer.awaitReached(barrier, START);
        peer.proceed(barrier);
    }
}
