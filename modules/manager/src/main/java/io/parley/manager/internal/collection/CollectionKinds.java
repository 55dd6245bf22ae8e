package io.parley.manager.internal.collection;

import io.parley.manager.internal.server.Kind;
import io.parley.manager.internal.server.ServedDirectory;
import java.util.List;

/** The kinds of collections, 300 to 399 on the wire. */
public final class CollectionKinds {
    private CollectionKinds() {}

    /** All of them. */
    public static List<Kind> all() {
        return List.of(ServedDirectory.kind());
    }
}
