package io.parley.value;

import io.parley.Parley;
import io.parley.internal.memory.Memory;
import io.parley.internal.memory.ObjectFile;
import io.parley.internal.sync.LockCore;
import io.parley.internal.sync.VersionedCellLayout;
import io.parley.internal.sync.VersionedCells;
import io.parley.internal.wait.Deadline;

/** What is written as a whole: writers hold the object's lock, readers hold nothing. */
abstract class VersionedValue extends MappedValue {
    final VersionedCells cells;
    private final LockCore writers;

    VersionedValue(Parley parley, String name, ObjectFile.Spec spec, VersionedCellLayout layout) {
        super(parley, name, spec);
        this.cells = new VersionedCells(memory, layout);
        this.writers = lockCore();
    }

    /** Excludes other writers, until {@link #endWrite}. */
    final void beginWrite() {
        memory.length(); // a closed handle must not take the lock of a domain it may have left
        writers.acquire();
    }

    final void endWrite() {
        writers.release();
    }

    /** Copies a value out; the caller may hold the lock or not. */
    final void readInto(int index, Memory target) {
        while (cells.tryRead(index, target) == VersionedCells.NEVER_CONSISTENT) {
            if (writers.tryAcquire()) {
                try {
                    cells.tryRead(index, target);
                    return;
                } finally {
                    writers.release();
                }
            }
            Thread.yield();
        }
    }

    /** Reads a value by means of {@code reader}. */
    final <R> R readBy(int index, VersionedCells.Reader<R> reader) {
        R read = cells.tryRead(index, reader);
        while (read == null) {
            if (writers.tryAcquire()) {
                try {
                    return cells.tryRead(index, reader);
                } finally {
                    writers.release();
                }
            }
            Thread.yield();
            read = cells.tryRead(index, reader);
        }
        return read;
    }

    final boolean awaitVersion(int index, long seen, long timeoutNs) throws InterruptedException {
        return await(() -> cells.version(index) != seen, timeoutNs);
    }

    final long awaitVersion(int index, long seen) throws InterruptedException {
        awaitVersion(index, seen, Deadline.NEVER);
        return cells.version(index);
    }
}
