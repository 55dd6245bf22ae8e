package io.parley.pipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.Background;
import io.parley.Codecs;
import io.parley.internal.pipe.OtherUser;
import io.parley.internal.pipe.PipeLayout;
import java.io.EOFException;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Messages that go through in pieces. */
@Timeout(120)
class PipeLargeMessageTest extends PipeFixture {
    private static final int LARGE = 100_000;

    @ParameterizedTest
    @CsvSource({"2040, 4096", "2041, 4096", "4096, 4096", "1048576, 4096", "16777216, 262144", "50000000, 262144"})
    void shouldPassMessagesThatDoNotFit(int length, int capacity) throws Exception {
        Pipe<byte[]> pipe = pipe(options -> options.capacity(capacity));
        byte[] message = pattern(length, 1);
        Background<Void> sending = Background.run(() -> {
            pipe.first().sendBytes(new byte[] {1});
            pipe.first().sendBytes(message);
            pipe.first().sendBytes(new byte[] {2});
        });

        assertThat(pipe.second().receiveBytes()).containsExactly(1);
        assertThat(Arrays.equals(pipe.second().receiveBytes(length), message)).isTrue();
        assertThat(pipe.second().receiveBytes()).containsExactly(2);
        sending.result();
    }

    @Test
    void shouldNeverMixMessagesOfSeveralSendersAndReceivers() throws Exception {
        int senders = 3;
        int receivers = 2;
        int each = 60;
        Pipe<byte[]> pipe = smallPipe();
        List<Background<Void>> sending = new ArrayList<>();
        for (int sender = 0; sender < senders; sender++) {
            int seed = sender;
            sending.add(Background.run(() -> {
                for (int i = 0; i < each; i++) {
                    pipe.first().sendBytes(pattern(i % 3 == 0 ? 10_000 + i : 100 + i, seed));
                }
            }));
        }
        List<Background<Integer>> receiving = new ArrayList<>();
        for (int receiver = 0; receiver < receivers; receiver++) {
            receiving.add(Background.call(() -> receiveAll(pipe.second(), senders)));
        }
        for (Background<Void> one : sending) {
            one.result();
        }
        pipe.first().close();

        int received = 0;
        for (Background<Integer> one : receiving) {
            received += one.result();
        }
        assertThat(received).isEqualTo(senders * each);
    }

    private static int receiveAll(PipeConnection<byte[]> end, int senders) throws Exception {
        int count = 0;
        try {
            while (true) {
                byte[] message = end.receiveBytes();
                assertThat(message[0]).isBetween((byte) 0, (byte) (senders - 1));
                assertThat(Arrays.equals(message, pattern(message.length, message[0])))
                        .isTrue();
                count++;
            }
        } catch (EOFException all) {
            return count;
        }
    }

    @Test
    void shouldTakeTheMessageBackWhenItsSenderIsInterrupted() throws Exception {
        Pipe<byte[]> pipe = smallPipe();
        Background<Void> sending =
                Background.run(() -> pipe.first().sendBytes(new byte[LARGE])).awaitAsleep();

        sending.thread().interrupt();

        assertThat(sending.failure()).isInstanceOf(InterruptedException.class);
        assertNothingIsLeftOf(pipe);
    }

    @Test
    void shouldTakeTheMessageBackWhenTimeIsUp() throws Exception {
        Pipe<byte[]> pipe = smallPipe();

        assertThat(pipe.first().send(new byte[LARGE], Duration.ofMillis(5))).isFalse();
        assertThat(pipe.first().send(new byte[LARGE], Duration.ZERO)).isFalse();

        assertNothingIsLeftOf(pipe);
    }

    @Test
    void shouldTakeTheMessageBackWhenItsSenderIsClosed() throws Exception {
        Pipe<byte[]> pipe = smallPipe();
        PipeConnection<byte[]> other = parley.connection("p", Codecs.bytes(), End.FIRST);
        Background<Void> sending =
                Background.run(() -> other.sendBytes(new byte[LARGE])).awaitAsleep();

        other.close();

        assertThat(sending.failure()).isInstanceOf(AsynchronousCloseException.class);
        assertNothingIsLeftOf(pipe);
    }

    private static void assertNothingIsLeftOf(Pipe<byte[]> pipe) throws Exception {
        assertThat(pipe.second().receive(Duration.ofMillis(1))).isEmpty();
        assertThat(pipe.second().poll()).isFalse();
        pipe.first().sendBytes(new byte[] {7});
        assertThat(pipe.second().receiveBytes()).containsExactly(7);
    }

    @Test
    void shouldDropWhatItsSenderDidNotFinishWhileItIsReceived() throws Exception {
        Pipe<byte[]> pipe = smallPipe();
        Background<byte[]> receiving =
                Background.call(pipe.second()::receiveBytes).awaitAsleep();
        Background<Void> sending = Background.run(() -> pipe.first().sendBytes(new byte[Integer.MAX_VALUE / 16]));
        sending.thread().interrupt();
        assertThat(sending.failure()).isInstanceOf(InterruptedException.class);

        pipe.first().sendBytes(new byte[] {8});

        assertThat(receiving.result()).containsExactly(8);
    }

    @Test
    void shouldReceiveTheRestThoughInterrupted() throws Exception {
        Pipe<byte[]> pipe = smallPipe();
        OtherUser other = OtherUser.join(pipe.path()).open(PipeLayout.FIRST);
        other.sendFirstPiece(PipeLayout.SECOND, 2_500, new byte[1_000]);
        Background<Boolean> receiving = Background.call(() -> {
            byte[] message = pipe.second().receiveBytes();
            return message.length == 2_500 && Thread.interrupted();
        });
        receiving.awaitAsleep();

        receiving.thread().interrupt();
        assertThat(receiving.awaitAsleep().isDone()).isFalse();
        other.finish(PipeLayout.SECOND, new byte[1_500]);

        assertThat(receiving.result()).isTrue();
    }

    @Test
    void shouldEndInterruptedWhenTheRestDoesNotCome() throws Exception {
        Pipe<byte[]> pipe = smallPipe();
        OtherUser other = OtherUser.join(pipe.path()).open(PipeLayout.FIRST);
        other.sendFirstPiece(PipeLayout.SECOND, LARGE, new byte[100]);
        Background<byte[]> receiving =
                Background.call(pipe.second()::receiveBytes).awaitAsleep();
        receiving.thread().interrupt();

        other.kill();

        assertThat(receiving.failure()).isInstanceOf(InterruptedException.class);
        pipe.first().sendBytes(new byte[] {5});
        assertThat(pipe.second().receiveBytes()).containsExactly(5);
    }

    @Test
    void shouldNotWaitLongerThanToldForWhatAnotherReceives() throws Exception {
        Pipe<byte[]> pipe = smallPipe();
        OtherUser sender = OtherUser.join(pipe.path()).open(PipeLayout.FIRST);
        sender.sendFirstPiece(PipeLayout.SECOND, LARGE, new byte[100]);
        Background<byte[]> other = Background.call(pipe.second()::receiveBytes).awaitAsleep();

        assertThat(pipe.second().receive(Duration.ofMillis(20))).isEmpty();
        assertThat(pipe.second().receive(Duration.ZERO)).isEmpty();
        assertThat(pipe.second().poll(Duration.ofMillis(20))).isFalse();
        assertThat(pipe.second().poll() || pipe.second().discardNext()).isFalse();
        assertThat(pipe.first().send(new byte[1], Duration.ofMillis(20))).isFalse();

        sender.kill();
        pipe.first().send(new byte[] {4});
        assertThat(other.result()).containsExactly(4);
    }

    @Test
    void shouldDropWhatADeadSenderBegan() throws Exception {
        Pipe<byte[]> pipe = smallPipe();
        OtherUser dead = OtherUser.join(pipe.path()).open(PipeLayout.FIRST);
        dead.sendFirstPiece(PipeLayout.SECOND, LARGE, new byte[1_000]);
        Background<byte[]> receiving =
                Background.call(pipe.second()::receiveBytes).awaitAsleep();

        dead.kill();

        pipe.first().sendBytes(new byte[] {9});
        assertThat(receiving.result()).containsExactly(9);
    }

    @Test
    void shouldEndAfterADeadSendersBeginning() throws Exception {
        PipeConnection<byte[]> receiver =
                parley.connection("p", Codecs.bytes(), End.SECOND, options -> options.capacity(SMALL));
        OtherUser dead = OtherUser.join(receiver.path()).open(PipeLayout.FIRST);
        dead.sendFirstPiece(PipeLayout.SECOND, LARGE, new byte[1_000]);
        dead.kill();

        assertThat(receiver.poll()).isTrue();
        assertThatThrownBy(receiver::receive).isInstanceOf(EOFException.class);
    }

    @Test
    void shouldDropTheRestOfWhatADeadReceiverBegan() throws Exception {
        Pipe<byte[]> pipe = smallPipe();
        byte[] large = pattern(LARGE, 3);
        OtherUser dead = OtherUser.join(pipe.path()).open(PipeLayout.SECOND);
        Background<Void> sending = Background.run(() -> {
            pipe.first().sendBytes(large);
            pipe.first().sendBytes(new byte[] {6});
        });
        sending.awaitAsleep();
        dead.receiveRecords(PipeLayout.SECOND, 2);
        dead.kill();

        assertThat(pipe.second().receiveBytes()).containsExactly(6);
        sending.result();
    }

    @Test
    void shouldLimitAndDiscardLargeMessagesAsSmallOnes() throws Exception {
        Pipe<byte[]> pipe = smallPipe();
        byte[] large = pattern(LARGE, 4);
        Background<Void> sending = Background.run(() -> {
            for (int i = 0; i < 3; i++) {
                pipe.first().sendBytes(large);
            }
        });
        PipeConnection<byte[]> end = pipe.second();

        assertThat(end.poll(LONG)).isTrue();
        assertThatThrownBy(() -> end.receiveBytes(LARGE - 1))
                .isInstanceOf(MessageTooLongException.class)
                .hasMessageContaining("bytes=" + LARGE);
        assertThat(end.receiveBytes(LARGE)).isEqualTo(large);
        assertThat(end.poll(LONG)).isTrue();
        assertThat(end.discardNext()).isTrue();
        assertThatThrownBy(() -> end.receiveInto(ByteBuffer.allocate(10)))
                .isInstanceOfSatisfying(
                        BufferTooShortException.class,
                        e -> assertThat(e.message()).isEqualTo(large));
        sending.result();
        assertThat(end.poll()).isFalse();
    }
}
