package io.parley.internal.map;

import io.parley.internal.memory.Memory;
import io.parley.internal.memory.ObjectHeader;
import io.parley.internal.sync.LockWord;

/**
 * {@code list.order} in a list's directory, behind the object header: the order of the elements, which lie in the
 * list's map under their ids.
 *
 * <pre>
 *    128  lock             128   who changes the list holds it
 *    256  word               8   {63..29 stamp | 28 array | 27..0 size}: which array counts, and how much of it
 *    384  version            8   +1 with every change
 *    392  next id            8   no element has this id, or a higher one
 *    400  before             8   the word as it was before the change that is under way; 0 = none is
 *    408  first added        8   the next id as it was then
 *    416  doorbell           4   {31 WAITERS | sequence}: of those who wait for a change
 *    512  start of array 0   2048
 *   2560  start of array 1   2048
 * </pre>
 *
 * <p>An array goes on in files of its own, {@code <array>-<k>.order}: ids from 256 * 2^(k-1) on, as many as there are
 * before them, behind the object header. They are made when they are needed, and stay.
 *
 * <p>Prose twin: {@code docs/spec/list.md}.
 */
public final class ListLayout {
    /** The file's name in the list's directory. */
    public static final String FILE = "list.order";
    /** Offset of the lock. */
    public static final int LOCK = ObjectHeader.LENGTH;
    /** Offset of the word that says what counts. */
    public static final int WORD = LOCK + LockWord.LENGTH;
    /** Offset of the count of changes. */
    public static final int VERSION = WORD + 128;
    /** Offset of the id of the next element. */
    public static final int NEXT_ID = VERSION + 8;
    /** Offset of the word before the change that is under way. */
    public static final int BEFORE = VERSION + 16;
    /** Offset of the first id that the change under way may have given. */
    public static final int FIRST_ADDED = VERSION + 24;
    /** Offset of the bell of those who wait for a change. */
    public static final int BELL = VERSION + 32;
    /** Offset of the start of the first array. */
    public static final int ARRAYS = VERSION + 128;
    /** Ids of each array in this file. */
    public static final int FIRST_CHUNK = 256;
    /** Bytes of this file. */
    public static final int LENGTH = ARRAYS + 2 * FIRST_CHUNK * Long.BYTES;

    /** Pieces of an array: this file has the first, each other one a file. */
    public static final int CHUNKS = 20;
    /** Elements of a list: what fits into so many pieces. */
    public static final int MAX_SIZE = FIRST_CHUNK << CHUNKS - 1;

    private static final long SIZE_MASK = (1 << 28) - 1;
    private static final int ARRAY_SHIFT = 28;
    private static final int STAMP_SHIFT = 29;

    private ListLayout() {}

    /** A new list's file: empty. */
    static void initialise(Memory memory) {
        memory.putLong(WORD, 1L << STAMP_SHIFT);
        memory.putLong(NEXT_ID, 1);
    }

    /** The name of the file with a piece of an array that is not the first. */
    public static String chunkFile(int array, int chunk) {
        return array + "-" + chunk + ".order";
    }

    /** How many elements there are. */
    public static int size(long word) {
        return (int) (word & SIZE_MASK);
    }

    /** Which array counts. */
    public static int array(long word) {
        return (int) (word >>> ARRAY_SHIFT) & 1;
    }

    /** What is the same as long as elements were only appended. */
    static long order(long word) {
        return word & ~SIZE_MASK;
    }

    /** The word after so many elements were appended. */
    static long appended(long word, int count) {
        return word + count;
    }

    /** The word after any other change: no such word was there before. */
    static long next(long word, int array, int size) {
        return (word >>> STAMP_SHIFT) + 1 << STAMP_SHIFT | (long) array << ARRAY_SHIFT | size;
    }

    /** Which piece of its array an index is in. */
    public static int chunk(int index) {
        return Integer.SIZE - Integer.numberOfLeadingZeros(index / FIRST_CHUNK);
    }

    /** The first index of a piece. */
    static int firstOf(int chunk) {
        return chunk == 0 ? 0 : FIRST_CHUNK << chunk - 1;
    }

    /** How many ids a piece has. */
    public static int countOf(int chunk) {
        return chunk == 0 ? FIRST_CHUNK : FIRST_CHUNK << chunk - 1;
    }

    /** Bytes of the file with a piece that is not the first. */
    public static long chunkLength(int chunk) {
        return ObjectHeader.LENGTH + (long) countOf(chunk) * Long.BYTES;
    }

    /** Where an id lies in the file with its piece. */
    static int offset(int array, int chunk, int index) {
        int start = chunk == 0 ? ARRAYS + array * FIRST_CHUNK * Long.BYTES : ObjectHeader.LENGTH;
        return start + (index - firstOf(chunk)) * Long.BYTES;
    }
}
