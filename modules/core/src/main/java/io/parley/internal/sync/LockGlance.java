package io.parley.internal.sync;

import io.parley.internal.live.Owner;
import io.parley.internal.memory.FileGlance;
import io.parley.internal.memory.ObjectKind;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/**
 * A lock's cell as it was seen from outside, for diagnosis.
 *
 * @param owner the holder's owner word
 * @param mark the holder's thread in the thread table, 0 if it is not there
 * @param threadId the holder's thread
 * @param token its fencing token
 * @param seenSinceNs since when a waiter saw it hold, epoch ns; 0 if nobody had to wait
 */
public record LockGlance(int owner, int mark, long threadId, long token, long seenSinceNs) {
    /** The lock at {@code cell} of a file; null if it is free, or not there. */
    public static LockGlance heldAt(Path file, ObjectKind kind, int cell) {
        ByteBuffer bytes = FileGlance.read(file, kind, cell, LockWord.LENGTH);
        if (bytes == null) {
            return null;
        }
        long word = bytes.getLong(LockWord.WORD);
        int owner = LockWord.owner(word);
        long token = bytes.getLong(LockWord.TOKEN);
        long seen = bytes.getLong(LockWord.SEEN_TOKEN) == token ? bytes.getLong(LockWord.SEEN_AT) : 0;
        return owner == Owner.NONE
                ? null
                : new LockGlance(owner, LockWord.mark(word), bytes.getLong(LockWord.THREAD_ID), token, seen);
    }
}
