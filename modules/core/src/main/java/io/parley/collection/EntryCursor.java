package io.parley.collection;

import io.parley.internal.map.MapStore;
import io.parley.internal.map.StripeCopy;
import io.parley.internal.memory.MessageBuffer;

/**
 * A walk over the entries of a store, as bytes: each stripe as it was at one moment, each key once. Holds a copy of one
 * stripe at a time. For one thread.
 */
class EntryCursor {
    final MapStore store;
    /** The key, to be read from its beginning. */
    final MessageBuffer key = new MessageBuffer();
    /** The value as it is stored, to be read from its beginning. */
    final MessageBuffer value = new MessageBuffer();

    private final StripeCopy copy = new StripeCopy();
    private int stripe;
    private int left;

    EntryCursor(MapStore store) {
        this.store = store;
    }

    /** The walk in the order of insertion, if the store keeps one. */
    static EntryCursor inOrder(MapStore store) {
        return store.isOrdered() ? new OrderedCursor(store) : new EntryCursor(store);
    }

    /** Moves on to the next entry; false if there is none. */
    boolean next() {
        while (left > 0 || nextStripe()) {
            left--;
            copyOut(copy.entries.readInt(), copy.entries, key);
            int length = copy.entries.readInt();
            if (length >= 0) {
                copyOut(length, copy.entries, value);
                return true;
            }
            if (store.get(key, value)) {
                return true;
            }
        }
        return false;
    }

    private boolean nextStripe() {
        while (left == 0) {
            if (stripe == store.stripes()) {
                return false;
            }
            store.copyStripe(stripe++, copy);
            copy.entries.rewind();
            left = copy.count;
        }
        return true;
    }

    static void copyOut(int length, MessageBuffer from, MessageBuffer target) {
        target.reset();
        target.ensureCapacity(length);
        from.readBytes(target.array(), 0, length);
        target.setLength(length);
    }
}
