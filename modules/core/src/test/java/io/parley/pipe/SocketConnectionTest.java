package io.parley.pipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.parley.Background;
import io.parley.CodecException;
import io.parley.Codecs;
import io.parley.Parley;
import io.parley.WaitSet;
import io.parley.Waitable;
import io.parley.sync.SharedEvent;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ReadOnlyBufferException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class SocketConnectionTest {
    private static final Duration DAY = Duration.ofDays(1);
    private static final int BIG = 16 << 20;

    @TempDir
    Path directory;

    private Connection<String> here;
    private Connection<String> there;

    private void connect(String kind) throws Exception {
        SocketAddress address = kind.equals("unix")
                ? UnixDomainSocketAddress.of(directory.resolve("socket"))
                : new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        AuthKey key = AuthKey.of(new byte[] {7});
        try (Listener<String> listener = Listener.open(address, Codecs.utf8(), key)) {
            here = Connections.connect(listener.address(), Codecs.utf8(), key, o -> o.maxMessageBytes(BIG));
            there = listener.accept();
        }
    }

    @AfterEach
    void close() {
        if (here != null) {
            here.close();
            there.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"unix", "tcp"})
    void shouldKeepTheBoundariesOfMessages(String kind) throws Exception {
        connect(kind);
        here.send("one");
        here.sendBytes(new byte[0]);
        here.sendBytes(new byte[] {9, 1, 2, 9}, 1, 2);
        ByteBuffer direct =
                ByteBuffer.allocateDirect(3).put(new byte[] {9, 3, 4}).position(1);
        here.sendBytes(direct);
        here.sendBytes(ByteBuffer.wrap(new byte[] {5, 6}, 1, 1));

        assertThat(direct.remaining()).isZero();
        assertThat(there.receive()).isEqualTo("one");
        assertThat(there.poll(DAY)).isTrue();
        assertThat(there.receiveBytes()).isEmpty();
        assertThat(there.receiveBytes()).containsExactly(1, 2);
        assertThat(there.receiveBytes()).containsExactly(3, 4);
        assertThat(there.receiveBytes()).containsExactly(6);
        assertThat(there.poll()).isFalse();
        assertThat(there.receive(Duration.ofMillis(5))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"unix", "tcp"})
    void shouldCarryBigMessagesBothWaysAtOnce(String kind) throws Exception {
        connect(kind);
        byte[] big = new byte[BIG];
        new Random(3).nextBytes(big);
        Background<Void> other = Background.run(() -> there.sendBytes(there.receiveBytes()));

        here.sendBytes(big);

        assertThat(Arrays.equals(here.receiveBytes(), big)).isTrue();
        other.result();
        assertThatThrownBy(() -> here.sendBytes(new byte[BIG + 1]))
                .isInstanceOf(MessageTooLongException.class)
                .hasMessageContaining("allowed=" + BIG);
        here.send("still here");
        assertThat(there.receive()).isEqualTo("still here");
    }

    @Test
    void shouldLeaveAMessageThatIsTooLong() throws Exception {
        connect("unix");
        here.sendBytes(new byte[100]);
        here.send("next");

        assertThatThrownBy(() -> there.receiveBytes(99))
                .isInstanceOf(MessageTooLongException.class)
                .hasMessageContaining("bytes=100")
                .hasMessageContaining("allowed=99");
        assertThat(there.poll()).isTrue();
        assertThat(there.receiveBytes(100)).hasSize(100);
        assertThat(there.receive()).isEqualTo("next");
        assertThatThrownBy(() -> there.receiveBytes(-1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldDiscardTheNextMessageAlsoWhileItArrives() throws Exception {
        connect("unix");
        assertThat(there.discardNext()).isFalse();
        here.send("small");
        assertThat(there.poll(DAY)).isTrue();
        assertThat(there.discardNext()).isTrue();

        byte[] big = new byte[BIG];
        Background<Void> sender = Background.run(() -> {
            there.sendBytes(big);
            there.send("behind");
        });
        assertThatThrownBy(() -> here.receiveBytes(10)).isInstanceOf(MessageTooLongException.class);
        assertThat(here.discardNext()).isTrue();
        assertThat(here.receive()).isEqualTo("behind");
        sender.result();
    }

    @Test
    void shouldRefuseWhatIsLongerThanThisSideAllows() throws Exception {
        connect("unix");
        Background<Void> sender = Background.run(() -> {
            there.sendBytes(new byte[BIG + 1]);
            there.send("behind");
        });

        assertThat(here.poll(DAY)).isTrue();
        assertThatThrownBy(here::receiveBytes)
                .isInstanceOf(MessageTooLongException.class)
                .hasMessageContaining("bytes=" + (BIG + 1));
        assertThat(here.discardNext()).isTrue();
        assertThat(here.receive()).isEqualTo("behind");
        sender.result();
    }

    @Test
    void shouldGiveTheWholeMessageToWhoseBufferIsTooShort() throws Exception {
        connect("unix");
        here.sendBytes(new byte[] {1, 2, 3});
        here.sendBytes(new byte[] {4, 5});

        ByteBuffer target = ByteBuffer.allocate(4).position(2);
        BufferTooShortException e =
                catchThrowableOfType(BufferTooShortException.class, () -> there.receiveInto(target));
        assertThat(e.message()).containsExactly(1, 2, 3);
        assertThat(there.receiveInto(target)).isEqualTo(2);
        assertThat(target.array()).containsExactly(0, 0, 4, 5);
        assertThatThrownBy(() -> there.receiveInto(target.asReadOnlyBuffer()))
                .isInstanceOf(ReadOnlyBufferException.class);
    }

    @Test
    void shouldRefuseRangesOutsideTheArray() throws Exception {
        connect("unix");
        byte[] bytes = new byte[4];

        for (int[] range : new int[][] {{-1, 1}, {0, -1}, {5, 0}, {3, 2}, {1, Integer.MAX_VALUE}}) {
            assertThatThrownBy(() -> here.sendBytes(bytes, range[0], range[1]))
                    .isInstanceOf(IndexOutOfBoundsException.class);
        }
        assertThatThrownBy(() -> here.send(null)).isInstanceOf(NullPointerException.class);
        assertThat(there.poll()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"unix", "tcp"})
    void shouldEndBehindWhatWasSent(String kind) throws Exception {
        connect(kind);
        here.send("last");
        here.close();
        here.close();

        assertThat(there.receive()).isEqualTo("last");
        assertThat(there.poll(DAY)).isTrue();
        assertThat(there.poll()).isTrue();
        assertThat(there.isReady()).isTrue();
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(there::receive).isInstanceOf(EOFException.class);
        }
        assertThatThrownBy(there::discardNext).isInstanceOf(EOFException.class);
        assertThatThrownBy(() -> {
                    while (true) {
                        there.send("too late");
                    }
                })
                .isInstanceOf(BrokenPipeException.class);
    }

    @Test
    void shouldSayThatItIsClosedHere() throws Exception {
        connect("unix");
        Background<?> receiver = Background.call(here::receive).awaitAsleep();
        Background<?> second = Background.call(here::receive).awaitAsleep();

        here.close();

        assertThat(receiver.failure()).isInstanceOf(ClosedChannelException.class);
        assertThat(second.failure()).isInstanceOf(ClosedChannelException.class);
        assertThat(here.isOpen()).isFalse();
        assertThat(here.isReady()).isTrue();
        assertThat(here.toString()).contains("closed");
        assertThatThrownBy(() -> here.send("x")).isInstanceOf(ClosedChannelException.class);
        assertThatThrownBy(here::poll).isInstanceOf(ClosedChannelException.class);
        assertThatThrownBy(here::receive).isInstanceOf(ClosedChannelException.class);
    }

    @Test
    void shouldTellABrokenMessageFromAnEnd() throws Exception {
        connect("unix");
        Background<Void> sender =
                Background.run(() -> here.sendBytes(new byte[BIG])).awaitAsleep();

        here.close();

        assertThat(sender.failure()).isInstanceOf(ClosedChannelException.class);
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(there::receive)
                    .isInstanceOf(IOException.class)
                    .isNotInstanceOf(EOFException.class)
                    .hasMessageContaining("ended within a message");
        }
    }

    @Test
    void shouldNotMixWhatSeveralThreadsSend() throws Exception {
        connect("unix");
        int senders = 3;
        int each = 200;
        List<Background<Void>> sending = new ArrayList<>();
        for (int s = 0; s < senders; s++) {
            byte id = (byte) (s + 1);
            sending.add(Background.run(() -> {
                for (int i = 0; i < each; i++) {
                    byte[] message = new byte[1 + i * 997 % 200_000];
                    Arrays.fill(message, id);
                    here.sendBytes(message);
                }
            }));
        }

        int[] next = new int[senders];
        for (int i = 0; i < senders * each; i++) {
            byte[] message = there.receiveBytes();
            int sender = message[0] - 1;
            assertThat(message).hasSize(1 + next[sender]++ * 997 % 200_000);
            assertThat(message[message.length - 1]).isEqualTo(message[0]);
        }
        for (Background<Void> s : sending) {
            s.result();
        }
    }

    @Test
    void shouldBeInterruptedWithNothingReceivedAndNothingSent() throws Exception {
        connect("unix");
        Background<?> receiver = Background.call(here::receive).awaitAsleep();
        receiver.thread().interrupt();
        assertThat(receiver.failure()).isInstanceOf(InterruptedException.class);
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> here.send("x")).isInstanceOf(InterruptedException.class);

        there.send("kept");
        assertThat(here.receive()).isEqualTo("kept");
        assertThat(there.poll()).isFalse();
    }

    @Test
    void shouldKeepThePartOfAMessageThatCameBeforeAnInterruption() throws Exception {
        connect("unix");
        Background<Void> sender =
                Background.run(() -> here.sendBytes(new byte[BIG])).awaitAsleep();
        Background<?> receiver = Background.call(() -> {
            Thread.currentThread().interrupt();
            return there.receiveBytes();
        });
        assertThat(receiver.failure()).isInstanceOf(InterruptedException.class);
        assertThat(there.poll()).isFalse();

        assertThat(there.receiveBytes()).hasSize(BIG);
        sender.result();
    }

    @Test
    void shouldBreakLoudlyWhenASenderIsInterruptedInTheMiddle() throws Exception {
        connect("unix");
        Background<Boolean> sender = Background.call(() -> {
                    assertThatThrownBy(() -> here.sendBytes(new byte[BIG]))
                            .isInstanceOf(ClosedByInterruptException.class);
                    return Thread.currentThread().isInterrupted();
                })
                .awaitAsleep();

        sender.thread().interrupt();

        assertThat(sender.result()).isTrue();
        assertThat(here.isOpen()).isFalse();
        assertThatThrownBy(there::receive).hasMessageContaining("ended within a message");
    }

    @Test
    void shouldGiveUpSendingWhenThereIsNoRoomInTime() throws Exception {
        connect("unix");
        String message = "m".repeat(1000);
        int sent = 0;
        while (here.send(message, Duration.ofMillis(20))) {
            sent++;
        }
        Background<?> blocked = Background.run(() -> here.send(message)).awaitAsleep();

        for (int i = 0; i <= sent; i++) {
            assertThat(there.receive()).isEqualTo(message);
        }
        blocked.result();
        assertThat(there.poll()).isFalse();
    }

    @Test
    void shouldDropWhatCannotBeDecodedAndGoOn() throws Exception {
        connect("unix");
        here.sendBytes(new byte[] {1});
        here.send("good");

        assertThatThrownBy(there::receive).isInstanceOf(CodecException.class).hasMessageContaining("bytes=1");
        assertThat(there.receive()).isEqualTo("good");
    }

    @ParameterizedTest
    @ValueSource(strings = {"unix", "tcp"})
    void shouldBeWaitedForBesideOthers(String kind) throws Exception {
        connect(kind);
        try (Parley parley = Parley.open(directory.resolve("domain"))) {
            SharedEvent event = parley.event("stop");
            WaitSet set = WaitSet.of(List.of(event, here, there));
            for (int i = 0; i < 3; i++) {
                Background<List<Waitable>> waiter =
                        Background.call(() -> List.copyOf(set.await())).awaitAsleep();
                here.send("wake");
                assertThat(waiter.result()).containsExactly(there);
                assertThat(there.receive()).isEqualTo("wake");
            }
            Background<List<Waitable>> ofEvent =
                    Background.call(() -> List.copyOf(set.await())).awaitAsleep();
            event.set();
            assertThat(ofEvent.result()).containsExactly(event);
            event.clear();

            Background<List<Waitable>> ofBig =
                    Background.call(() -> List.copyOf(set.await())).awaitAsleep();
            Background<Void> sender = Background.run(() -> here.sendBytes(new byte[BIG]));
            assertThat(ofBig.result()).containsExactly(there);
            assertThat(there.receiveBytes()).hasSize(BIG);
            sender.result();

            Background<List<Waitable>> ofEnd =
                    Background.call(() -> WaitSet.await(List.of(event, there))).awaitAsleep();
            here.close();
            assertThat(ofEnd.result()).containsExactly(there);
        }
    }

    @Test
    void shouldBreakOnAFrameThatNoArrayCanHold() throws Exception {
        SocketAddress address = UnixDomainSocketAddress.of(directory.resolve("socket"));
        try (java.nio.channels.ServerSocketChannel server =
                java.nio.channels.ServerSocketChannel.open(java.net.StandardProtocolFamily.UNIX)) {
            server.bind(address);
            java.nio.channels.SocketChannel liar = java.nio.channels.SocketChannel.open(address);
            io.parley.internal.net.FramedChannel channel =
                    new io.parley.internal.net.FramedChannel(server.accept(), "liar", BIG);
            liar.write(ByteBuffer.wrap(new byte[] {0, 0, 0, 0, -1, -1, -1, -1, 1, 2, 3, 4, 5}));
            Connection<String> connection = new SocketConnection<>(channel, Codecs.utf8());

            assertThat(connection.receiveBytes()).isEmpty();
            for (int i = 0; i < 2; i++) {
                assertThatThrownBy(connection::receive)
                        .isInstanceOf(IOException.class)
                        .hasMessageContaining("4294967295 bytes");
            }
            connection.close();
            liar.close();
        }
    }
}
