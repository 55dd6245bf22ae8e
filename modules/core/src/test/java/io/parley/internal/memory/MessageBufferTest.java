package io.parley.internal.memory;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.CodecException;
import java.nio.ByteBuffer;
import java.nio.ReadOnlyBufferException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(20)
class MessageBufferTest {
    private final MessageBuffer buffer = new MessageBuffer(1);

    @Test
    void shouldReadFieldsInTheOrderTheyWereWritten() {
        buffer.writeByte(0x1FF);
        buffer.writeInt(Integer.MIN_VALUE);
        buffer.writeLong(Long.MAX_VALUE);
        buffer.writeDouble(-0.0);
        buffer.writeUtf8("naïve");
        buffer.writeBytes(new byte[] {9, 1, 2, 9}, 1, 2);
        ByteBuffer source = ByteBuffer.wrap(new byte[] {3, 4});
        buffer.writeBytes(source);

        assertThat(source.hasRemaining()).isFalse();
        assertThat(buffer.length()).isEqualTo(1 + 4 + 8 + 8 + 4 + 6 + 2 + 2);
        assertThat(buffer.readByte()).isEqualTo((byte) -1);
        assertThat(buffer.readInt()).isEqualTo(Integer.MIN_VALUE);
        assertThat(buffer.readLong()).isEqualTo(Long.MAX_VALUE);
        assertThat(Double.doubleToRawLongBits(buffer.readDouble())).isEqualTo(Double.doubleToRawLongBits(-0.0));
        assertThat(buffer.readUtf8()).isEqualTo("naïve");
        byte[] two = new byte[4];
        buffer.readBytes(two, 1, 2);
        assertThat(two).containsExactly(0, 1, 2, 0);
        ByteBuffer target = ByteBuffer.allocate(2);
        buffer.readBytes(target);
        assertThat(target.array()).containsExactly(3, 4);
        assertThat(buffer.remaining()).isZero();
    }

    @Test
    void shouldWriteLittleEndian() {
        buffer.writeInt(1);
        buffer.writeLong(2);

        assertThat(buffer.array()).startsWith(1, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0);
    }

    @Test
    void shouldReadAgainAfterRewindAndForgetAfterReset() {
        buffer.writeInt(7);
        assertThat(buffer.readInt()).isEqualTo(7);

        buffer.rewind();
        assertThat(buffer.readInt()).isEqualTo(7);

        buffer.reset();
        assertThat(buffer.length()).isZero();
        assertThat(buffer.remaining()).isZero();
        buffer.writeInt(8);
        assertThat(buffer.readInt()).isEqualTo(8);
    }

    @Test
    void shouldKeepItsRoomUnlessALargeMessageMadeItLarge() {
        buffer.writeBytes(new byte[1 << 20], 0, 1 << 20);
        buffer.readByte();

        byte[] array = buffer.array();
        buffer.recycle();
        assertThat(buffer.array()).isSameAs(array);
        assertThat(buffer.length()).isZero();
        assertThat(buffer.remaining()).isZero();

        buffer.ensureCapacity((1 << 20) + 1);
        buffer.setLength(7);
        buffer.recycle();
        assertThat(buffer.length()).isZero();
        assertThat(buffer.array().length).isLessThan(1 << 20);
        buffer.writeInt(7);
        assertThat(buffer.readInt()).isEqualTo(7);
    }

    @Test
    void shouldReadWhatWasPutIntoTheArray() {
        buffer.ensureCapacity(1_000);
        buffer.array()[999] = 5;

        buffer.setLength(1_000);

        assertThat(buffer.remaining()).isEqualTo(1_000);
        buffer.readBytes(new byte[999], 0, 999);
        assertThat(buffer.readByte()).isEqualTo((byte) 5);
        assertThatThrownBy(() -> buffer.setLength(buffer.array().length + 1))
                .isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> buffer.setLength(-1)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void shouldKeepContentsAndStopAllocatingWhenGrown() {
        byte[] megabyte = new byte[1 << 20];
        megabyte[12_345] = 6;
        buffer.writeByte(1);
        buffer.writeBytes(megabyte, 0, megabyte.length);
        byte[] grown = buffer.array();

        assertThat(grown[0]).isEqualTo((byte) 1);
        assertThat(grown[12_346]).isEqualTo((byte) 6);
        buffer.reset();
        buffer.writeBytes(megabyte, 0, megabyte.length);
        assertThat(buffer.array()).isSameAs(grown);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "é", "€uro", "😀", "a😀b", "\ud83d", "\ude00\ud83d", "x\ud83dy", "߿ࠀ￿"})
    void shouldEncodeTextAsTheJdkDoes(String text) {
        buffer.writeUtf8(new StringBuilder(text));

        byte[] expected = text.getBytes(UTF_8);
        assertThat(buffer.readInt()).isEqualTo(expected.length);
        byte[] actual = new byte[expected.length];
        buffer.readBytes(actual, 0, actual.length);
        assertThat(actual).isEqualTo(expected);
        buffer.rewind();
        assertThat(buffer.readUtf8()).isEqualTo(new String(expected, UTF_8));
    }

    @Test
    void shouldRefuseToReadBeyondTheMessage() {
        buffer.writeInt(5);
        buffer.readByte();

        assertThatThrownBy(buffer::readInt)
                .isInstanceOf(CodecException.class)
                .hasMessageContaining("position=1")
                .hasMessageContaining("length=4");
        assertThatThrownBy(buffer::readLong).isInstanceOf(CodecException.class);
        assertThatThrownBy(() -> buffer.readBytes(new byte[4], 0, 4)).isInstanceOf(CodecException.class);
        assertThatThrownBy(() -> buffer.readBytes(ByteBuffer.allocate(4))).isInstanceOf(CodecException.class);
        assertThat(buffer.remaining()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, Integer.MIN_VALUE, 3, Integer.MAX_VALUE})
    void shouldRefuseTextWithALengthThatDoesNotFit(int length) {
        buffer.writeInt(length);
        buffer.writeByte('x');

        assertThatThrownBy(buffer::readUtf8).isInstanceOf(CodecException.class);
        assertThat(buffer.remaining()).isEqualTo(5);
    }

    @Test
    void shouldRefuseRangesOutsideTheArray() {
        buffer.writeLong(1);

        assertThatThrownBy(() -> buffer.writeBytes(new byte[4], 2, 3)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> buffer.readBytes(new byte[4], 2, 3)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> buffer.readBytes(ByteBuffer.allocate(8).asReadOnlyBuffer()))
                .isInstanceOf(ReadOnlyBufferException.class);
        assertThat(buffer.length()).isEqualTo(8);
    }

    @Test
    void shouldRefuseCapacityNoArrayCanHave() {
        assertThatThrownBy(() -> buffer.ensureCapacity(-1)).isInstanceOf(CodecException.class);
        assertThatThrownBy(() -> buffer.ensureCapacity(Integer.MAX_VALUE)).isInstanceOf(CodecException.class);
    }
}
