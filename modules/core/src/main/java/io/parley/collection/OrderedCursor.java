package io.parley.collection;

import io.parley.internal.map.MapStore;
import io.parley.internal.memory.MessageBuffer;
import java.util.Arrays;

/**
 * The walk in the order of insertion. Begins with one over everything, which collects keys and sequence numbers, and
 * then asks for one value after the other.
 */
final class OrderedCursor extends EntryCursor {
    private static final int FIRST_CAPACITY = 64;

    /** Each key's length and bytes. */
    private final MessageBuffer keys = new MessageBuffer();
    /** Where in {@link #keys} each key begins, in order. */
    private final int[] order;

    private int position;

    OrderedCursor(MapStore store) {
        super(store);
        long[] sequences = new long[FIRST_CAPACITY];
        int[] places = new int[FIRST_CAPACITY];
        int count = 0;
        for (EntryCursor all = new EntryCursor(store); all.next(); count++) {
            if (count == places.length) {
                sequences = Arrays.copyOf(sequences, count * 2);
                places = Arrays.copyOf(places, count * 2);
            }
            sequences[count] = EntryCodec.sequence(all.value);
            places[count] = keys.length();
            keys.writeInt(all.key.length());
            keys.writeBytes(all.key.array(), 0, all.key.length());
        }
        order = sort(sequences, places, count);
    }

    /** The places by their sequence numbers; without an object for each. */
    private static int[] sort(long[] sequences, int[] places, int count) {
        long[] sorted = Arrays.copyOf(sequences, count);
        Arrays.sort(sorted);
        int[] order = new int[count];
        Arrays.fill(order, -1);
        for (int i = 0; i < count; i++) {
            int rank = Arrays.binarySearch(sorted, sequences[i]);
            // No number is there twice, unless somebody else wrote the file.
            while (rank > 0 && sorted[rank - 1] == sequences[i]) {
                rank--;
            }
            while (order[rank] >= 0) {
                rank++;
            }
            order[rank] = places[i];
        }
        return order;
    }

    @Override
    boolean next() {
        while (position < order.length) {
            keys.moveTo(order[position++]);
            copyOut(keys.readInt(), keys, key);
            if (store.get(key, value)) {
                return true;
            }
        }
        return false;
    }
}
