package io.parley.collection;

import io.parley.internal.map.StripeCopy;
import io.parley.internal.memory.MessageBuffer;

/**
 * What a thread uses for one operation on an entry, so that nothing is allocated. A function of the user that comes
 * back to a map meanwhile gets the next one of a chain, which is kept as well.
 */
final class CellScratch {
    private static final ThreadLocal<CellScratch> OF_THREAD = ThreadLocal.withInitial(CellScratch::new);

    final WordStep word = new WordStep();
    final ElementStep element = new ElementStep();
    private final MessageBuffer key = new MessageBuffer(Long.BYTES);
    private MessageBuffer value = new MessageBuffer();
    private StripeCopy copy = new StripeCopy();
    private CellScratch nested;
    private boolean used;

    private CellScratch() {}

    /** The calling thread's, until {@link #release}. */
    static CellScratch acquire() {
        CellScratch scratch = OF_THREAD.get();
        while (scratch.used) {
            if (scratch.nested == null) {
                scratch.nested = new CellScratch();
            }
            scratch = scratch.nested;
        }
        scratch.used = true;
        return scratch;
    }

    /** The calling thread does not need it any more. */
    void release() {
        used = false;
        value = value.recycled();
        if (copy.entries.recycled() != copy.entries) {
            copy = new StripeCopy();
        }
    }

    /** The key of a map with numbers for keys. */
    MessageBuffer key(long number) {
        key.reset();
        key.writeLong(number);
        return key;
    }

    /** To read a value into, or to write one with. */
    MessageBuffer value() {
        return value;
    }

    /** To copy stripes into. */
    StripeCopy copy() {
        return copy;
    }
}
