package io.parley.internal.map;

import io.parley.ObjectCorruptException;
import io.parley.internal.crash.Failpoint;
import io.parley.internal.memory.Memory;
import io.parley.internal.memory.MessageBuffer;
import io.parley.internal.memory.Words;
import io.parley.internal.sync.LockCore;
import io.parley.internal.wait.Doorbell;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One stripe of a map, as this process uses it: its lock, its version, and the segment with its entries.
 *
 * <p>Who reads takes no lock and stores nothing: it reads the version, looks for the entry, copies it, and looks
 * whether the version is still the same. Who writes holds the lock and never changes what is reachable: it writes a
 * whole new entry into free chunks, switches one slot to it, changes the version, and only then frees the old entry's
 * chunks. So a writer that dies has changed the entry or not. The numbered steps are in {@code docs/spec/map.md}.
 */
final class Stripe {
    private static final Logger LOG = LoggerFactory.getLogger("io.parley.map");

    /** Looks without the lock, before a reader takes it. */
    private static final int LOOKS = 16;
    /** The same for who copies the whole stripe. */
    private static final int COPIES = 3;
    /** Damaged slots that are named in the log. */
    private static final int MOST_TOLD = 10;
    /** What a look found out; UNSURE if somebody wrote meanwhile. */
    private static final int ABSENT = 0;

    private static final int PRESENT = 1;
    private static final int UNSURE = -1;

    private final MapCore map;
    private final int index;
    private final Memory memory;
    private final ByteBuffer words;
    private final int versionAt;
    private final int homeAt;
    private final int clearingAt;
    private final LockCore lock;
    private final Doorbell bell;
    /** Only ever replaced by a newer one, and checked against the shared word with each use; so needs no order. */
    private Home home = Home.UNKNOWN;

    Stripe(MapCore map, int index, Memory memory, LockCore lock, Doorbell bell) {
        int base = MapLayout.stripe(index);
        this.map = map;
        this.index = index;
        this.memory = memory;
        this.words = memory.words();
        this.versionAt = base + MapLayout.VERSION;
        this.homeAt = base + MapLayout.HOME;
        this.clearingAt = base + MapLayout.CLEARING;
        this.lock = lock;
        this.bell = bell;
    }

    int index() {
        return index;
    }

    // ---- the segment

    /** The segment that has the stripe's entries now. */
    Segment segment() {
        Home known = home;
        return known.generation == Words.getLongAcquire(words, homeAt) ? known.segment : find();
    }

    private Segment find() {
        Home found = map.generations().open(index);
        home = found;
        return found.segment;
    }

    /** The generation that the stripe is in. */
    long generation() {
        return Words.getLongAcquire(words, homeAt);
    }

    // ---- reading

    /** Copies a key's value out, unless {@code value} is null; whether there is such a key. */
    boolean get(MessageBuffer key, long hash, MessageBuffer value) {
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

    /** How many entries there are. */
    int count() {
        if (lock.isInconsistent() || lock.isAbandoned()) {
            settle();
        }
        return segment().count();
    }

    /** If a writer died here, sets right what it left. */
    void settle() {
        if (MapScratch.isUpdating() ? tryEnter() : enter()) {
            lock.release();
        }
    }

    // ---- waiting

    /** Changes with each change of an entry. */
    long version() {
        return Words.getLongVolatile(words, versionAt) & ~1L;
    }

    Doorbell bell() {
        return bell;
    }

    /** Whether a writer died here and nobody came since. */
    boolean isAbandoned() {
        return lock.isAbandoned();
    }

    // ---- the lock

    /** Takes the lock; what somebody who died here left is in order then. Always true. */
    private boolean enter() {
        while (true) {
            lock.acquire();
            if (!isLeftInDisorder() || settled()) {
                return true;
            }
            map.mover().rebuild(this);
        }
    }

    /** The same if nobody who lives has the lock; never waits. */
    private boolean tryEnter() {
        if (!lock.tryAcquire()) {
            return false;
        }
        if (isLeftInDisorder() && !settled()) {
            throw new ObjectCorruptException("map has damaged entries and cannot be rebuilt while one of its entries is"
                    + " updated: " + map.path() + " stripe=" + index + ". Read it outside of an update first");
        }
        return true;
    }

    /** Under the lock, which is taken by nobody in the middle of something: so an odd version is a leftover. */
    private boolean isLeftInDisorder() {
        return lock.isRecovered() || (Words.getLong(words, versionAt) & 1) != 0;
    }

    /** Under the lock of somebody who died: repairs; if there is damage gives the lock back and returns false. */
    private boolean settled() {
        boolean good = false;
        try {
            good = repair();
        } finally {
            if (!good) {
                lock.release();
            }
        }
        if (good) {
            LOG.warn(
                    "PLY-0080 map repaired after a writer's death: {} stripe={} entries={}",
                    map.path(),
                    index,
                    segment().count());
        }
        return good;
    }

    /**
     * Under the lock: sets the segment right, whatever was half-done. False if entries are damaged, which no death
     * explains; readers keep off then, until the stripe is rebuilt.
     */
    private boolean repair() {
        long odd = beginExclusive();
        Segment segment = segment();
        if (memory.getInt(clearingAt) != 0) {
            segment.clear();
            memory.putIntRelease(clearingAt, 0);
        } else {
            List<SlotDamage> damage = SegmentRepair.repair(segment);
            if (!damage.isEmpty()) {
                return false;
            }
        }
        endExclusive(odd);
        memory.getAndAddLong(MapLayout.REPAIRS, 1);
        if (lock.isRecovered()) {
            lock.markConsistent();
        }
        return true;
    }

    /** Looks at every entry, and repairs; the mover's call. False if entries are damaged. */
    boolean check() {
        lock.acquire();
        try {
            return repair();
        } finally {
            leave(true);
        }
    }

    private long beginExclusive() {
        long odd = Words.getLong(words, versionAt) | 1;
        Words.putLongVolatile(words, versionAt, odd);
        return odd;
    }

    private void endExclusive(long odd) {
        Words.putLongVolatile(words, versionAt, odd + 1);
    }

    /** Gives the lock back after a change, and wakes those who wait for one. */
    private void leave(boolean changed) {
        lock.release();
        if (changed) {
            Failpoint.MAP_BEFORE_WAKE.hit();
            bell.ringAll();
        }
    }

    // ---- writing

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
        if (look(key, hash, present) == PRESENT) {
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
        return now.length() == decidedBy.length()
                && Arrays.equals(now.array(), 0, now.length(), decidedBy.array(), 0, decidedBy.length());
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

    // ---- moving

    /** Whether somebody died here and what he left is not in order yet. */
    boolean isUnsettled() {
        return lock.isInconsistent() || lock.isAbandoned() || (Words.getLongAcquire(words, versionAt) & 1) != 0;
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
            if (damaged) {
                map.generations().keepDamaged(generation());
                leaveDamageBehind(source, target);
            } else {
                source.copyInto(target);
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

    // ---- copying

    /** Copies every entry, as they are at one moment. */
    void copyTo(StripeCopier copier) {
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
}
