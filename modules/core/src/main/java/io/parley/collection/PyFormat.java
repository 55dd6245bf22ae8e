package io.parley.collection;

import io.parley.ManagedObject;
import io.parley.value.ManagedArray;
import io.parley.value.ManagedText;
import io.parley.value.ManagedValue;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * Values as Python prints them, for programs whose output is compared with that of a Python program: {@code {1: '1', 2:
 * None}} instead of {@code {1=1, 2=null}}.
 *
 * <table>
 * <caption>What is printed how</caption>
 * <tr><th scope="col">Value</th><th scope="col">Printed</th></tr>
 * <tr><td>null, truth values</td><td>{@code None}, {@code True}, {@code False}</td></tr>
 * <tr><td>texts and characters</td><td>{@code 'x'}, {@code "it's"}; {@link #str} without quotes</td></tr>
 * <tr><td>whole numbers, floating point</td><td>{@code 1}, {@code 1.0}, {@code 1e-05}, {@code nan}</td></tr>
 * <tr><td>{@code BigDecimal}, {@code UUID}</td><td>{@code Decimal('1.50')}, {@code UUID('…')}</td></tr>
 * <tr><td>lists, sets, maps, shared ones as well</td><td>{@code [1, 2]}, <code>{1, 2}</code>, {@code set()},
 *     <code>{1: 'a'}</code></td></tr>
 * <tr><td>{@code byte[]}, other arrays</td><td>{@code b'\x01'}, {@code array('i', [1, 2])}</td></tr>
 * <tr><td>shared values, arrays, texts</td><td>{@code Value('i', 21)}, {@code array('i', [1, 2])},
 *     {@code Value('u', 'text')}</td></tr>
 * <tr><td>namespaces</td><td>{@code Namespace(x=[1], y=['x'])}, sorted</td></tr>
 * <tr><td>anything else</td><td>its {@code toString}</td></tr>
 * </table>
 *
 * <p>An object of another host is printed like one of this host; each element of an array is a request there.
 *
 * <p>What contains itself is cut off with {@code ...} at a depth of 50. <b>Threading:</b> thread-safe; shared values
 * are read one after the other.
 */
public final class PyFormat {
    private static final int MAX_DEPTH = 50;

    private PyFormat() {}

    /**
     * A value as {@code print} prints it: a text is itself.
     *
     * @param value any value, or null
     * @return the text
     */
    public static String str(Object value) {
        return value instanceof CharSequence || value instanceof Character ? value.toString() : repr(value);
    }

    /**
     * A value as {@code repr} shows it, and as {@code print} shows it inside a list.
     *
     * @param value any value, or null
     * @return the text
     */
    public static String repr(Object value) {
        return repr(value, 0);
    }

    private static String repr(Object value, int depth) {
        if (depth > MAX_DEPTH) {
            return "...";
        }
        if (value == null) {
            return "None";
        }
        if (value instanceof ManagedObject shared) {
            return shared(shared, depth);
        }
        if (value instanceof Collection || value instanceof Map) {
            return container(value, depth);
        }
        return value.getClass().isArray() ? PyArrays.repr(value) : plain(value);
    }

    private static String plain(Object value) {
        if (value instanceof Boolean truth) {
            return truth ? "True" : "False";
        }
        if (value instanceof CharSequence || value instanceof Character) {
            return PyText.quoted(value.toString());
        }
        if (value instanceof Double || value instanceof Float) {
            return PyText.floating(((Number) value).doubleValue());
        }
        if (value instanceof BigDecimal || value instanceof UUID) {
            return (value instanceof UUID ? "UUID('" : "Decimal('") + value + "')";
        }
        return value.toString();
    }

    private static String container(Object value, int depth) {
        if (value instanceof Map<?, ?> map) {
            StringJoiner entries = new StringJoiner(", ", "{", "}");
            map.forEach((key, each) -> entries.add(repr(key, depth + 1) + ": " + repr(each, depth + 1)));
            return entries.toString();
        }
        boolean set = value instanceof Set;
        if (set && ((Set<?>) value).isEmpty()) {
            return "set()";
        }
        StringJoiner elements = set ? new StringJoiner(", ", "{", "}") : new StringJoiner(", ", "[", "]");
        ((Collection<?>) value).forEach(each -> elements.add(repr(each, depth + 1)));
        return elements.toString();
    }

    private static String shared(ManagedObject shared, int depth) {
        if (shared instanceof ManagedNamespace namespace) {
            StringJoiner attributes = new StringJoiner(", ", "Namespace(", ")");
            namespace.asMap().forEach((name, each) -> attributes.add(name + "=" + repr(each, depth + 1)));
            return attributes.toString();
        }
        if (shared instanceof ManagedValue number) {
            return "Value('" + number.typeCode().letter() + "', " + plain(number.value()) + ")";
        }
        if (shared instanceof ManagedArray array) {
            List<Object> elements =
                    IntStream.range(0, array.length()).mapToObj(array::value).toList();
            return "array('" + array.typeCode().letter() + "', " + container(elements, depth) + ")";
        }
        if (shared instanceof ManagedText text) {
            return "Value('u', " + PyText.quoted(text.get()) + ")";
        }
        boolean shows = shared instanceof Map || shared instanceof List || shared instanceof Set;
        return shows ? container(shared, depth) : shared.toString();
    }
}
