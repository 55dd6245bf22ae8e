package io.parley.internal.map;

import io.parley.ObjectCorruptException;
import io.parley.internal.crash.Failpoint;
import io.parley.internal.memory.Memory;
import io.parley.internal.memory.Words;
import io.parley.internal.sync.LockCore;
import io.parley.internal.wait.Doorbell;
import java.nio.ByteBuffer;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Of a stripe: its lock, its version and the segment with its entries, and how a segment is set right whose writer
 * died. One instance for each stripe and process.
 */
abstract class LockedStripe {
    private static final Logger LOG = LoggerFactory.getLogger("io.parley.map");

    final MapCore map;
    final int index;
    final Memory memory;
    final ByteBuffer words;
    final int versionAt;
    final int homeAt;
    final int clearingAt;
    final LockCore lock;
    private final Doorbell bell;
    /** Only ever replaced by a newer one, and checked against the shared word with each use; so needs no order. */
    private Home home = Home.UNKNOWN;

    LockedStripe(MapCore map, int index, Memory memory, LockCore lock, Doorbell bell) {
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

    /** The segment that has the stripe's entries now. */
    final Segment segment() {
        Home known = home;
        return known.generation == Words.getLongAcquire(words, homeAt) ? known.segment : find();
    }

    private Segment find() {
        Home found = map.generations().open(index);
        home = found;
        return found.segment;
    }

    /** The generation that the stripe is in. */
    final long generation() {
        return Words.getLongAcquire(words, homeAt);
    }

    /** Changes with each change of an entry. */
    final long version() {
        return Words.getLongVolatile(words, versionAt) & ~1L;
    }

    final Doorbell bell() {
        return bell;
    }

    /** Whether a writer died here and nobody came since. */
    final boolean isAbandoned() {
        return lock.isAbandoned();
    }

    /** Whether somebody died here and what he left is not in order yet. */
    final boolean isUnsettled() {
        return lock.isInconsistent() || lock.isAbandoned() || (Words.getLongAcquire(words, versionAt) & 1) != 0;
    }

    /** If a writer died here, sets right what it left. */
    final void settle() {
        if (MapScratch.isUpdating() ? tryEnter() : enter()) {
            lock.release();
        }
    }

    /** Takes the lock; what somebody who died here left is in order then. Always true. */
    final boolean enter() {
        while (true) {
            lock.acquire();
            if (!isLeftInDisorder() || settled()) {
                return true;
            }
            map.mover().rebuild(this);
        }
    }

    /** The same if nobody who lives has the lock; never waits. */
    final boolean tryEnter() {
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
    final boolean isLeftInDisorder() {
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
    final boolean repair() {
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
    final boolean check() {
        lock.acquire();
        try {
            return repair();
        } finally {
            leave(true);
        }
    }

    final long beginExclusive() {
        long odd = Words.getLong(words, versionAt) | 1;
        Words.putLongVolatile(words, versionAt, odd);
        return odd;
    }

    final void endExclusive(long odd) {
        Words.putLongVolatile(words, versionAt, odd + 1);
    }

    /** Gives the lock back after a change, and wakes those who wait for one. */
    final void leave(boolean changed) {
        lock.release();
        if (changed) {
            Failpoint.MAP_BEFORE_WAKE.hit();
            bell.ringAll();
        }
    }
}
