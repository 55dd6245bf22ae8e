package io.parley.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.ObjectMismatchException;
import io.parley.Parley;
import io.parley.ParleyConfig;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values and arrays by type code, and what the codes of one width mean to each other. */
@Timeout(60)
class TypedDoorTest {
    @TempDir
    Path directory;

    private Parley parley;

    @BeforeEach
    void openDomain() {
        parley = Parley.open(ParleyConfig.at(directory).withDurable(false));
    }

    @AfterEach
    void closeDomain() {
        parley.close();
    }

    @ParameterizedTest
    @CsvSource({
        "b, SharedByte", "B, SharedByte", "c, SharedByte", "h, SharedShort", "H, SharedShort", "i, SharedInt",
        "I, SharedInt", "u, SharedInt", "l, SharedLong", "L, SharedLong", "q, SharedLong", "Q, SharedLong",
        "f, SharedFloat", "d, SharedDouble", "?, SharedBoolean"
    })
    void shouldOpenTheClassOfEveryCode(String code, String className) {
        SharedValue value = parley.value("n", code, null);

        assertThat(value.getClass().getSimpleName()).isEqualTo(className);
        assertThat(value.typeCode()).isEqualTo(TypeCode.of(code));
        assertThat(value.value().toString()).isIn("0", "0.0", "false", "\0");
        assertThat(value.toString()).startsWith(className + "(n=");
    }

    @Test
    void shouldReturnTheTypedClass() {
        SharedInt value = parley.value("n", "c_int", 41);
        SharedDoubleArray array = parley.array("a", "double", 3);

        assertThat(value.incrementAndGet()).isEqualTo(42);
        assertThat(array.length()).isEqualTo(3);
        assertThatThrownBy(() -> {
                    SharedLong wrong = parley.value("n", "i", 0);
                    wrong.get();
                })
                .isInstanceOf(ClassCastException.class);
    }

    @Test
    void shouldReadUnsignedNumbers() {
        SharedByte bytes = parley.value("v", "B", 300);
        SharedShort shorts = parley.value("v", "H", -1);
        SharedInt ints = parley.value("v", "I", -1);
        SharedLong longs = parley.value("v", "Q", -1);

        assertThat(bytes.value()).isEqualTo(44);
        assertThat(shorts.value()).isEqualTo(65_535).isEqualTo(shorts.getUnsigned());
        assertThat(ints.value()).isEqualTo(4_294_967_295L).isEqualTo(ints.getUnsigned());
        assertThat(longs.value())
                .isEqualTo(new BigInteger("18446744073709551615"))
                .isEqualTo(longs.getUnsigned());
        assertThat(longs.toUnsignedString()).isEqualTo("18446744073709551615");
        assertThat(longs.toString()).contains("(v=18446744073709551615, ");
        longs.set(5);
        assertThat(longs.getUnsigned()).isEqualTo(5);
        SharedIntArray array = parley.array("a", "I", new int[] {-1, 7});
        assertThat(array.getUnsigned(0)).isEqualTo(4_294_967_295L);
        assertThat(array.value(-2)).isEqualTo(4_294_967_295L);
    }

    @Test
    void shouldRefuseAnotherCodeOfTheSameWidth() {
        parley.value("n", "I", 1);
        parley.array("a", "I", 2);
        parley.value("l", "l", 5);

        assertThatThrownBy(() -> parley.value("n", "i", 1))
                .isInstanceOf(ObjectMismatchException.class)
                .hasMessageContaining("found=I, expected=i");
        assertThatThrownBy(() -> parley.intValue("n")).isInstanceOf(ObjectMismatchException.class);
        assertThatThrownBy(() -> parley.intArray("a", 2)).isInstanceOf(ObjectMismatchException.class);
        assertThat(parley.longValue("l").get()).as("l and q are one type").isEqualTo(5);
        assertThatThrownBy(() -> parley.value("l", "Q", 5)).isInstanceOf(ObjectMismatchException.class);
        assertThatThrownBy(() ->
                        SharedInt.open(parley, "x", 1, ValueOptions.defaults().type(TypeCode.DOUBLE)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("name=x")
                .hasMessageContaining("'d'");
    }

    @Test
    void shouldKeepTheOldValueWhenTheNewOneIsRefused() {
        SharedValue point = parley.value("p", "u", "x");

        assertThatThrownBy(() -> point.setValue("xy")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> parley.value("never", "i", 1.5)).isInstanceOf(IllegalArgumentException.class);

        assertThat(point.value()).isEqualTo("x");
        assertThat(parley.directory().resolve("never.int")).doesNotExist();
    }

    @Test
    void shouldTakeLengthsAndContents() {
        assertThat(this.<SharedIntArray>array("i", 3).toArray()).containsExactly(0, 0, 0);
        assertThat(this.<SharedIntArray>array("i", 0).length()).isZero();
        assertThat(this.<SharedIntArray>array("i", true).length()).isEqualTo(1);
        assertThat(this.<SharedIntArray>array("i", BigInteger.TWO).length()).isEqualTo(2);
        assertThat(this.<SharedIntArray>array("i", List.of(1, 1L << 32, true)).toArray())
                .containsExactly(1, 0, 1);
        assertThat(this.<SharedShortArray>array("h", new int[] {1, 65_537}).toArray())
                .containsExactly((short) 1, (short) 1);
        assertThat(this.<SharedByteArray>array("B", new Object[] {255, (byte) 3})
                        .toArray())
                .containsExactly((byte) -1, (byte) 3);
        assertThat(this.<SharedFloatArray>array("f", new double[] {0.5, 0.1}).toArray())
                .containsExactly(0.5f, 0.1f);
        assertThat(this.<SharedDoubleArray>array("d", List.of(1, 2.5)).toArray())
                .containsExactly(1, 2.5);
        assertThat(this.<SharedLongArray>array("Q", new long[] {-1}).value(0)).hasToString("18446744073709551615");
        assertThat(this.<SharedIntArray>array("u", "a\ud83d\ude00").toArray()).containsExactly('a', 0x1F600);
    }

    private <A extends SharedArray> A array(String code, Object lengthOrContent) {
        return parley.array("a" + Math.abs(lengthOrContent.hashCode()), code, lengthOrContent);
    }

    @Test
    void shouldOpenByteStringsForTheLetterC() {
        SharedBytes zeros = parley.array("z", "c", 3);
        SharedBytes bytes = parley.array("b", "c_char", new byte[] {'a', (byte) 0xFF});
        SharedBytes list = parley.array("l", "c", List.of(0, 255, new byte[] {'x'}));

        assertThat(zeros.raw()).containsExactly(0, 0, 0);
        assertThat(bytes.raw()).containsExactly('a', 0xFF);
        assertThat(list.raw()).containsExactly(0, 0xFF, 'x');
        SharedArray generic = bytes;
        assertThat(generic.typeCode()).isEqualTo(TypeCode.CHAR);
        assertThat(generic.value(-1)).isEqualTo(255);
        generic.setValue(-2, new byte[] {'b'});
        assertThat(bytes.get(0)).isEqualTo((byte) 'b');
        for (Object wrong : new Object[] {256, -1, "b", null, 1.0}) {
            assertThatThrownBy(() -> generic.setValue(0, wrong)).isInstanceOf(IllegalArgumentException.class);
        }
        for (int wrong : new int[] {2, -3, Integer.MIN_VALUE, Integer.MAX_VALUE}) {
            assertThatThrownBy(() -> generic.setValue(wrong, 1)).isInstanceOf(IndexOutOfBoundsException.class);
            assertThatThrownBy(() -> generic.value(wrong)).isInstanceOf(IndexOutOfBoundsException.class);
        }
        assertThat(bytes.raw()).containsExactly('b', 0xFF);
        assertThatThrownBy(() -> parley.array("t", "c", "text")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SharedArray.open(
                        parley, "o", "c", 1, ValueOptions.defaults().withoutLock()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("name=o");
    }

    @Test
    void shouldRefuseWhatIsNeitherALengthNorAContent() {
        for (Object wrong :
                new Object[] {null, 1.5, 1f, -1, Integer.MIN_VALUE, 1L << 31, BigInteger.TEN.pow(30), "text", 'c'}) {
            assertThatThrownBy(() -> parley.array("a", "i", wrong))
                    .as("%s", wrong)
                    .isInstanceOf(IllegalArgumentException.class);
        }
        for (Object wrong : new Object[] {List.of(1, 2.5), new double[] {1}, List.of("1"), new Object[] {null}}) {
            assertThatThrownBy(() -> parley.array("a", "i", wrong))
                    .as("%s", wrong)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("value does not fit");
        }
        assertThatThrownBy(() -> parley.array("a", "?", 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Use type code 'b'");
        assertThatThrownBy(() -> parley.array("a", "c_char_p", 1)).isInstanceOf(UnsupportedOperationException.class);
        assertThat(parley.directory().resolve("a.ints")).doesNotExist();
    }

    @Test
    void shouldRefuseMissingNames() {
        assertThatThrownBy(() -> parley.value("", "i", 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Every shared object needs one");
        assertThatThrownBy(() -> parley.array(null, "i", 1)).isInstanceOf(IllegalArgumentException.class);
    }
}
