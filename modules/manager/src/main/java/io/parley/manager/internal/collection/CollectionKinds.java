package io.parley.manager.internal.collection;

import io.parley.manager.internal.server.Kind;
import io.parley.manager.internal.server.ServedDirectory;
import java.util.List;

/** The kinds of collections, 300 to 399 on the wire. */
public final class CollectionKinds {
    static final int MAP = 300;
    static final int SET = 301;
    static final int LIST = 302;
    static final int NAMESPACE = 303;
    static final int REF = 304;

    private CollectionKinds() {}

    /** All of them. */
    public static List<Kind> all() {
        return List.of(
                new Kind(MAP, "map", ServedEntries::openMap),
                new Kind(SET, "set", ServedEntries::openSet),
                new Kind(LIST, "list", ServedList::open),
                new Kind(NAMESPACE, "namespace", ServedEntries::openNamespace),
                new Kind(REF, "reference", ServedEntries::openRef),
                ServedDirectory.kind());
    }
}
