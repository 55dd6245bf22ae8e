package io.parley.perf.rig;

import java.util.Locale;

/** Where the two sides of a {@link HandOverLatency} run. */
enum Placement {
    /** Each on a core of its own, if there are two. */
    APART,
    /** Both on the same core. */
    TOGETHER;

    /** In lower case, as programs have it. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Pins the calling thread, which is that side. */
    Pinned pin(boolean near) {
        return Pinned.toCore(near || this == TOGETHER);
    }
}
