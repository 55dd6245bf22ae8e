package io.parley.collection;

import java.lang.reflect.Array;
import java.util.Locale;
import java.util.StringJoiner;

/** Arrays as Python prints what comes nearest to them. */
final class PyArrays {
    private PyArrays() {}

    static String repr(Object array) {
        if (array instanceof byte[] bytes) {
            return bytes(bytes);
        }
        StringJoiner elements = new StringJoiner(", ", "[", "]");
        for (int i = 0; i < Array.getLength(array); i++) {
            elements.add(PyFormat.repr(Array.get(array, i)));
        }
        Class<?> type = array.getClass().componentType();
        if (type == char.class) {
            return "array('u', " + PyText.quoted(new String((char[]) array)) + ")";
        }
        return type.isPrimitive() && type != boolean.class
                ? "array('" + letter(type) + "', " + elements + ")"
                : elements.toString();
    }

    private static char letter(Class<?> type) {
        return type == long.class
                ? 'q'
                : type.getName().charAt(0) == 's' ? 'h' : type.getName().charAt(0);
    }

    private static String bytes(byte[] bytes) {
        boolean single = false;
        boolean twice = false;
        for (byte each : bytes) {
            single |= each == '\'';
            twice |= each == '"';
        }
        char quote = single && !twice ? '"' : '\'';
        StringBuilder out = new StringBuilder("b").append(quote);
        for (byte each : bytes) {
            if (each == quote || each == '\\') {
                out.append('\\').append((char) each);
            } else if (each >= ' ' && each < 0x7F) {
                out.append((char) each);
            } else {
                out.append(escape(each & 0xFF));
            }
        }
        return out.append(quote).toString();
    }

    private static String escape(int value) {
        return switch (value) {
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            default -> String.format(Locale.ROOT, "\\x%02x", value);
        };
    }
}
