package io.parley.manager.internal.value;

import io.parley.manager.internal.server.Kind;
import java.util.List;

/** The kinds of values and arrays, 1 to 99 on the wire. */
public final class ValueKinds {
    static final int LONG = 1;

    private ValueKinds() {}

    /** All of them. */
    public static List<Kind> all() {
        return List.of(new Kind(LONG, "long", ServedLong::open));
    }
}
