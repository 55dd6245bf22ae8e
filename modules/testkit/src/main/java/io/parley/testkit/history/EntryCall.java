package io.parley.testkit.history;

import java.util.Objects;
import java.util.OptionalLong;

/**
 * One call that concerns one key of a map from anything to long numbers.
 *
 * @param kind what was called
 * @param value the value to put, or the number to add
 * @param expected the value that must be there, where the kind has one
 * @param answer what came back: a value or nothing; for kinds that say whether they did it, 1 or 0. Null if nothing is
 *     known, because the caller died
 */
public record EntryCall(Kind kind, long value, long expected, OptionalLong answer) {
    /** The methods of a map. */
    public enum Kind {
        /** {@code get(key)}, answers the value. */
        GET,
        /** {@code put(key, value)}, answers the previous value. */
        PUT,
        /** {@code putIfAbsent(key, value)}, answers the value that was there. */
        PUT_IF_ABSENT,
        /** {@code remove(key)}, answers the value that was there. */
        REMOVE,
        /** {@code remove(key, expected)}, answers whether it did. */
        REMOVE_EXPECTED,
        /** {@code replace(key, expected, value)}, answers whether it did. */
        REPLACE,
        /** {@code merge(key, value, Long::sum)}, answers the new value. */
        ADD
    }

    /**
     * Checks that there is a kind.
     *
     * @param kind what was called
     * @param value the value to put, or the number to add
     * @param expected the value that must be there
     * @param answer what came back; null if nothing is known
     */
    public EntryCall {
        Objects.requireNonNull(kind, "kind");
    }

    @Override
    public String toString() {
        String arguments = switch (kind) {
            case GET, REMOVE -> "";
            case PUT, PUT_IF_ABSENT, ADD -> Long.toString(value);
            case REMOVE_EXPECTED -> Long.toString(expected);
            case REPLACE -> expected + ", " + value;
        };
        String result = answer == null ? "?" : answer.isPresent() ? Long.toString(answer.getAsLong()) : "nothing";
        return kind + "(" + arguments + ") = " + result;
    }
}
