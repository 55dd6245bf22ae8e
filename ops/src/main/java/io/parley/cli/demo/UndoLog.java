package io.parley.cli.demo;

import io.parley.Parley;
import io.parley.value.SharedLongArray;

/**
 * The book's old values, noted in shared memory before a message changes them. Used under the book's lock: if its
 * holder dies in the middle, the next one puts the old values back, as often as it takes.
 *
 * <p>Every store is a release, here and in {@link Book}: no change to the book can be seen without the note about it.
 */
final class UndoLog {
    private static final int ARMED = 0;
    private static final int FIRST = 1;
    private static final int LENGTH = 16;

    private final SharedLongArray words;
    private int used;

    UndoLog(Parley parley) {
        words = parley.longArray("undo", LENGTH);
    }

    /** Begins the notes of one message. */
    void begin() {
        used = FIRST;
    }

    /** Notes an old value. */
    void note(long value) {
        words.setRelease(used++, value);
    }

    /** The notes are complete, changes may follow. */
    void arm() {
        words.setRelease(ARMED, 1);
    }

    /** The changes are complete. */
    void disarm() {
        words.setRelease(ARMED, 0);
    }

    /** Whether somebody died between {@link #arm} and {@link #disarm}. */
    boolean isArmed() {
        return words.getAcquire(ARMED) == 1;
    }

    /** Begins to read the notes, in the order in which they were made. */
    void rewind() {
        used = FIRST;
    }

    /** The next note. */
    long next() {
        return words.getAcquire(used++);
    }
}
