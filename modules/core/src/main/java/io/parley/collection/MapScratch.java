package io.parley.collection;

import io.parley.internal.memory.MessageBuffer;

/**
 * What a thread uses for one call, so that nothing is allocated. A function that is called back and uses a map gets
 * another one.
 */
final class MapScratch {
    private static final ThreadLocal<MapScratch> OF_THREAD = ThreadLocal.withInitial(MapScratch::new);

    /** The key's bytes. */
    final MessageBuffer key = new MessageBuffer();
    /** The bytes of a value that goes in, or is sought. */
    final MessageBuffer given = new MessageBuffer();
    /** The bytes of a value that comes out. */
    final MessageBuffer found = new MessageBuffer();
    /** Whether there is a value in {@link #found}; it may have no bytes. */
    boolean present;

    /** To change a value that is a number. */
    final WordStep word = new WordStep();
    /** To change a value that is an array of numbers. */
    final ElementStep element = new ElementStep();

    private final EntryChange<?, ?> change = new EntryChange<>(this);
    private MapScratch inner;
    private boolean used;
    private boolean changing;

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
        changing = true;
        return typed;
    }

    /** The bytes of a key that is a number. */
    MessageBuffer key(long number) {
        key.reset();
        key.writeLong(number);
        return key;
    }

    /** The calling thread does not need it any more. */
    void release() {
        if (changing) {
            change.forget();
            changing = false;
        }
        key.recycle();
        given.recycle();
        found.recycle();
        used = false;
    }
}
