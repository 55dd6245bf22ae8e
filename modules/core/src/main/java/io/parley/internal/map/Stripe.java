package io.parley.internal.map;

import io.parley.internal.crash.Failpoint;
import io.parley.internal.memory.Memory;
import io.parley.internal.memory.MessageBuffer;
import io.parley.internal.memory.Words;
import io.parley.internal.sync.LockCore;
import io.parley.internal.wait.Doorbell;
import java.util.List;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One stripe of a map, as this process uses it: writing, and moving to another file.
 *
 * <p>Who writes holds the lock and never changes what is reachable: it writes a whole new entry into free chunks,
 * switches one slot to it, changes the version, and only then frees the old entry's chunks. So a writer that dies has
 * changed the entry or not. The numbered steps are in {@code docs/spec/map.md}.
 */
final class Stripe extends ReadableStripe {
    private static final Logger LOG = LoggerFactory.getLogger("io.parley.map");
    /** Damaged slots that are named in the log. */
    private static final int MOST_TOLD = 10;

    Stripe(MapCore map, int index, Memory memory, LockCore lock, Doorbell bell) {
        super(map, index, memory, lock, bell);
    }

    /** Puts a value; whether there was one, which goes to {@code previous} unless that is null. */
    boolean put(MessageBuffer key, long hash, MessageBuffer value, MessageBuffer previous) {
        while (true) {
            boolean done = false;
            long generation;
            enter();
            try {
                Segment segment = segment();
                generation = generation();
                int slot = segment.find(key, hash);
                if (previous != null) {
                    copy(segment, slot, previous);
                }
                done = store(segment, slot, key, hash, value);
                if (done) {
                    return slot != Segment.NONE;
                }
            } finally {
                leave(done);
            }
            map.mover().makeRoom(this, generation, key, value);
        }
    }

    /**
     * Puts a value if there is none; otherwise false, and what there is goes to {@code present} unless that is null.
     */
    boolean putIfAbsent(MessageBuffer key, long hash, MessageBuffer value, MessageBuffer present) {
        if (isSeen(key, hash, present)) {
            return false;
        }
        while (true) {
            boolean done = false;
            long generation;
            enter();
            try {
                Segment segment = segment();
                generation = generation();
                int slot = segment.find(key, hash);
                if (slot != Segment.NONE) {
                    if (present != null) {
                        copy(segment, slot, present);
                    }
                    return false;
                }
                done = store(segment, slot, key, hash, value);
                if (done) {
                    return true;
                }
            } finally {
                leave(done);
            }
            map.mover().makeRoom(this, generation, key, value);
        }
    }

    /** Removes a key; whether there was one, whose value goes to {@code previous} unless that is null. */
    boolean remove(MessageBuffer key, long hash, MessageBuffer previous) {
        boolean found = false;
        enter();
        try {
            Segment segment = segment();
            int slot = segment.find(key, hash);
            if (previous != null) {
                copy(segment, slot, previous);
            }
            if (slot != Segment.NONE) {
                drop(segment, slot);
                found = true;
            }
            return found;
        } finally {
            leave(found);
        }
    }

    /** Changes an entry as {@code update} says. */
    Outcome update(MessageBuffer key, long hash, EntryUpdate update, MapScratch scratch) {
        Outcome outcome = null;
        boolean wasThere = false;
        while (true) {
            boolean done = false;
            long generation;
            enter();
            try {
                Segment segment = segment();
                generation = generation();
                int slot = segment.find(key, hash);
                if (outcome == null || !isStill(segment, slot, wasThere, scratch.current())) {
                    wasThere = slot != Segment.NONE;
                    copy(segment, slot, scratch.current());
                    scratch.next().reset();
                    outcome = Objects.requireNonNull(
                            update.update(wasThere ? scratch.current() : null, scratch.next()), "outcome");
                }
                if (outcome == Outcome.KEEP || outcome == Outcome.REMOVE && slot == Segment.NONE) {
                    return outcome;
                }
                if (outcome == Outcome.REMOVE) {
                    drop(segment, slot);
                    done = true;
                    return outcome;
                }
                map.requirePossible(key, scratch.next());
                done = store(segment, slot, key, hash, scratch.next());
                if (done) {
                    return outcome;
                }
            } finally {
                leave(done);
            }
            map.mover().makeRoom(this, generation, key, scratch.next());
        }
    }

    /** Whether an entry is what an update was decided by, before the map had to grow. */
    private static boolean isStill(Segment segment, int slot, boolean wasThere, MessageBuffer decidedBy) {
        if (slot == Segment.NONE || !wasThere) {
            return slot == Segment.NONE && !wasThere;
        }
        MessageBuffer now = new MessageBuffer();
        segment.copyValue(slot, now);
        return now.contentEquals(0, decidedBy);
    }

    private static void copy(Segment segment, int slot, MessageBuffer target) {
        if (slot == Segment.NONE) {
            target.reset();
        } else {
            segment.copyValue(slot, target);
        }
    }

    /** Removes every entry. */
    void clear() {
        enter();
        try {
            long odd = beginExclusive();
            memory.putIntVolatile(clearingAt, 1);
            Failpoint.MAP_CLEARING.hit();
            segment().clear();
            memory.putIntRelease(clearingAt, 0);
            endExclusive(odd);
        } finally {
            leave(true);
        }
    }

    /** Puts an entry into free chunks and switches a slot to it; false, and nothing happened, if there is no room. */
    private boolean store(Segment segment, int slot, MessageBuffer key, long hash, MessageBuffer value) {
        if (slot == Segment.NONE && !segment.hasSlot()) {
            return false;
        }
        int chunk = segment.allocate(Segment.chunksFor(key.length(), value.length()));
        if (chunk == Segment.NONE) {
            return false;
        }
        boolean done = false;
        try {
            Failpoint.MAP_ALLOCATED_BEFORE_WRITE.hit();
            segment.write(chunk, key, hash, value);
            Failpoint.MAP_WRITTEN_BEFORE_SLOT.hit();
            if (slot == Segment.NONE) {
                segment.insert(hash, chunk);
                changed();
                segment.added(1);
            } else {
                long old = segment.entry(slot);
                segment.replace(slot, hash, chunk);
                changed();
                segment.free(old);
            }
            done = true;
            return true;
        } finally {
            if (!done) {
                repair();
            }
        }
    }

    /** After the slot, and before what was reachable is free to be used again. */
    private void changed() {
        Failpoint.MAP_SLOT_BEFORE_VERSION.hit();
        Words.putLongRelease(words, versionAt, Words.getLong(words, versionAt) + 2);
        Words.releaseFence();
        Failpoint.MAP_VERSION_BEFORE_FREE.hit();
    }

    private void drop(Segment segment, int slot) {
        long old = segment.entry(slot);
        boolean done = false;
        try {
            if (segment.needsShift(slot)) {
                long odd = beginExclusive();
                Failpoint.MAP_REMOVING_ODD.hit();
                segment.removeSlot(slot);
                endExclusive(odd);
                Failpoint.MAP_VERSION_BEFORE_FREE.hit();
            } else {
                segment.removeSlot(slot);
                changed();
            }
            segment.free(old);
            Failpoint.MAP_FREED_BEFORE_COUNT.hit();
            segment.added(-1);
            done = true;
        } finally {
            if (!done) {
                repair();
            }
        }
    }

    /**
     * Moves the entries to another generation's file, those that are not damaged; the mover's call. False, and the
     * stripe stays where it is, if it has become too large for that.
     */
    boolean moveTo(long generation, DataFile data) {
        lock.acquire();
        try {
            boolean damaged = isLeftInDisorder() && !repair();
            Segment source = segment();
            Segment target = data.segment(index);
            SegmentSize size = target.place().size();
            if (source.count() > size.entries() || source.usedChunks() > size.chunks()) {
                return false;
            }
            target.clear();
            if (damaged || source.copyInto(target) > 0) {
                target.clear();
                map.generations().keepDamaged(generation());
                leaveDamageBehind(source, target);
            }
            Failpoint.MAP_GROW_HALF_COPIED.hit();
            Words.putLongRelease(words, homeAt, generation);
            Failpoint.MAP_GROW_HOME_SET.hit();
            Words.putLongVolatile(words, versionAt, (Words.getLong(words, versionAt) | 1) + 1);
            if (lock.isRecovered()) {
                lock.markConsistent();
            }
            return true;
        } finally {
            leave(true);
        }
    }

    private void leaveDamageBehind(Segment source, Segment target) {
        List<SlotDamage> damages = SegmentCheck.of(source).damages();
        Rescue rescue = new Rescue(target);
        source.forEach(rescue);
        int lost = Math.max(0, source.count() - rescue.rescued());
        memory.getAndAddLong(MapLayout.DAMAGED, lost);
        memory.getAndAddLong(MapLayout.REPAIRS, 1);
        LOG.warn(
                "PLY-0081 map rebuilt without what was damaged: {} stripe={} entries={} lost={} kept as={} {}",
                map.path(),
                index,
                rescue.rescued(),
                lost,
                map.generations().damaged(generation()),
                damages.subList(0, Math.min(damages.size(), MOST_TOLD)));
    }
}
