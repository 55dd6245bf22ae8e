package io.parley.internal.map;

import io.parley.internal.memory.Memory;
import io.parley.internal.memory.MessageBuffer;
import io.parley.internal.memory.Words;
import io.parley.internal.sync.LockCore;
import io.parley.internal.wait.Doorbell;
import java.util.List;

/**
 * Of a stripe: reading. Takes no lock and stores nothing: reads the version, looks for the entry, copies it, and looks
 * whether the version is still the same.
 */
abstract class ReadableStripe extends LockedStripe {
    /** Looks without the lock, before a reader takes it. */
    private static final int LOOKS = 16;
    /** The same for who copies the whole stripe. */
    private static final int COPIES = 3;
    /** What a look found out; UNSURE if somebody wrote meanwhile. */
    private static final int ABSENT = 0;

    private static final int PRESENT = 1;
    private static final int UNSURE = -1;

    ReadableStripe(MapCore map, int index, Memory memory, LockCore lock, Doorbell bell) {
        super(map, index, memory, lock, bell);
    }

    /** Copies a key's value out, unless {@code value} is null; whether there is such a key. */
    final boolean get(MessageBuffer key, long hash, MessageBuffer value) {
        for (int i = 0; i < LOOKS; i++) {
            int found = look(key, hash, value);
            if (found != UNSURE) {
                return found == PRESENT;
            }
            Thread.onSpinWait();
        }
        return getInOrder(key, hash, value);
    }

    private int look(MessageBuffer key, long hash, MessageBuffer value) {
        long seen = Words.getLongAcquire(words, versionAt);
        if ((seen & 1) != 0) {
            return UNSURE;
        }
        Segment segment = segment();
        int slot = segment.find(key, hash);
        boolean whole = slot == Segment.NONE || value == null || segment.copyValue(slot, value);
        Words.acquireFence();
        if (!whole || Words.getLong(words, versionAt) != seen) {
            return UNSURE;
        }
        return slot == Segment.NONE ? ABSENT : PRESENT;
    }

    /**
     * Reads under the lock, if nobody comes between. Who is updating an entry has a lock already and must not wait for
     * another: two such threads could wait for each other. It looks until it succeeds.
     */
    private boolean getInOrder(MessageBuffer key, long hash, MessageBuffer value) {
        boolean updating = MapScratch.isUpdating();
        while (true) {
            if (updating ? tryEnter() : enter()) {
                try {
                    Segment segment = segment();
                    int slot = segment.find(key, hash);
                    return slot != Segment.NONE && (value == null || segment.copyValue(slot, value));
                } finally {
                    lock.release();
                }
            }
            int found = look(key, hash, value);
            if (found != UNSURE) {
                return found == PRESENT;
            }
            map.requireNotDeleted();
            Thread.yield();
        }
    }

    /** Whether there is such a key, whose value goes to {@code value} then; false also if somebody writes just now. */
    final boolean isSeen(MessageBuffer key, long hash, MessageBuffer value) {
        return look(key, hash, value) == PRESENT;
    }

    /** How many entries there are. */
    final int count() {
        if (lock.isInconsistent() || lock.isAbandoned()) {
            settle();
        }
        return segment().count();
    }

    /** Copies every entry, as they are at one moment. */
    final void copyTo(StripeCopier copier) {
        boolean updating = MapScratch.isUpdating(); // then it must not wait for a lock, see getInOrder
        for (int i = 0; !copied(copier); i++) {
            if (updating ? tryEnter() : i >= COPIES && enter()) {
                try {
                    copier.copy(segment());
                    return;
                } finally {
                    lock.release();
                }
            }
            map.requireNotDeleted();
            Thread.yield();
        }
    }

    private boolean copied(StripeCopier copier) {
        long seen = Words.getLongAcquire(words, versionAt);
        if ((seen & 1) != 0) {
            return false;
        }
        copier.copy(segment());
        Words.acquireFence();
        return Words.getLong(words, versionAt) == seen;
    }

    /** Looks at every entry, adds what is wrong, and returns how many are good. */
    final int check(List<MapFindings.Damage> damages) {
        lock.acquire();
        try {
            SegmentCheck found = SegmentCheck.of(segment());
            found.damages()
                    .forEach(damage -> damages.add(new MapFindings.Damage(
                            map.generations().path(generation()),
                            index,
                            damage.offset(),
                            "slot " + damage.slot() + " " + damage.what())));
            return found.entries();
        } finally {
            lock.release();
        }
    }
}
