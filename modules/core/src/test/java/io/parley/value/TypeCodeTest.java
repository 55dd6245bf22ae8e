package io.parley.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class TypeCodeTest {
    @ParameterizedTest
    @CsvSource({
        "b, signed char, c_byte, 1, -128, 127, true",
        "B, unsigned char, c_ubyte, 1, 0, 255, false",
        "h, short, c_short, 2, -32768, 32767, true",
        "H, unsigned short, c_ushort, 2, 0, 65535, false",
        "i, int, c_int, 4, -2147483648, 2147483647, true",
        "I, unsigned int, c_uint, 4, 0, 4294967295, false",
        "l, long, c_long, 8, -9223372036854775808, 9223372036854775807, true",
        "L, unsigned long, c_ulong, 8, 0, 18446744073709551615, false",
        "q, long long, c_longlong, 8, -9223372036854775808, 9223372036854775807, true",
        "Q, unsigned long long, c_ulonglong, 8, 0, 18446744073709551615, false",
        "f, float, c_float, 4, -3.4028234663852886E38, 3.4028234663852886E38, true",
        "d, double, c_double, 8, -1.7976931348623157E308, 1.7976931348623157E308, true",
        "c, char, c_char, 1, 0, 255, false",
        "u, wchar_t, c_wchar, 4, 0, 1114111, false",
        "?, bool, c_bool, 1, 0, 1, false"
    })
    void shouldDescribeEveryType(
            String letter, String c, String ctypes, int size, String min, String max, boolean signed) {
        TypeCode type = TypeCode.of(letter);

        assertThat(TypeCode.of(c)).isSameAs(type);
        assertThat(TypeCode.of(ctypes)).isSameAs(type);
        assertThat(type.letter()).isEqualTo(letter.charAt(0));
        assertThat(type.cName()).isEqualTo(c);
        assertThat(type.ctypesName()).isEqualTo(ctypes);
        assertThat(type.size()).isEqualTo(size);
        assertThat(type.min()).hasToString(min);
        assertThat(type.max()).hasToString(max);
        assertThat(type.isSigned()).isEqualTo(signed);
        assertThat(type.isFloating()).isEqualTo("fd".contains(letter));
        assertThat(type.toString()).contains("'" + letter + "'");
    }

    @Test
    void shouldHaveTheSizesOfTheFourteenLetters() {
        assertThat("bBhHiIlLqQfdcu"
                        .chars()
                        .map(c -> TypeCode.of(String.valueOf((char) c)).size()))
                .containsExactly(1, 1, 2, 2, 4, 4, 8, 8, 8, 8, 4, 8, 1, 4);
        assertThat(Arrays.stream(TypeCode.values()).map(TypeCode::letter)).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @CsvSource({
        "c_longdouble, 'd'",
        "long double, 'd'",
        "g, 'd'",
        "c_char_p, parley.text",
        "c_wchar_p, parley.text",
        "c_void_p, parley.bytes",
        "z, parley.text",
        "P, parley.text"
    })
    void shouldSayWhatToUseForWhatCannotBeShared(String code, String advice) {
        assertThatThrownBy(() -> TypeCode.of(code))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageContaining("'" + code + "'")
                .hasMessageContaining(advice.replace("'", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "ii", "Int", " i", "c_"})
    void shouldRefuseUnknownCodes(String code) {
        assertThatThrownBy(() -> TypeCode.of(code))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + code + "'")
                .hasMessageContaining("b B h H i I l L q Q f d c u");
        assertThatThrownBy(() -> TypeCode.of(null)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "b, 128, -128",
        "B, -1, 255",
        "B, 256, 0",
        "B, 300, 44",
        "h, 32768, -32768",
        "H, -1, 65535",
        "H, 65536, 0",
        "i, 2147483648, -2147483648",
        "i, 1267650600228229401496703205381, 5",
        "I, -1, 4294967295",
        "I, 4294967296, 0",
        "q, 9223372036854775808, -9223372036854775808",
        "Q, -1, 18446744073709551615",
        "l, 18446744073709551621, 5",
        "L, 18446744073709551616, 0",
        "c, 255, 255",
        "c, 0, 0"
    })
    void shouldWrapWholeNumbersAround(String letter, String stored, String read) {
        TypeCode type = TypeCode.of(letter);
        BigInteger wide = new BigInteger(stored);

        assertThat(type.box(cut(type, type.toLong(wide)))).hasToString(read);
        if (wide.bitLength() < Long.SIZE) {
            assertThat(type.box(cut(type, type.toLong(wide.longValue())))).hasToString(read);
            assertThat(type.toLong(wide)).isEqualTo(type.toLong(wide.longValue()));
        }
    }

    /** What a cell of the type's size keeps. */
    private static long cut(TypeCode type, long bits) {
        int unused = Long.SIZE - type.size() * Byte.SIZE;
        return bits << unused >> unused;
    }

    @ParameterizedTest
    @EnumSource(names = {"BYTE", "UNSIGNED_BYTE", "SHORT", "INT", "UNSIGNED_INT", "LONG", "UNSIGNED_LONG_LONG"})
    void shouldRefuseWhatIsNoWholeNumber(TypeCode type) {
        for (Object wrong :
                new Object[] {null, 3.7, 3.0, 3f, Double.NaN, new BigDecimal("3"), "3", 'x', new Object()}) {
            assertThatThrownBy(() -> type.toLong(wrong))
                    .as("%s", wrong)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("value does not fit: type=" + type)
                    .hasMessageContaining(String.valueOf(wrong));
        }
        assertThat(type.toLong(true)).isEqualTo(1);
        assertThat(type.toLong(false)).isZero();
    }

    @Test
    void shouldTakeEveryWholeBox() {
        for (Object seven : new Object[] {(byte) 7, (short) 7, 7, 7L, BigInteger.valueOf(7), new AtomicLong(7)}) {
            assertThat(TypeCode.INT.toLong(seven)).isEqualTo(7);
            assertThat(TypeCode.DOUBLE.toDouble(seven)).isEqualTo(7);
        }
    }

    @Test
    void shouldTakeOneByteOfAString() {
        assertThat(TypeCode.CHAR.toLong(new byte[] {'A'})).isEqualTo('A');
        assertThat(TypeCode.CHAR.toLong('0')).isEqualTo('0');
        assertThat(TypeCode.CHAR.box(-1L)).isEqualTo(255);
        for (Object wrong :
                new Object[] {256, -1, 256L, BigInteger.ONE.shiftLeft(64), "A", '\u0100', new byte[0], new byte[2]}) {
            assertThatThrownBy(() -> TypeCode.CHAR.toLong(wrong))
                    .as("%s", wrong)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("0..255");
        }
    }

    @Test
    void shouldTakeOneCodePoint() {
        assertThat(TypeCode.WIDE_CHAR.toLong("\u00e9")).isEqualTo(0xE9);
        assertThat(TypeCode.WIDE_CHAR.toLong("\ud83d\ude00")).isEqualTo(0x1F600);
        assertThat(TypeCode.WIDE_CHAR.toLong('x')).isEqualTo('x');
        assertThat(TypeCode.WIDE_CHAR.box(0x1F600L)).isEqualTo("\ud83d\ude00");
        assertThat(TypeCode.WIDE_CHAR.box(-1L))
                .as("bits that typed access left there")
                .isEqualTo("\ufffd");
        for (Object wrong : new Object[] {null, "", "ab", "\ud83d", '\ude00', 65, "\ud83d\ude00x"}) {
            assertThatThrownBy(() -> TypeCode.WIDE_CHAR.toLong(wrong))
                    .as("%s", wrong)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("one code point");
        }
    }

    @Test
    void shouldRoundFloats() {
        assertThat(TypeCode.FLOAT.box((double) (float) TypeCode.FLOAT.toDouble(0.1)))
                .isEqualTo(0.1f);
        assertThat((float) TypeCode.FLOAT.toDouble(1e39)).isEqualTo(Float.POSITIVE_INFINITY);
        assertThat(TypeCode.DOUBLE.toDouble(true)).isEqualTo(1);
        assertThat(TypeCode.DOUBLE.toDouble(new BigDecimal("0.5"))).isEqualTo(0.5);
        for (Object wrong : new Object[] {null, "1.0", 'x'}) {
            assertThatThrownBy(() -> TypeCode.DOUBLE.toDouble(wrong))
                    .as("%s", wrong)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("a number");
        }
    }

    @Test
    void shouldTakeAnythingByItsTruth() {
        for (Object yes : new Object[] {true, 1, -1L, 0.5, "x", BigInteger.ONE.shiftLeft(2_000), new Object()}) {
            assertThat(TypeCode.BOOLEAN.toLong(yes)).as("%s", yes).isEqualTo(1);
        }
        for (Object no : new Object[] {false, 0, 0L, 0.0, "", BigInteger.ZERO, null}) {
            assertThat(TypeCode.BOOLEAN.toLong(no)).as("%s", no).isZero();
        }
    }
}
