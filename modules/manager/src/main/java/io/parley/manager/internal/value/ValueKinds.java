package io.parley.manager.internal.value;

import io.parley.manager.internal.server.Kind;
import java.util.List;

/** The kinds of values and arrays, 1 to 99 on the wire. */
public final class ValueKinds {
    static final int VALUE = 1;
    static final int ARRAY = 2;
    static final int TEXT = 3;
    static final int BYTES = 4;

    private ValueKinds() {}

    /** All of them. */
    public static List<Kind> all() {
        return List.of(
                new Kind(VALUE, "value", ServedValue::open, Byte.BYTES),
                new Kind(ARRAY, "array", ServedArray::open, Byte.BYTES + Integer.BYTES),
                new Kind(TEXT, "text", ServedText::open, Integer.BYTES),
                new Kind(BYTES, "byte string", ServedBytes::open, Integer.BYTES));
    }
}
