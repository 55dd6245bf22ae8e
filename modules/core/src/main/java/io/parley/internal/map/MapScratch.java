package io.parley.internal.map;

import io.parley.internal.memory.MessageBuffer;

/**
 * What a thread uses for one update, so that nothing is allocated; and how it is known which maps it is updating. An
 * update inside an update of another map gets the next one of the chain.
 */
final class MapScratch {
    private static final ThreadLocal<MapScratch> OF_THREAD = ThreadLocal.withInitial(MapScratch::new);

    private final MessageBuffer current = new MessageBuffer();
    private final MessageBuffer next = new MessageBuffer();
    /** The map being updated; null if none. */
    private MapCore map;

    private MapScratch inner;

    /** The calling thread's, until {@link #release}; throws if the thread is updating the map already. */
    static MapScratch acquire(MapCore map) {
        MapScratch scratch = free(map);
        scratch.map = map;
        return scratch;
    }

    private static MapScratch free(MapCore map) {
        MapScratch scratch = OF_THREAD.get();
        while (scratch.map != null) {
            if (scratch.map == map) {
                throw new IllegalStateException("recursive update: " + map.path()
                        + ". A function that decides about an entry may read the map it is called by, and change"
                        + " only others");
            }
            if (scratch.inner == null) {
                scratch.inner = new MapScratch();
            }
            scratch = scratch.inner;
        }
        return scratch;
    }

    /** Throws if the calling thread is updating the map. */
    static void requireOutside(MapCore map) {
        free(map);
    }

    /** Whether the calling thread is updating some map, and so holds the lock of one of its stripes. */
    static boolean isUpdating() {
        return OF_THREAD.get().map != null;
    }

    /** The calling thread does not need it any more. */
    void release() {
        map = null;
        current.recycle();
        next.recycle();
    }

    MessageBuffer current() {
        return current;
    }

    MessageBuffer next() {
        return next;
    }
}
