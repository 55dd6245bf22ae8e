package io.parley.manager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.parley.Parley;
import io.parley.internal.memory.MessageBuffer;
import io.parley.manager.internal.wire.Frame;
import io.parley.manager.internal.wire.FrameType;
import io.parley.manager.internal.wire.RequestNumber;
import io.parley.pipe.AuthKey;
import io.parley.testkit.Seeds;
import io.parley.value.ManagedLong;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a stranger, or a client with bugs, may do to a server: nothing that another client would notice. */
@Timeout(120)
class HostileClientTest {
    /** Not the common pool: with two processors JDK 25 gives that one thread. */
    private static final Executor THREADS = task -> new Thread(task).start();

    private static final AuthKey KEY = AuthKey.of("the key of the test".getBytes());
    private static final int LONG = 1;

    @TempDir
    Path directory;

    private Parley parley;
    private ManagerServer server;
    private Manager manager;
    private ManagedLong good;
    private long expected;

    @BeforeEach
    void serve() throws IOException {
        parley = Parley.open(directory.resolve("domain"));
        server = ManagerServer.start(
                parley,
                KEY,
                options -> options.sessionLimit(Duration.ofSeconds(20))
                        .limits(limits -> limits.strangers(64).frameBytes(1 << 16)));
        manager = Manager.connect(server.address(), KEY);
        good = manager.longValue("good");
    }

    /** After each test the good client is as it was, and nothing is left of the others. */
    @AfterEach
    void stop() {
        goOn();
        await().untilAsserted(() -> assertThat(server.connections()).isEqualTo(1));
        manager.close();
        server.close();
        parley.close();
    }

    private void goOn() {
        assertThat(good.getAndAdd(1)).isEqualTo(expected++);
    }

    private RawClient client() throws IOException {
        return client(server);
    }

    private static RawClient client(ManagerServer server) throws IOException {
        return new RawClient(server.address()).prove(KEY).open();
    }

    /** A server of the same domain whose limits of time are short. */
    private ManagerServer impatient() throws IOException {
        return ManagerServer.start(
                parley,
                KEY,
                options -> options.sessionLimit(Duration.ofSeconds(1))
                        .limits(limits -> limits.handshake(Duration.ofMillis(500))));
    }

    private static void awaitNothingLeft(ManagerServer server) {
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            assertThat(server.connections()).isZero();
            assertThat(server.sessions()).isZero();
        });
    }

    @Test
    void shouldDropRandomBytes() throws IOException {
        Random random = new Random(Seeds.derive("random bytes"));
        for (int i = 0; i < 200; i++) {
            try (RawClient client = new RawClient(server.address())) {
                sendAll(client, bytes(random, 72 + random.nextInt(5000)));
                client.readToTheEnd();
            }
        }

        assertThat(server.refused()).isGreaterThanOrEqualTo(200);
    }

    @Test
    void shouldDropRandomBytesBehindAGoodHandshake() throws IOException {
        Random random = new Random(Seeds.derive("random frames"));
        for (int i = 0; i < 100; i++) {
            try (RawClient client = i % 2 == 0 ? client() : new RawClient(server.address()).prove(KEY)) {
                sendAll(client, bytes(random, 6 + random.nextInt(5000)));
                client.readToTheEnd();
            }
        }
        goOn();
    }

    private static byte[] bytes(Random random, int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        bytes[0] = (byte) (bytes[0] | 0x80); // no "PLYC", by chance
        bytes[3] = (byte) (bytes[3] | 0x80); // no possible length
        return bytes;
    }

    private static void sendAll(RawClient client, byte[] bytes) throws IOException {
        try {
            client.send(bytes);
        } catch (SocketException dropped) {
            // before it had sent everything
        }
    }

    @Test
    void shouldForgetWhoLeavesInTheMiddle() throws IOException {
        byte[] hello = hello();
        for (int i = 0; i < hello.length; i += 9) {
            try (RawClient client = new RawClient(server.address())) {
                client.send(Arrays.copyOf(hello, i));
            }
        }
        byte[] frame = RawClient.frame(1, FrameType.ACK.id(), 0, 0, 0, 1, 0, Frame.empty());
        for (int i = 0; i < frame.length; i += 7) {
            try (RawClient client = client()) {
                client.send(Arrays.copyOf(frame, i));
            }
        }
        goOn();
    }

    @Test
    void shouldRefuseImpossibleLengths() throws IOException {
        for (int length : new int[] {0, 1, Frame.HEADER - 1, -1, Integer.MIN_VALUE, Integer.MAX_VALUE, (1 << 16) + 1}) {
            try (RawClient client = client()) {
                client.send(ByteBuffer.allocate(6)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putInt(length)
                        .put((byte) Frame.VERSION)
                        .put((byte) FrameType.REQUEST.id())
                        .array());
                client.readToTheEnd();
            }
        }

        assertThat(server.refused()).isEqualTo(7);
    }

    @Test
    void shouldDropWhoDoesNotFinishTheHandshakeInTime() throws IOException {
        byte[] hello = hello();
        List<RawClient> slow = new ArrayList<>();
        try (ManagerServer impatient = impatient()) {
            for (int i = 0; i < 40; i++) {
                RawClient client = new RawClient(impatient.address());
                sendAll(client, Arrays.copyOf(hello, i));
                slow.add(client);
            }

            for (RawClient client : slow) {
                client.readToTheEnd();
                client.close();
            }

            assertThat(impatient.refused()).isEqualTo(40);
            awaitNothingLeft(impatient);
        }
    }

    @Test
    void shouldDropWhoProvesTheKeyAndAsksForNothing() throws IOException {
        try (ManagerServer impatient = ManagerServer.start(
                        parley, KEY, options -> options.limits(limits -> limits.handshake(Duration.ofSeconds(2))));
                RawClient client = new RawClient(impatient.address()).prove(KEY)) {
            client.readToTheEnd();

            assertThat(impatient.refused()).isEqualTo(1);
            awaitNothingLeft(impatient);
        }
    }

    @Test
    void shouldForgetTheSessionOfWhoLeavesWithoutAWord() throws IOException {
        try (ManagerServer impatient =
                ManagerServer.start(parley, KEY, options -> options.sessionLimit(Duration.ofSeconds(1)))) {
            for (int i = 0; i < 20; i++) {
                client(impatient).close();
            }

            awaitNothingLeft(impatient);
        }
    }

    @Test
    void shouldEndTheSessionOfWhoSendsAFrameByteByByte() throws IOException {
        try (ManagerServer impatient =
                        ManagerServer.start(parley, KEY, options -> options.sessionLimit(Duration.ofSeconds(1)));
                RawClient client = client(impatient)) {
            byte[] frame = RawClient.frame(
                    1, FrameType.REQUEST.id(), 16, client.session(), RawClient.number(1), 0, 1, body(new byte[10_000]));
            int[] sent = {0};
            await().atMost(Duration.ofSeconds(60))
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> {
                        try {
                            client.send(frame[sent[0]++]);
                            return sent[0] == frame.length;
                        } catch (SocketException dropped) {
                            return true;
                        }
                    });

            assertThat(sent[0]).isLessThan(frame.length);
            awaitNothingLeft(impatient);
        }
    }

    @Test
    void shouldKeepTheSessionOfWhoIsSlowWithALongFrame() throws IOException {
        try (ManagerServer impatient =
                        ManagerServer.start(parley, KEY, options -> options.sessionLimit(Duration.ofSeconds(3)));
                RawClient client = client(impatient)) {
            int number = client.number(1, LONG, "n", 7);
            byte[] padded = RawClient.frame(
                    1,
                    FrameType.REQUEST.id(),
                    16,
                    client.session(),
                    RawClient.number(2),
                    0,
                    number,
                    body(new byte[100_000]));
            int[] sent = {0};
            await().pollInterval(Duration.ofMillis(1000)).until(() -> {
                int part = Math.min(20_000, padded.length - sent[0]);
                client.send(Arrays.copyOfRange(padded, sent[0], sent[0] + part));
                sent[0] += part;
                return sent[0] == padded.length;
            });

            assertThat(client.answerTo(2).type()).isEqualTo(FrameType.REPLY);
        }
    }

    private static MessageBuffer body(byte[] bytes) {
        MessageBuffer body = new MessageBuffer();
        body.writeBytes(bytes, 0, bytes.length);
        return body;
    }

    /** What a good client says first. */
    private byte[] hello() throws IOException {
        return Arrays.copyOf(recorded(), 72);
    }

    /** Everything that a good client says in a short life. */
    private byte[] recorded() throws IOException {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        try (ServerSocket between = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CompletableFuture<Void> relay = CompletableFuture.runAsync(() -> relay(between, said), THREADS);
            try (Manager recorded = Manager.connect((InetSocketAddress) between.getLocalSocketAddress(), KEY)) {
                recorded.longValue("recorded").set(1);
            }
            relay.join();
        }
        return said.toByteArray();
    }

    private void relay(ServerSocket between, OutputStream said) {
        try (Socket client = between.accept();
                Socket real = new Socket(
                        server.address().getAddress(), server.address().getPort())) {
            CompletableFuture<Void> answers =
                    CompletableFuture.runAsync(() -> copy(real, client, OutputStream.nullOutputStream()), THREADS);
            copy(client, real, said);
            real.shutdownOutput();
            answers.join();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void copy(Socket from, Socket to, OutputStream also) {
        try {
            InputStream in = from.getInputStream();
            byte[] some = new byte[4096];
            for (int count = in.read(some); count >= 0; count = in.read(some)) {
                also.write(some, 0, count);
                to.getOutputStream().write(some, 0, count);
            }
        } catch (IOException ended) {
            // either side left
        }
    }

    @Test
    void shouldRefuseARecordedHandshake() throws IOException {
        byte[] recorded = recorded();
        assertThat(parley.longValue("recorded").getAndSet(0)).isEqualTo(1);
        long before = server.refused();

        try (RawClient replay = new RawClient(server.address())) {
            sendAll(replay, recorded);
            replay.readToTheEnd();
        }
        try (RawClient replay = new RawClient(server.address())) {
            replay.send(Arrays.copyOf(recorded, 72 + 40));
            assertThat(replay.readToTheEnd()).isEqualTo(40 + 40);
        }

        assertThat(server.refused()).isEqualTo(before + 2);
        assertThat(parley.longValue("recorded").get()).isZero();
    }

    @Test
    void shouldRefuseOtherVersionsAndTypes() throws IOException {
        for (int[] header : new int[][] {{0, 4}, {2, 4}, {255, 4}, {1, 0}, {1, 11}, {1, 255}}) {
            try (RawClient client = client()) {
                client.send(RawClient.frame(
                        header[0], header[1], 16, client.session(), RawClient.number(1), 0, 1, Frame.empty()));
                client.readToTheEnd();
            }
        }
        assertThat(server.refused()).isEqualTo(6);

        for (FrameType type : List.of(FrameType.OPENED, FrameType.REPLY, FrameType.ALIVE, FrameType.REFUSED)) {
            try (RawClient client = client()) {
                client.send(type.id(), 0, client.session(), 0, 0, 0, Frame.empty());
                client.readToTheEnd();
            }
        }
    }

    @Test
    void shouldAnswerWhatMeansNothing() throws IOException {
        try (RawClient client = client()) {
            int number = client.number(1, LONG, "n", 7);
            client.request(2, number, 999, Frame.empty());
            assertThat(RawClient.failure(client.answerTo(2))).contains("nothing to do", "999", "'n'");
            client.request(3, 12345, 16, Frame.empty());
            assertThat(RawClient.failure(client.answerTo(3))).contains("no object 12345");
            client.request(4, number, 17, Frame.empty());
            assertThat(client.answerTo(4).type()).isEqualTo(FrameType.FAILURE);
            MessageBuffer unknown = new MessageBuffer();
            unknown.writeInt(999_999);
            unknown.writeUtf8("x");
            client.request(5, 0, 1, unknown);
            assertThat(RawClient.failure(client.answerTo(5))).contains("999999");
            client.request(6, 0, 1, Frame.empty());
            assertThat(client.answerTo(6).type()).isEqualTo(FrameType.FAILURE);

            client.request(7, number, 16, Frame.empty());
            assertThat(client.answerTo(7).body().readLong()).isEqualTo(7);
        }
    }

    @Test
    void shouldDropWhoAsksOrAcknowledgesOutOfTurn() throws IOException {
        for (long acked : new long[] {3, 5000, Long.MAX_VALUE, Long.MIN_VALUE}) {
            try (RawClient client = client()) {
                client.send(FrameType.ACK.id(), 0, client.session(), 0, acked, 0, Frame.empty());
                client.readToTheEnd();
            }
        }
        for (long number : new long[] {0, -7, 3, RawClient.number(1) + RequestNumber.SLOTS, Long.MAX_VALUE}) {
            try (RawClient client = client()) {
                client.send(FrameType.REQUEST.id(), 1, client.session(), number, 0, 0, Frame.empty());
                client.readToTheEnd();
            }
        }
        assertThat(server.refused()).isEqualTo(9);
    }

    @Test
    void shouldKeepSessionsApart() throws IOException {
        try (RawClient victim = client()) {
            try (RawClient client = client()) {
                client.send(FrameType.CLOSE.id(), 0, victim.session(), 0, 0, 0, Frame.empty());
                client.readToTheEnd();
            }
            try (RawClient client = new RawClient(server.address()).prove(KEY)) {
                MessageBuffer wrong = new MessageBuffer();
                wrong.writeLong(4711);
                client.send(FrameType.OPEN.id(), 0, victim.session(), 0, 0, 0, wrong);
                assertThat(client.read().type()).isEqualTo(FrameType.REFUSED);
                client.readToTheEnd();
            }
            try (RawClient client = client()) {
                client.send(FrameType.OPEN.id(), 0, 0, 0, 0, 0, body(new byte[8]));
                client.readToTheEnd();
            }
            try (RawClient client = new RawClient(server.address()).prove(KEY)) {
                client.send(FrameType.REQUEST.id(), 16, victim.session(), RawClient.number(1), 0, 1, Frame.empty());
                client.readToTheEnd();
            }

            victim.send(FrameType.ACK.id(), 0, victim.session(), 0, 0, 0, Frame.empty());
            assertThat(victim.read().type()).isEqualTo(FrameType.ALIVE);
        }
    }

    @Test
    void shouldStopReadingFromWhoDoesNotRead() throws IOException {
        try (ManagerServer impatient =
                        ManagerServer.start(parley, KEY, options -> options.sessionLimit(Duration.ofSeconds(1)));
                RawClient client = client(impatient)) {
            flood(client);

            assertThat(impatient.refused()).isZero();
            awaitNothingLeft(impatient);
        }
    }

    @Test
    void shouldDropWhoLeavesTooMuchUnread() throws IOException {
        try (ManagerServer small = ManagerServer.start(
                        parley, KEY, options -> options.limits(limits -> limits.unreadBytes(2000)));
                RawClient client = new RawClient(small.address()).prove(KEY).open()) {
            flood(client);

            assertThat(small.refused()).isEqualTo(1);
            await().untilAsserted(() -> assertThat(small.connections()).isZero());
        }
    }

    /** Asks for signs of life and reads none, until the server ends that. */
    private static void flood(RawClient client) {
        byte[] ack = RawClient.frame(1, FrameType.ACK.id(), 0, client.session(), 0, 0, 0, Frame.empty());
        ByteBuffer many = ByteBuffer.allocate(ack.length * 10_000);
        while (many.hasRemaining()) {
            many.put(ack);
        }
        assertThatThrownBy(() -> {
                    while (true) {
                        client.send(many.array());
                    }
                })
                .isInstanceOf(SocketException.class);
    }

    @Test
    void shouldRefuseConnectionsAboveTheLimit() throws IOException {
        try (ManagerServer small = ManagerServer.start(
                parley,
                KEY,
                options -> options.sessionLimit(Duration.ofSeconds(60)).limits(limits -> limits.connections(3)))) {
            List<RawClient> clients = List.of(client(small), client(small), client(small));

            assertThatThrownBy(() -> Manager.connect(small.address(), KEY)).isInstanceOf(IOException.class);

            for (RawClient client : clients) {
                client.close();
            }
            await().untilAsserted(() -> assertThat(small.connections()).isZero());
            Manager.connect(small.address(), KEY).close();
        }
    }

    @Test
    void shouldLetClientsInBesideTenThousandConnectionsThatSayNothing() throws IOException {
        ArrayDeque<SocketChannel> crowd = new ArrayDeque<>();
        for (int i = 1; i <= 10_000; i++) {
            crowd.add(SocketChannel.open(server.address()));
            if (crowd.size() > 1000) {
                crowd.remove().close();
            }
            if (i % 1000 == 0) {
                goOn();
                try (Manager another = Manager.connect(server.address(), KEY)) {
                    assertThat(another.longValue("good").get()).isEqualTo(expected);
                }
            }
            assertThat(server.connections()).isLessThanOrEqualTo(64 + 2);
        }
        for (SocketChannel each : crowd) {
            each.close();
        }

        assertThat(server.refused()).isGreaterThanOrEqualTo(10_000 - 64);
    }
}
