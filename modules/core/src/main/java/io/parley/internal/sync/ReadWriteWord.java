package io.parley.internal.sync;

import io.parley.internal.memory.ObjectFile;
import io.parley.internal.memory.ObjectHeader;
import io.parley.internal.memory.ObjectKind;

/**
 * A read-write lock's file behind the object header.
 *
 * <pre>
 *   128  writer        128  a lock cell, see docs/spec/lock.md: the one writer, or a reader about to get in
 *   256  state           4  {2 DIRTY | 1 WRITING | 0 CLAIMED}; changes under the writer's lock only
 *   260  (zero)        124
 *   384  doorbell        4  {31 WAITERS | sequence}; a writer sleeps here until the readers are gone
 *   388  (zero)        124
 *   512  readers     8,320  a {@link SlotTable}: threads that read, by process
 * </pre>
 *
 * Prose twin: {@code docs/spec/read-write-lock.md}.
 */
public final class ReadWriteWord {
    /** The writer's lock is held by a writer, and not by a reader for a moment. */
    public static final int CLAIMED = 1;
    /** The readers are gone and the writer may change what the lock guards. */
    public static final int WRITING = 1 << 1;
    /** A writer died while it might; nobody said since that all is in order. */
    public static final int DIRTY = 1 << 2;

    /** Offset of the writer's lock. */
    public static final int WRITER = ObjectHeader.LENGTH;
    /** Offset of the state. */
    public static final int STATE = WRITER + LockWord.LENGTH;

    static final int DOORBELL = 384;
    /** Offset of the count for each process. */
    public static final int READERS = 512;

    /** What a new lock looks like: free. */
    static final ObjectFile.Spec SPEC =
            new ObjectFile.Spec(ObjectKind.READ_WRITE_LOCK, 0, 1, READERS + SlotTable.LENGTH, memory -> {});

    private ReadWriteWord() {}
}
