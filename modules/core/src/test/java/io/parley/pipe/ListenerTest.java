package io.parley.pipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.parley.Background;
import io.parley.Codecs;
import io.parley.WaitSet;
import io.parley.Waitable;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.net.UnixDomainSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class ListenerTest {
    private static final AuthKey KEY = AuthKey.of(new byte[] {1, 2, 3});
    private static final AuthKey OTHER = AuthKey.of(new byte[] {3, 2, 1});
    private static final Duration DAY = Duration.ofDays(1);

    @TempDir
    Path directory;

    private SocketAddress address(String kind) {
        return kind.equals("unix")
                ? UnixDomainSocketAddress.of(directory.resolve("socket"))
                : new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    private static Listener<String> listen(SocketAddress address) throws IOException {
        return Listener.open(address, Codecs.utf8(), KEY);
    }

    private static Connection<String> connect(Listener<?> listener, AuthKey key) throws Exception {
        return Connections.connect(listener.address(), Codecs.utf8(), key);
    }

    private static SocketChannel stranger(Listener<?> listener) throws IOException {
        return SocketChannel.open(listener.address());
    }

    @ParameterizedTest
    @ValueSource(strings = {"unix", "tcp"})
    void shouldConnectWhoKnowsTheKey(String kind) throws Exception {
        try (Listener<String> listener = listen(address(kind));
                Connection<String> connection = connect(listener, KEY)) {
            assertThat(listener.lastAccepted()).isEmpty();
            try (Connection<String> accepted = listener.accept()) {
                connection.send("hello");
                assertThat(accepted.receive()).isEqualTo("hello");
                accepted.send("and you");
                assertThat(connection.receive()).isEqualTo("and you");
                assertThat(listener.lastAccepted()).isPresent();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"unix", "tcp"})
    void shouldTurnAwayWhoDoesNotAndGoOn(String kind) throws Exception {
        try (Listener<String> listener = listen(address(kind))) {
            for (AuthKey wrong : List.of(OTHER, AuthKey.none())) {
                assertThatThrownBy(() -> connect(listener, wrong))
                        .isInstanceOf(AuthenticationException.class)
                        .hasMessageContaining(" key");
                assertThatThrownBy(listener::accept)
                        .isInstanceOf(AuthenticationException.class)
                        .hasMessageContaining(" key");
            }
            assertThatThrownBy(() -> Connections.connect(listener.address(), Codecs.bytes(), KEY))
                    .isInstanceOf(AuthenticationException.class)
                    .hasMessageContaining("codec");
            assertThatThrownBy(listener::accept).hasMessageContaining("codec");

            try (Connection<String> right = connect(listener, KEY);
                    Connection<String> accepted = listener.accept()) {
                right.send("in");
                assertThat(accepted.receive()).isEqualTo("in");
            }
        }
    }

    @Test
    void shouldGoWithoutAKeyOnlyIfBothSaySo() throws Exception {
        try (Listener<String> open = Listener.open(address("unix"), Codecs.utf8(), AuthKey.none())) {
            assertThatThrownBy(() -> connect(open, KEY)).isInstanceOf(AuthenticationException.class);
            connect(open, AuthKey.none()).close();

            assertThatThrownBy(open::accept).isInstanceOf(AuthenticationException.class);
            open.accept().close();
        }
        assertThatThrownBy(() -> Listener.open(address("unix"), Codecs.utf8(), null))
                .isInstanceOf(NullPointerException.class)
                .hasMessageContaining("AuthKey.none()");
    }

    @ParameterizedTest
    @ValueSource(strings = {"unix", "tcp"})
    void shouldNotBeHeldUpByStrangers(String kind) throws Exception {
        Random random = new Random(5);
        List<SocketChannel> strangers = new ArrayList<>();
        try (Listener<String> listener =
                Listener.open(address(kind), Codecs.utf8(), KEY, o -> o.timeLimit(Duration.ofMillis(400)))) {
            for (int length : new int[] {0, 1, 8, 71, 72, 300, 10_000}) {
                SocketChannel stranger = stranger(listener);
                byte[] bytes = new byte[length];
                random.nextBytes(bytes);
                stranger.write(ByteBuffer.wrap(bytes));
                strangers.add(stranger);
            }

            Connection<String> friend = null;
            int turnedAway = 0;
            try (Connection<String> connection = connect(listener, KEY)) {
                while (turnedAway < 7 || friend == null) {
                    try {
                        friend = listener.accept();
                    } catch (AuthenticationException e) {
                        turnedAway++;
                        assertThat(e).hasMessageMatching("(?s).*(no Parley|too slow).*");
                    }
                }
                friend.send("through");
                assertThat(connection.receive()).isEqualTo("through");
            } finally {
                friend.close();
            }
            for (SocketChannel stranger : strangers) {
                assertThat(ended(stranger)).isTrue();
                stranger.close();
            }
        }
    }

    /** Reset counts: what was not read makes the kernel say it this way. */
    private static boolean ended(SocketChannel channel) throws IOException {
        try {
            return channel.read(ByteBuffer.allocate(1000)) <= 0 || channel.read(ByteBuffer.allocate(1000)) < 0;
        } catch (IOException reset) {
            return true;
        }
    }

    @Test
    void shouldReportWhoLeftInTheMiddleAndNotWhoOnlyLooked() throws Exception {
        try (Listener<String> listener = listen(address("tcp"))) {
            stranger(listener).close();
            try (SocketChannel stranger = stranger(listener)) {
                stranger.write(ByteBuffer.wrap(new byte[] {'P', 'L', 'Y'}));
            }

            assertThatThrownBy(listener::accept)
                    .isInstanceOf(AuthenticationException.class)
                    .hasMessageContaining("left");
            assertThat(listener.accept(Duration.ofMillis(20))).isEmpty();
        }
    }

    @Test
    void shouldHaveNoMoreThanItsShareAndForgetNobody() throws Exception {
        try (Listener<String> listener =
                Listener.open(address("tcp"), Codecs.utf8(), KEY, o -> o.timeLimit(Duration.ofMillis(100)))) {
            List<SocketChannel> mute = new ArrayList<>();
            for (int i = 0; i < 70; i++) {
                mute.add(stranger(listener));
            }
            Background<Connection<String>> late = Background.call(
                    () -> Connections.connect(listener.address(), Codecs.utf8(), KEY, Duration.ofMinutes(1)));

            int turnedAway = 0;
            while (turnedAway < mute.size()) {
                try {
                    listener.accept().close();
                } catch (AuthenticationException tooSlow) {
                    turnedAway++;
                }
            }

            late.result().close();
            for (SocketChannel each : mute) {
                each.close();
            }
        }
    }

    @Test
    void shouldGreetManyWhoComeAtTheSameTime() throws Exception {
        int each = 60;
        try (Listener<String> listener = listen(address("tcp"))) {
            List<Background<Void>> coming = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                coming.add(Background.run(() -> {
                    for (int n = 0; n < each; n++) {
                        try (Connection<String> connection = connect(listener, KEY)) {
                            connection.send("here");
                        }
                    }
                }));
            }
            for (int n = 0; n < 3 * each; n++) {
                try (Connection<String> accepted = listener.accept()) {
                    assertThat(accepted.receive()).isEqualTo("here");
                }
            }
            for (Background<Void> one : coming) {
                one.result();
            }
        }
    }

    @Test
    void shouldNotHangOnAMuteListener() throws Exception {
        try (ServerSocketChannel mute = ServerSocketChannel.open()) {
            mute.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            SocketAddress address = mute.getLocalAddress();

            assertThatThrownBy(() -> Connections.connect(address, Codecs.utf8(), KEY, Duration.ofMillis(50)))
                    .isInstanceOf(SocketTimeoutException.class)
                    .hasMessageContaining("does not answer");

            Background<?> waiter = Background.call(() -> Connections.connect(address, Codecs.utf8(), KEY, DAY))
                    .awaitAsleep();
            waiter.thread().interrupt();
            assertThat(waiter.failure()).isInstanceOf(InterruptedException.class);
        }
    }

    @Test
    void shouldRefuseToConnectWhereNobodyListens() throws Exception {
        SocketAddress nowhere = UnixDomainSocketAddress.of(directory.resolve("nowhere"));
        SocketAddress closed;
        try (Listener<String> listener = listen(address("tcp"))) {
            closed = listener.address();
        }

        for (SocketAddress address : List.of(nowhere, closed)) {
            assertThatThrownBy(() -> Connections.connect(address, Codecs.utf8(), KEY))
                    .isInstanceOf(ConnectException.class)
                    .hasMessageContaining("nobody listens at");
        }
        assertThatThrownBy(() -> Connections.connect(
                        InetSocketAddress.createUnresolved("no.such.host.invalid", 1), Codecs.utf8(), KEY))
                .isInstanceOf(UnknownHostException.class);
        assertThatThrownBy(() -> Connections.connect(new SocketAddress() {}, Codecs.utf8(), KEY))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"unix", "tcp"})
    void shouldHaveItsAddressForItself(String kind) throws Exception {
        try (Listener<String> listener = listen(address(kind))) {
            assertThatThrownBy(() -> listen(listener.address()))
                    .isInstanceOf(BindException.class)
                    .hasMessageContaining("cannot listen at");

            try (Connection<String> connection = connect(listener, KEY)) {
                listener.accept().send("still here");
                assertThat(connection.receive()).isEqualTo("still here");
            }
        }
    }

    @Test
    void shouldReplaceTheFileOfADeadListenerAndRemoveItsOwn() throws Exception {
        UnixDomainSocketAddress address = (UnixDomainSocketAddress) address("unix");
        ServerSocketChannel dead = ServerSocketChannel.open(java.net.StandardProtocolFamily.UNIX);
        dead.bind(address);
        dead.close();
        assertThat(address.getPath()).exists();

        try (Listener<String> listener = listen(address)) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(address.getPath())))
                    .isEqualTo("rw-------");
            connect(listener, KEY).close();
            listener.accept().close();
        }

        try (Stream<Path> left = Files.list(directory)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void shouldNotRemoveTheFileOfItsSuccessor() throws Exception {
        UnixDomainSocketAddress address = (UnixDomainSocketAddress) address("unix");
        Listener<String> first = listen(address);
        Files.delete(address.getPath());
        try (Listener<String> second = listen(address)) {
            first.close();

            connect(second, KEY).close();
            second.accept().close();
        }
    }

    @Test
    void shouldLeaveAloneWhatIsNoSocket() throws Exception {
        Path file = Files.writeString(directory.resolve("socket"), "mine");

        assertThatThrownBy(() -> listen(UnixDomainSocketAddress.of(file)))
                .isInstanceOf(BindException.class)
                .hasMessageContaining("no socket");

        assertThat(file).hasContent("mine");
        Path tooLong = directory.resolve("s".repeat(100));
        assertThatThrownBy(() -> listen(UnixDomainSocketAddress.of(tooLong)))
                .isInstanceOf(BindException.class)
                .hasMessageContaining("too long");
        assertThatThrownBy(() -> listen(UnixDomainSocketAddress.of(directory.resolve("no/where"))))
                .isInstanceOf(BindException.class)
                .hasMessageContaining("directory");
    }

    @Test
    void shouldGiveTheNameToOneOfManyWhoWantIt() throws Exception {
        UnixDomainSocketAddress address = (UnixDomainSocketAddress) address("unix");
        for (int round = 0; round < 50; round++) {
            ServerSocketChannel dead = ServerSocketChannel.open(java.net.StandardProtocolFamily.UNIX);
            dead.bind(address);
            dead.close();
            List<Background<Listener<String>>> wanting = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                wanting.add(Background.call(() -> {
                    try {
                        return listen(address);
                    } catch (BindException taken) {
                        return null;
                    }
                }));
            }
            List<Listener<String>> got = new ArrayList<>();
            for (Background<Listener<String>> each : wanting) {
                if (each.result() != null) {
                    got.add(each.result());
                }
            }
            assertThat(got).hasSize(1);
            got.get(0).close();
        }
    }

    @Test
    void shouldEndWaitsWhenItIsClosed() throws Exception {
        Listener<String> listener = listen(address("unix"));
        Background<?> accepting = Background.call(listener::accept).awaitAsleep();
        Background<List<Waitable>> waiting =
                Background.call(() -> WaitSet.await(List.of(listener))).awaitAsleep();
        Connection<String> early = connect(listener, KEY);
        accepting.result();
        Background<?> next = Background.call(listener::accept).awaitAsleep();

        listener.close();
        listener.close();

        assertThat(next.failure()).isInstanceOf(ClosedChannelException.class);
        assertThat(waiting.result()).containsExactly(listener);
        assertThat(listener.isReady()).isTrue();
        assertThat(listener.isOpen()).isFalse();
        assertThatThrownBy(listener::accept).isInstanceOf(ClosedChannelException.class);
        assertThat(listener.toString()).contains("closed", "socket");
        early.close();
    }

    @Test
    void shouldBeInterruptedWithNobodyAccepted() throws Exception {
        try (Listener<String> listener = listen(address("unix"))) {
            Background<?> accepting = Background.call(listener::accept).awaitAsleep();
            accepting.thread().interrupt();
            assertThat(accepting.failure()).isInstanceOf(InterruptedException.class);

            try (Connection<String> connection = connect(listener, KEY)) {
                assertThat(WaitSet.await(List.of(listener), DAY)).containsExactly(listener);
                listener.accept(Duration.ZERO).orElseThrow().close();
                assertThat(listener.isReady()).isFalse();
                assertThat(connection.poll(DAY)).isTrue();
            }
        }
    }

    @Test
    void shouldLeaveNoThreadBehind() throws Exception {
        try (Listener<String> listener = listen(address("unix"));
                Connection<String> connection = connect(listener, KEY);
                Connection<String> accepted = listener.accept()) {
            assertThat(WaitSet.await(List.of(connection, accepted), Duration.ofMillis(1)))
                    .isEmpty();
            assertThat(threads()).contains("parley-sockets");
        }

        await().until(() -> !threads().contains("parley-sockets"));
    }

    private static List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream().map(Thread::getName).toList();
    }
}
