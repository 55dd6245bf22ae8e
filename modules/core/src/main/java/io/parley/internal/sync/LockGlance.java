package io.parley.internal.sync;

import io.parley.internal.live.Owner;
import io.parley.internal.memory.FileGlance;
import io.parley.internal.memory.Memory;
import io.parley.internal.memory.ObjectKind;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;

/**
 * A lock's cell as it was seen from outside, for diagnosis.
 *
 * @param owner the holder's owner word; {@link Owner#NONE} if it is free
 * @param mark the holder's thread in the thread table, 0 if it is not there
 * @param threadId the holder's thread
 * @param token its fencing token, or the last holder's: how often the lock was acquired
 * @param seenSinceNs since when a waiter saw it hold, epoch ns; 0 if nobody had to wait
 * @param inconsistent whether a holder died, and nobody said since that all is in order
 * @param recoveries how often it was taken over from the dead
 * @param contended how often it was not free, nor after some looks
 * @param options as in {@link LockWord}
 */
public record LockGlance(
        int owner,
        int mark,
        long threadId,
        long token,
        long seenSinceNs,
        boolean inconsistent,
        long recoveries,
        long contended,
        int options) {
    /** The lock at {@code cell} of a file; null if it is free, or not there. */
    public static LockGlance heldAt(Path file, ObjectKind kind, int cell) {
        ByteBuffer bytes = FileGlance.read(file, kind, cell, LockWord.LENGTH);
        LockGlance found = bytes == null ? null : of(bytes);
        return found == null || found.isFree() ? null : found;
    }

    /** The lock at {@code cell} of mapped memory, which need not be writable. */
    public static LockGlance at(Memory memory, int cell) {
        byte[] bytes = new byte[LockWord.LENGTH];
        memory.getBytes(cell, bytes, 0, bytes.length);
        return of(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN));
    }

    private static LockGlance of(ByteBuffer bytes) {
        long word = bytes.getLong(LockWord.WORD);
        long token = bytes.getLong(LockWord.TOKEN);
        return new LockGlance(
                LockWord.owner(word),
                LockWord.mark(word),
                bytes.getLong(LockWord.THREAD_ID),
                token,
                bytes.getLong(LockWord.SEEN_TOKEN) == token ? bytes.getLong(LockWord.SEEN_AT) : 0,
                LockWord.isInconsistent(word),
                bytes.getLong(LockWord.RECOVERIES),
                bytes.getLong(LockWord.CONTENDED),
                bytes.getInt(LockWord.OPTIONS));
    }

    /** Whether nobody holds it. */
    public boolean isFree() {
        return owner == Owner.NONE;
    }

    /** Whether it has one of the options of {@link LockWord}. */
    public boolean has(int option) {
        return (options & option) != 0;
    }
}
