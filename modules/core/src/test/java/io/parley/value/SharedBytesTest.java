package io.parley.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.Background;
import io.parley.ObjectMismatchException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SharedBytesTest extends StructFixture {
    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    @Test
    void shouldSayWhatItIs() {
        SharedBytes bytes = parley.bytes("b", 4);

        assertThat(bytes.path()).isEqualTo(parley.directory().resolve("b.chars"));
        assertThat(bytes.length()).isEqualTo(4);
        assertThat(bytes.toString()).contains("(b, capacity=4, ");
        assertThat(bytes.raw()).containsExactly(0, 0, 0, 0);
        assertThat(bytes.value()).isEmpty();
        assertThat(parley.bytes("i", ascii("abc")).raw()).isEqualTo(ascii("abc"));
    }

    @Test
    void shouldEndAValueByAZeroIfThereIsRoom() {
        SharedBytes bytes = parley.bytes("b", ascii("abcdef"));

        bytes.setValue(ascii("xy"));
        assertThat(bytes.value()).isEqualTo(ascii("xy"));
        assertThat(bytes.raw()).as("the tail stays").isEqualTo(ascii("xy\0def"));

        bytes.setValue(ascii("123456"));
        assertThat(bytes.value()).as("an exact fit").isEqualTo(ascii("123456"));

        bytes.setValue(new byte[0]);
        assertThat(bytes.value()).isEmpty();
        assertThat(bytes.raw()).isEqualTo(ascii("\00023456"));
    }

    @Test
    void shouldHideWhatFollowsAZeroInsideAValue() {
        SharedBytes bytes = parley.bytes("b", 6);

        bytes.setValue(ascii("a\0bc"));

        assertThat(bytes.value()).isEqualTo(ascii("a"));
        assertThat(bytes.raw()).isEqualTo(ascii("a\0bc\0\0"));
    }

    @Test
    void shouldKeepTheTailOfAShorterRaw() {
        SharedBytes bytes = parley.bytes("b", ascii("abcdef"));

        bytes.setRaw(ascii("xy"));

        assertThat(bytes.raw()).isEqualTo(ascii("xycdef"));
        assertThat(bytes.value()).isEqualTo(ascii("xycdef"));
    }

    @Test
    void shouldRefuseOneByteMoreAndKeepTheOldString() {
        SharedBytes bytes = parley.bytes("b", ascii("abc"));

        assertThatThrownBy(() -> bytes.setValue(ascii("1234")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("byte string is too long: " + bytes.path() + " bytes=4, capacity=3");
        assertThatThrownBy(() -> bytes.setRaw(ascii("1234"))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> bytes.updateValue(old -> ascii("1234"))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> bytes.setValue(null)).isInstanceOf(NullPointerException.class);

        assertThat(bytes.raw()).isEqualTo(ascii("abc"));
        assertThat(bytes.version()).isZero();
        assertThat(bytes.lock().isLocked()).isFalse();
    }

    @Test
    void shouldReadAndWriteSingleBytes() {
        SharedBytes bytes = parley.bytes("b", 3);

        bytes.set(2, (byte) 200);
        bytes.set(0, (byte) 'A');

        assertThat(bytes.get(2)).isEqualTo((byte) 200);
        assertThat(bytes.at(-1)).isEqualTo((byte) 200);
        assertThat(bytes.at(-3)).isEqualTo((byte) 'A');
        assertThat(bytes.at(1)).isZero();
        for (int index : new int[] {-1, 3, Integer.MIN_VALUE, Integer.MAX_VALUE}) {
            assertThatThrownBy(() -> bytes.get(index))
                    .isInstanceOf(IndexOutOfBoundsException.class)
                    .hasMessageContaining("index " + index);
            assertThatThrownBy(() -> bytes.set(index, (byte) 0)).isInstanceOf(IndexOutOfBoundsException.class);
        }
        assertThatThrownBy(() -> bytes.at(-4)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> bytes.at(3)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void shouldCopyRanges() {
        SharedBytes bytes = parley.bytes("b", ascii("abcdef"));
        byte[] out = ascii("------");

        bytes.copyTo(1, out, 2, 3);
        assertThat(out).isEqualTo(ascii("--bcd-"));
        bytes.copyFrom(ascii("12345"), 1, 4, 2);
        assertThat(bytes.raw()).isEqualTo(ascii("abcd23"));
        assertThat(bytes.slice(2, 5)).isEqualTo(ascii("cd2"));
        assertThat(bytes.slice(6, 6)).isEmpty();

        assertThatThrownBy(() -> bytes.slice(3, 7)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> bytes.slice(3, 2)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> bytes.copyTo(4, out, 0, 3)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> bytes.copyTo(0, out, 4, 3)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> bytes.copyFrom(out, 4, 0, 3)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> bytes.copyFrom(out, 0, 4, 3)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThat(bytes.raw()).isEqualTo(ascii("abcd23"));
    }

    @Test
    void shouldUpdateTheValue() {
        SharedBytes bytes = parley.bytes("b", 5);
        bytes.setValue(ascii("ab"));

        assertThat(bytes.updateValue(old -> ascii(new String(old, StandardCharsets.ISO_8859_1) + "c")))
                .isEqualTo(ascii("abc"));
        assertThat(bytes.value()).isEqualTo(ascii("abc"));
        assertThat(bytes.version()).isEqualTo(2);
    }

    @Test
    void shouldAllowNoBytesAndRefuseImpossibleCapacities() {
        SharedBytes none = parley.bytes("none", 0);
        none.setValue(new byte[0]);
        assertThat(none.raw()).isEmpty();
        assertThat(none.value()).isEmpty();

        assertThatThrownBy(() -> parley.bytes("b", -1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("capacity out of range: bytes=-1");
        assertThatThrownBy(() -> parley.bytes("none", 1)).isInstanceOf(ObjectMismatchException.class);
    }

    @Test
    void shouldNeverShowHalfAWrite() throws Exception {
        int length = 1_000;
        SharedBytes bytes = parley.bytes("b", length);
        AtomicBoolean stop = new AtomicBoolean();
        Background<Void> writer = Background.run(() -> {
            byte[] next = new byte[length];
            for (int i = 0; !stop.get(); i++) {
                Arrays.fill(next, (byte) i);
                bytes.setRaw(next);
            }
        });

        SharedBytes mine = parley.bytes("b", length);
        for (int i = 0; i < 100_000; i++) {
            byte[] seen = mine.raw();
            byte[] expected = new byte[length];
            Arrays.fill(expected, seen[0]);
            assertThat(Arrays.equals(seen, expected)).isTrue();
        }
        stop.set(true);
        writer.result();
    }

    @Test
    void shouldDoAsTheModelDoes() {
        int capacity = 9;
        SharedBytes[] handles = {parley.bytes("b", capacity), parley.bytes("b", capacity)};
        byte[] model = new byte[capacity];

        Models.run((random, step) -> {
            SharedBytes bytes = handles[random.nextInt(2)];
            byte[] next = Models.bytes(random, capacity + 2);
            int kind = random.nextInt(3);
            if (kind == 2) {
                int index = random.nextInt(capacity);
                bytes.set(index, (byte) step);
                model[index] = (byte) step;
            } else if (next.length > capacity) {
                assertThatThrownBy(() -> write(bytes, kind, next)).isInstanceOf(IllegalArgumentException.class);
            } else {
                write(bytes, kind, next);
                System.arraycopy(next, 0, model, 0, next.length);
                if (kind == 0 && next.length < capacity) {
                    model[next.length] = 0;
                }
            }
            SharedBytes reader = handles[random.nextInt(2)];
            assertThat(reader.raw()).isEqualTo(model);
            String all = new String(model, StandardCharsets.ISO_8859_1);
            String value = all.indexOf(0) < 0 ? all : all.substring(0, all.indexOf(0));
            assertThat(reader.value()).isEqualTo(ascii(value));
        });
    }

    private static void write(SharedBytes bytes, int kind, byte[] next) {
        if (kind == 0) {
            bytes.setValue(next);
        } else {
            bytes.setRaw(next);
        }
    }
}
