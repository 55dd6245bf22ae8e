package io.parley.collection;

import io.parley.internal.memory.MessageBuffer;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** What cells of one number have in common: the bits of the number, and whether there is one. */
abstract class WordCell {
    private final EntryPlace place;

    WordCell(EntryPlace place) {
        this.place = place;
    }

    /** The bits; 0 if there is no entry. */
    final long word() {
        MapScratch scratch = MapScratch.acquire();
        try {
            return place.read(scratch.found) ? scratch.found.readLong() : 0;
        } finally {
            scratch.release();
        }
    }

    final void setWord(long bits) {
        if (place.prefix() != 0) {
            change(WordChange.Kind.SET, bits, 0, null);
            return;
        }
        MapScratch scratch = MapScratch.acquire();
        try {
            MessageBuffer value = scratch.found;
            value.reset();
            value.writeLong(bits);
            place.put(value);
        } finally {
            scratch.release();
        }
    }

    /** Changes the bits in one atomic step; what it returns is to be read before the thread's next change. */
    final WordStep change(WordChange.Kind kind, long operand, long expected, Object function) {
        MapScratch scratch = MapScratch.acquire();
        try {
            return scratch.word.run(place.store(), place.key(), kind, operand, expected, function);
        } finally {
            scratch.release();
        }
    }

    final boolean await(BooleanSupplier changed, long timeoutNs) throws InterruptedException {
        return place.await(changed, timeoutNs);
    }

    /**
     * Whether the map has such an entry.
     *
     * @return a snapshot
     */
    public final boolean isPresent() {
        return place.isPresent();
    }

    /**
     * Removes the entry. The cell stays usable: it reads as 0, and the next change creates the entry again.
     *
     * @return whether there was one
     */
    public final boolean remove() {
        return place.remove();
    }

    final String describe(String what, Supplier<Object> value) {
        return place.describe(what, value);
    }
}
