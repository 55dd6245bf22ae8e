package io.parley.internal.sync;

import io.parley.internal.crash.Failpoint;
import io.parley.internal.memory.Memory;
import io.parley.internal.memory.Words;

/** Values of many bytes that are never seen half-written, whoever dies when. Readers take no lock and store nothing. */
public final class VersionedCells {
    /* Overview
     *
     * A sequence lock makes readers wait while the sequence is odd: a writer that dies leaves it odd for ever. Here the
     * writer works on the copy that nobody should be reading, and one store of the version publishes it.
     *
     *     writer, holding the lock            reader
     *       v = version                         v = version, acquire
     *       release fence                       read copy v mod 2
     *       write copy (v + 1) mod 2            acquire fence
     *       version = v + 1, volatile           version is still v? else again
     *
     * Copy v mod 2 is written again only for version v + 2, after v + 1 was published. A reader that saw one byte of
     * that sees, past its fence, at least v + 1 where the writer read it before its own fence, and looks again. This
     * holds as well when the writer of v + 1 is dead and another goes on: it read v + 1 itself. A copy half-written by
     * a dead writer is not the one being read, and is written anew as a whole.
     *
     * Fences and the two looks: H.-J. Boehm, "Can Seqlocks Get Along With Programming Language Memory Models?", MSPC
     * 2012; the same shape as java.util.concurrent.locks.StampedLock.validate. The decision: docs/adr/0013.
     */

    /** What {@link #tryRead} returns when writers were always faster. */
    public static final long NEVER_CONSISTENT = -1;

    private static final int ATTEMPTS = 1_000;

    private final Memory memory;
    private final int first;
    private final int stride;
    private final int copyBytes;

    /** The cells at {@code layout} in {@code memory}, which is long enough to hold them. */
    public VersionedCells(Memory memory, VersionedCellLayout layout) {
        this.memory = memory;
        this.first = layout.first();
        this.stride = (int) layout.stride();
        this.copyBytes = layout.copyBytes();
    }

    /** The memory the cells lie in. */
    public Memory memory() {
        return memory;
    }

    /** Bytes of one value. */
    public int copyBytes() {
        return copyBytes;
    }

    private int cell(int index) {
        return first + index * stride;
    }

    /** The present version of a cell; what was read before this call may be of an older one. */
    public long version(int index) {
        return memory.getLongAcquire(cell(index) + VersionedCellLayout.VERSION);
    }

    /** Where the value of {@code version} lies, for as long as {@link #isCurrent} holds. */
    public int offset(int index, long version) {
        return cell(index) + VersionedCellLayout.COPIES + (int) (version & 1) * copyBytes;
    }

    /** Whether everything read from {@link #offset} until now belonged to {@code version}. */
    public boolean isCurrent(int index, long version) {
        Words.acquireFence();
        return version(index) == version;
    }

    /**
     * Copies a value out. Returns its version, or {@link #NEVER_CONSISTENT} if it changed during each of many attempts;
     * the target then holds nothing of use.
     */
    public long tryRead(int index, Memory target) {
        for (int i = 0; i < ATTEMPTS; i++) {
            long version = version(index);
            memory.copyTo(offset(index, version), target, 0, copyBytes);
            if (isCurrent(index, version)) {
                return version;
            }
            Thread.onSpinWait();
        }
        return NEVER_CONSISTENT;
    }

    /** Reads part of a value. Sees half-written bytes at times, and must neither fail nor loop on them. */
    @FunctionalInterface
    public interface Reader<R> {
        /** Reads the value at {@code offset}; never null. The result is dropped if the value changed meanwhile. */
        R read(Memory memory, int offset);
    }

    /** Reads a value by means of {@code reader}; null if it changed during each of many attempts. */
    public <R> R tryRead(int index, Reader<R> reader) {
        for (int i = 0; i < ATTEMPTS; i++) {
            long version = version(index);
            R read = reader.read(memory, offset(index, version));
            if (isCurrent(index, version)) {
                return read;
            }
            Thread.onSpinWait();
        }
        return null;
    }

    /**
     * Makes the first {@code length} bytes of {@code source} the value, in one step for everybody. The caller excludes
     * other writers.
     */
    public void publish(int index, Memory source, int length) {
        long version = version(index);
        int copy = offset(index, version + 1);
        Words.releaseFence();
        if (Failpoint.ENABLED) {
            source.copyTo(0, memory, copy, length / 2);
            Failpoint.CELL_HALF_WRITTEN.hit();
        }
        source.copyTo(0, memory, copy, length);
        Failpoint.CELL_BEFORE_PUBLISH.hit();
        memory.putLongVolatile(cell(index) + VersionedCellLayout.VERSION, version + 1);
        Failpoint.CELL_PUBLISHED.hit();
    }

    /** Writes version 0 of a cell that nobody else can see yet. */
    public static void initialise(Memory memory, VersionedCellLayout layout, int index, Memory source, int length) {
        source.copyTo(0, memory, new VersionedCells(memory, layout).offset(index, 0), length);
    }
}
