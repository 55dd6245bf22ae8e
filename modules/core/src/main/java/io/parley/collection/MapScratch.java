package io.parley.collection;

import io.parley.internal.memory.MessageBuffer;

/**
 * What a thread uses for one call, so that nothing is allocated. A function that is called back and uses a map gets
 * another one.
 */
final class MapScratch {
    private static final ThreadLocal<MapScratch> OF_THREAD = ThreadLocal.withInitial(MapScratch::new);

    /** The key's bytes. */
    MessageBuffer key = new MessageBuffer();
    /** The bytes of a value that goes in, or is sought. */
    MessageBuffer given = new MessageBuffer();
    /** The bytes of a value that comes out. */
    MessageBuffer found = new MessageBuffer();
    /** Whether there is a value in {@link #found}; it may have no bytes. */
    boolean present;

    private final EntryChange<?, ?> change = new EntryChange<>(this);
    private MapScratch inner;
    private boolean used;

    private MapScratch() {}

    /** The calling thread's, until {@link #release}. */
    static MapScratch acquire() {
        MapScratch scratch = OF_THREAD.get();
        while (scratch.used) {
            if (scratch.inner == null) {
                scratch.inner = new MapScratch();
            }
            scratch = scratch.inner;
        }
        scratch.used = true;
        return scratch;
    }

    /** What to hand to the store. */
    @SuppressWarnings("unchecked")
    <K, V> EntryChange<K, V> change(EntryCodec<K, V> codec) {
        EntryChange<K, V> typed = (EntryChange<K, V>) change;
        typed.begin(codec);
        return typed;
    }

    /** The calling thread does not need it any more. */
    void release() {
        change.forget();
        key = key.recycled();
        given = given.recycled();
        found = found.recycled();
        used = false;
    }
}
