package io.parley.collection;

import io.parley.internal.memory.MessageBuffer;
import java.util.NoSuchElementException;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * An array of numbers that lives in an entry of a map, whose elements can be changed one by one: thousands of them cost
 * no files. Made by {@link SharedMap#arrayCell}, of the kind that the map's codec says.
 *
 * <p>The cell is a key and no reference to memory: whoever removes the entry, or writes it through the map, also with
 * another length, is seen here. Where there is no entry, methods that need an array throw
 * {@link NoSuchElementException}; {@link #create} and {@link #createIfAbsent} make one.
 *
 * <p><b>Threading:</b> every method may be called by any thread of any process. <b>Blocking:</b> changes wait for
 * others that change the same part of the map. <b>Allocation:</b> none but where an array is returned, and for waiting.
 *
 * <p><b>Processes:</b> each method is one atomic operation on the map, so a process that dies leaves the old array or
 * the new one. That has its price: reading or changing an element copies the array, so these are for arrays of tens or
 * hundreds of elements. Larger ones have a file of their own, as {@link io.parley.value.SharedLongArray}. Functions run
 * under the lock of a part of the map, as those of {@link LongCell}.
 *
 * <p><b>Failure:</b> an index outside the array is an {@link IndexOutOfBoundsException}.
 *
 * <p><b>Differs from Python:</b> {@code d[k][3] = 1} on a manager's dictionary changes a copy, and nothing there. Here
 * {@code cell.set(3, 1)} changes the entry.
 */
public abstract sealed class ArrayCell permits LongArrayCell, IntArrayCell, DoubleArrayCell {
    private final EntryPlace place;
    private final int width;

    ArrayCell(EntryPlace place, int width) {
        this.place = place;
        this.width = width;
    }

    /**
     * How many elements there are.
     *
     * @return a snapshot
     * @throws NoSuchElementException if there is no array
     */
    public final int length() {
        MapScratch scratch = MapScratch.acquire();
        try {
            return read(scratch).remaining() / width;
        } finally {
            scratch.release();
        }
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
     * Makes the entry an array of zeros, whatever it was.
     *
     * @param length how many
     * @throws IllegalArgumentException if that is negative
     */
    public final void create(int length) {
        MapScratch scratch = MapScratch.acquire();
        try {
            place.put(zeros(scratch, length));
        } finally {
            scratch.release();
        }
    }

    /**
     * Makes the entry an array of zeros if there is none; an existing one stays as it is, whatever its length.
     *
     * @param length how many
     * @return whether this call made it
     * @throws IllegalArgumentException if that is negative
     */
    public final boolean createIfAbsent(int length) {
        MapScratch scratch = MapScratch.acquire();
        try {
            return place.putIfAbsent(zeros(scratch, length));
        } finally {
            scratch.release();
        }
    }

    private MessageBuffer zeros(MapScratch scratch, int length) {
        if (length < 0) {
            throw new IllegalArgumentException("array cannot have a negative length: " + place + " length=" + length);
        }
        MessageBuffer value = scratch.found;
        value.reset();
        for (int i = 0; i < length; i++) {
            if (width == Long.BYTES) {
                value.writeLong(0);
            } else {
                value.writeInt(0);
            }
        }
        return value;
    }

    /**
     * Removes the entry. The cell stays usable: {@link #create} makes it again.
     *
     * @return whether there was one
     */
    public final boolean remove() {
        return place.remove();
    }

    final EntryPlace place() {
        return place;
    }

    /** Reads the array; what is to be read of the buffer are its elements. */
    final MessageBuffer read(MapScratch scratch) {
        if (!place.read(scratch.found)) {
            throw absent();
        }
        return scratch.found;
    }

    /** The bits of an element. */
    final long element(int index) {
        MapScratch scratch = MapScratch.acquire();
        try {
            MessageBuffer value = read(scratch);
            int length = value.remaining() / width;
            if (index < 0 || index >= length) {
                throw outOfRange(index, length);
            }
            return ElementStep.get(value, place.prefix(), width, index);
        } finally {
            scratch.release();
        }
    }

    /** Changes the bits of an element; what it returns is to be read before the thread's next change. */
    final WordChange change(int index, WordChange.Kind kind, long operand, long expected, Object function) {
        ElementStep done = run(Math.max(index, ElementStep.NONE), kind, operand, expected, function);
        if (index < 0 || index >= done.length()) {
            throw outOfRange(index, done.length());
        }
        return done;
    }

    private ElementStep run(int index, WordChange.Kind kind, long operand, long expected, Object function) {
        MapScratch scratch = MapScratch.acquire();
        try {
            ElementStep done = scratch.element.run(place, width, index, kind, operand, expected, function);
            if (!done.wasPresent()) {
                throw absent();
            }
            return done;
        } finally {
            scratch.release();
        }
    }

    final void fillWith(long bits) {
        run(ElementStep.ALL, WordChange.Kind.SET, bits, 0, null);
    }

    final boolean await(BooleanSupplier changed, long timeoutNs) throws InterruptedException {
        return place.await(changed, timeoutNs);
    }

    private NoSuchElementException absent() {
        return new NoSuchElementException("no array there: " + place + ". Make one by create(length)");
    }

    private IndexOutOfBoundsException outOfRange(int index, int length) {
        return new IndexOutOfBoundsException("index " + index + " out of range: " + place + " length=" + length);
    }

    final String describe(String what, Supplier<Object> elements) {
        return place.describe(what, elements);
    }
}
