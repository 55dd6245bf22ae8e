package io.parley.collection;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.Codecs;
import io.parley.Parley;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Expectations are what CPython 3 prints. */
@Timeout(60)
class PyFormatTest {
    static List<Arguments> plain() {
        return List.of(
                Arguments.of(true, "True"),
                Arguments.of(false, "False"),
                Arguments.of(-1, "-1"),
                Arguments.of(new BigInteger("12345678901234567890"), "12345678901234567890"),
                Arguments.of(new BigDecimal("1.50"), "Decimal('1.50')"),
                Arguments.of(new UUID(0, 1), "UUID('00000000-0000-0000-0000-000000000001')"),
                Arguments.of(1.0, "1.0"),
                Arguments.of(-0.0, "-0.0"),
                Arguments.of(0.1, "0.1"),
                Arguments.of(0.1f, "0.10000000149011612"),
                Arguments.of(1e15, "1000000000000000.0"),
                Arguments.of(1e16, "1e+16"),
                Arguments.of(-1.25e-5, "-1.25e-05"),
                Arguments.of(0.0001, "0.0001"),
                Arguments.of(1e100, "1e+100"),
                Arguments.of(Double.MAX_VALUE, "1.7976931348623157e+308"),
                Arguments.of(Double.NaN, "nan"),
                Arguments.of(Double.NEGATIVE_INFINITY, "-inf"),
                Arguments.of("x", "'x'"),
                Arguments.of('x', "'x'"),
                Arguments.of("it's", "\"it's\""),
                Arguments.of("it's \"it\"", "'it\\'s \"it\"'"),
                Arguments.of("a\n\t\\\r\u0001\u00a0é\u2028😀", "'a\\n\\t\\\\\\r\\x01\\xa0é\\u2028😀'"),
                Arguments.of(List.of(), "[]"),
                Arguments.of(Arrays.asList(1, null, "a", List.of(2)), "[1, None, 'a', [2]]"),
                Arguments.of(Set.of(), "set()"),
                Arguments.of(new LinkedHashSet<>(List.of(2, 1)), "{2, 1}"),
                Arguments.of(Map.of(), "{}"),
                Arguments.of(new LinkedHashMap<>(Map.of(1, "1")), "{1: '1'}"),
                Arguments.of(new byte[] {'a', 0, '\n', -1, '\'', '\\'}, "b\"a\\x00\\n\\xff'\\\\\""),
                Arguments.of(new byte[] {'\'', '"'}, "b'\\'\"'"),
                Arguments.of(new int[] {1, 2}, "array('i', [1, 2])"),
                Arguments.of(new long[] {1}, "array('q', [1])"),
                Arguments.of(new short[] {1}, "array('h', [1])"),
                Arguments.of(new float[] {0.5f}, "array('f', [0.5])"),
                Arguments.of(new double[] {1}, "array('d', [1.0])"),
                Arguments.of(new char[] {'a', 'b'}, "array('u', 'ab')"),
                Arguments.of(new boolean[] {true}, "[True]"),
                Arguments.of(new Object[] {1, "a"}, "[1, 'a']"));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("plain")
    void shouldPrintAsPythonDoes(Object value, String expected) {
        assertThat(PyFormat.repr(value)).isEqualTo(expected);
    }

    @Test
    void shouldPrintTextsThemselvesOutsideOfContainers() {
        assertThat(PyFormat.str("it's")).isEqualTo("it's");
        assertThat(PyFormat.str(List.of("x"))).isEqualTo("['x']");
        assertThat(PyFormat.str(null)).isEqualTo("None");
    }

    @Test
    void shouldPrintSharedObjects(@TempDir Path directory) {
        try (Parley parley = Parley.open(directory.resolve("domain"))) {
            Map<String, Object> map = parley.map("map", Codecs.utf8(), Codecs.any());
            map.put("a", parley.intArrayOf("array", 1, 2));

            assertThat(PyFormat.repr(map)).isEqualTo("{'a': array('i', [1, 2])}");
            assertThat(PyFormat.repr(parley.value("int", "i", 21))).isEqualTo("Value('i', 21)");
            assertThat(PyFormat.repr(parley.booleanValue("flag", true))).isEqualTo("Value('?', True)");
            assertThat(PyFormat.repr(parley.text("text", 10, "hello"))).isEqualTo("Value('u', 'hello')");
            assertThat(PyFormat.repr(parley.array("doubles", "d", 2))).isEqualTo("array('d', [0.0, 0.0])");
            assertThat(PyFormat.repr(parley.set("set", Codecs.int64()))).isEqualTo("set()");
            assertThat(PyFormat.repr(parley.event("go"))).startsWith("SharedEvent(go");
        }
    }

    @Test
    void shouldCutOffWhatContainsItself() {
        List<Object> circle = new ArrayList<>();
        circle.add(circle);

        assertThat(PyFormat.repr(circle)).startsWith("[[[").contains("...").endsWith("]]]");
    }
}
