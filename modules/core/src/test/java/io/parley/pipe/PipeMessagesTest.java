package io.parley.pipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.Codec;
import io.parley.CodecException;
import io.parley.Codecs;
import io.parley.MessageReader;
import io.parley.MessageWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ReadOnlyBufferException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NonReadableChannelException;
import java.nio.channels.NonWritableChannelException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PipeMessagesTest extends PipeFixture {
    @Test
    void shouldSendBothWays() throws Exception {
        try (Pipe<String> pipe = parley.pipe("p", Codecs.utf8())) {
            pipe.first().send("there");
            pipe.first().send("again");
            pipe.second().send("back");

            assertThat(pipe.second().receive()).isEqualTo("there");
            assertThat(pipe.first().receive()).isEqualTo("back");
            assertThat(pipe.second().receive()).isEqualTo("again");
            assertThat(pipe.first().isReadable() && pipe.first().isWritable()).isTrue();
            assertThat(pipe.second().isReadable() && pipe.second().isWritable()).isTrue();
        }
    }

    @Test
    void shouldSendOneWayOnly() throws Exception {
        try (Pipe<byte[]> pipe = pipe(PipeOptions::simplex)) {
            pipe.second().sendBytes(new byte[] {1});

            assertThat(pipe.first().receiveBytes()).containsExactly(1);
            assertThat(pipe.first().isReadable() && !pipe.first().isWritable()).isTrue();
            assertThat(!pipe.second().isReadable() && pipe.second().isWritable())
                    .isTrue();
            assertThatThrownBy(() -> pipe.first().send(new byte[1])).isInstanceOf(NonWritableChannelException.class);
            assertThatThrownBy(() -> pipe.first().sendBytes(ByteBuffer.allocateDirect(1)))
                    .isInstanceOf(NonWritableChannelException.class);
            for (Callable<?> receiving : receiving(pipe.second())) {
                assertThatThrownBy(receiving::call).isInstanceOf(NonReadableChannelException.class);
            }
            assertThat(pipe.second().isReady()).isTrue();
        }
    }

    private static java.util.List<Callable<?>> receiving(PipeConnection<byte[]> end) {
        return java.util.List.of(
                end::receive,
                () -> end.receive(Duration.ZERO),
                end::poll,
                () -> end.poll(Duration.ofDays(1)),
                end::receiveBytes,
                () -> end.receiveBytes(1),
                () -> end.receiveInto(ByteBuffer.allocate(1)),
                end::discardNext);
    }

    @Test
    void shouldKeepBoundariesAndEmptyMessages() throws Exception {
        try (Pipe<byte[]> pipe = pipe()) {
            PipeConnection<byte[]> from = pipe.first();
            PipeConnection<byte[]> to = pipe.second();
            byte[] bytes = {1, 2, 3, 4, 5};

            assertThat(to.poll()).isFalse();
            from.sendBytes(bytes, 5, 0);
            assertThat(to.poll()).isTrue();
            from.sendBytes(bytes);
            from.sendBytes(bytes, 1, 3);

            assertThat(to.receiveBytes()).isEmpty();
            assertThat(to.receiveBytes()).containsExactly(1, 2, 3, 4, 5);
            assertThat(to.poll()).isTrue();
            assertThat(to.receiveBytes()).containsExactly(2, 3, 4);
            assertThat(to.poll()).isFalse();
        }
    }

    @Test
    void shouldRefuseOffsetsOutsideOfTheArray() throws Exception {
        try (Pipe<byte[]> pipe = pipe()) {
            int[][] wrong = {{-1, 1}, {0, -1}, {6, 0}, {0, 6}, {3, 3}, {Integer.MAX_VALUE, Integer.MAX_VALUE}};
            for (int[] range : wrong) {
                assertThatThrownBy(() -> pipe.first().sendBytes(new byte[5], range[0], range[1]))
                        .isInstanceOf(IndexOutOfBoundsException.class);
            }
            assertThat(pipe.second().poll()).isFalse();
        }
    }

    @Test
    void shouldSendWhatRemainsInBuffers() throws Exception {
        try (Pipe<byte[]> pipe = pipe()) {
            ByteBuffer heap = ByteBuffer.wrap(new byte[] {9, 1, 2, 3, 9}, 1, 3).slice();
            ByteBuffer direct = ByteBuffer.allocateDirect(4)
                    .put(new byte[] {9, 4, 5, 9})
                    .position(1)
                    .limit(3);
            ByteBuffer readOnly = ByteBuffer.wrap(new byte[] {6}).asReadOnlyBuffer();

            pipe.first().sendBytes(heap);
            pipe.first().sendBytes(direct);
            pipe.first().sendBytes(readOnly);

            assertThat(pipe.second().receiveBytes()).containsExactly(1, 2, 3);
            assertThat(pipe.second().receiveBytes()).containsExactly(4, 5);
            assertThat(pipe.second().receiveBytes()).containsExactly(6);
            assertThat(heap.remaining() + direct.remaining() + readOnly.remaining())
                    .isZero();
        }
    }

    @Test
    void shouldReceiveIntoBuffers() throws Exception {
        try (Pipe<byte[]> pipe = pipe()) {
            ByteBuffer target = ByteBuffer.allocateDirect(8).position(2);
            pipe.first().sendBytes(new byte[] {1, 2, 3});
            pipe.first().sendBytes(new byte[] {4, 5, 6});
            pipe.first().sendBytes(new byte[] {7});

            assertThat(pipe.second().receiveInto(target)).isEqualTo(3);
            assertThat(target.position()).isEqualTo(5);
            target.limit(7);

            assertThatThrownBy(() -> pipe.second().receiveInto(target))
                    .isInstanceOfSatisfying(
                            BufferTooShortException.class,
                            e -> assertThat(e.message()).containsExactly(4, 5, 6))
                    .hasMessageContaining("bytes=3, room=2");
            assertThat(target.position()).isEqualTo(5);
            assertThat(pipe.second().receiveBytes()).containsExactly(7);
            assertThatThrownBy(() -> pipe.second().receiveInto(target.asReadOnlyBuffer()))
                    .isInstanceOf(ReadOnlyBufferException.class);
        }
    }

    @Test
    void shouldLeaveTooLongMessagesInPlace() throws Exception {
        try (Pipe<byte[]> pipe = smallPipe()) {
            PipeConnection<byte[]> to = pipe.second();
            pipe.first().sendBytes(new byte[] {1, 2, 3});
            pipe.first().sendBytes(new byte[] {4});
            pipe.first().sendBytes(new byte[] {5});

            for (int i = 0; i < 2; i++) {
                assertThatThrownBy(() -> to.receiveBytes(2))
                        .isInstanceOf(MessageTooLongException.class)
                        .hasMessageContaining("bytes=3, maxLength=2");
            }
            to.send(new byte[] {9});
            assertThat(pipe.first().receive()).containsExactly(9);
            assertThat(to.receiveBytes(3)).containsExactly(1, 2, 3);
            assertThatThrownBy(() -> to.receiveBytes(0)).isInstanceOf(MessageTooLongException.class);
            assertThat(to.discardNext()).isTrue();
            assertThat(to.receiveBytes(1)).containsExactly(5);
            assertThat(to.discardNext()).isFalse();
            assertThatThrownBy(() -> to.receiveBytes(-1)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    /** Refuses to encode what begins with 1, and to decode what begins with 2. */
    private static final class Picky implements Codec<byte[]> {
        @Override
        public void encode(byte[] message, MessageWriter out) {
            out.writeBytes(message, 0, message.length);
            if (message[0] == 1) {
                throw new CodecException("not this one");
            }
        }

        @Override
        public byte[] decode(MessageReader in) {
            byte[] message = new byte[in.remaining()];
            in.readBytes(message, 0, message.length);
            return message[0] == 2 ? null : message;
        }

        @Override
        public String id() {
            return "picky";
        }
    }

    @Test
    void shouldReportErrorsOfTheCodecToWhoCausedThem() throws Exception {
        try (Pipe<byte[]> pipe = parley.pipe("p", new Picky())) {
            assertThatThrownBy(() -> pipe.first().send(new byte[] {1})).hasMessage("not this one");
            assertThatThrownBy(() -> pipe.first().send(null)).isInstanceOf(NullPointerException.class);
            pipe.first().send(new byte[] {2});
            pipe.first().send(new byte[] {3});

            assertThatThrownBy(() -> pipe.second().receive())
                    .isInstanceOf(CodecException.class)
                    .hasMessageContaining("codec=picky bytes=1");
            assertThat(pipe.second().receive()).containsExactly(3);
        }
    }

    @Test
    void shouldBeUselessOnceClosed() throws Exception {
        Pipe<byte[]> pipe = pipe();
        PipeConnection<byte[]> end = pipe.first();
        assertThat(end.isOpen()).isTrue();
        end.close();
        end.close();
        pipe.close();

        assertThat(end.isOpen()).isFalse();
        for (Callable<?> receiving : receiving(end)) {
            assertThatThrownBy(receiving::call).isExactlyInstanceOf(ClosedChannelException.class);
        }
        assertThatThrownBy(() -> end.send(new byte[1])).isExactlyInstanceOf(ClosedChannelException.class);
        assertThatThrownBy(() -> end.sendBytes(new byte[1])).isExactlyInstanceOf(ClosedChannelException.class);
        assertThatThrownBy(end::delete).isInstanceOf(IllegalStateException.class);
        assertThat(end.isReady()).isTrue();
        assertThat(pipe.toString()).contains("closed");
    }

    @Test
    void shouldCloseWithItsDomain() throws IOException {
        PipeConnection<byte[]> end = pipe().first();
        parley.close();

        assertThat(end.isOpen()).isFalse();
        assertThatThrownBy(() -> end.send(new byte[1])).isExactlyInstanceOf(ClosedChannelException.class);
    }

    @Test
    void shouldCarryMoreThanItHolds() throws Exception {
        try (Pipe<byte[]> pipe = smallPipe()) {
            for (int i = 0; i < 2_000; i++) {
                byte[] message = Integer.toString(i).repeat(i % 40).getBytes(StandardCharsets.UTF_8);
                pipe.first().send(message);
                assertThat(pipe.second().receive()).isEqualTo(message);
            }
        }
    }
}
