package io.parley.internal.map;

import io.parley.DomainAccessException;
import io.parley.DomainFullException;
import io.parley.MapFullException;
import io.parley.internal.crash.Failpoint;
import io.parley.internal.live.ProcessIdentity;
import io.parley.internal.memory.Memory;
import io.parley.internal.memory.MessageBuffer;
import io.parley.internal.sync.LockCore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves a map into the next generation's file: to grow, to shrink, and to leave damage behind. One at a time, under the
 * growth lock; stripe by stripe, each under its own lock. Readers go on all the time, writers wait for their stripe.
 *
 * <p>Where a stripe lives is one word, and it changes when the stripe is wholly in the new file. So a mover that dies
 * leaves each stripe in one place or the other, and the next one goes on from there.
 */
final class Mover {
    private static final Logger LOG = LoggerFactory.getLogger("io.parley.map");

    private final MapCore map;
    private final Memory memory;
    private final LockCore growth;

    Mover(MapCore map, Memory memory, LockCore growth) {
        this.map = map;
        this.memory = memory;
        this.growth = growth;
    }

    /** Something to do while nobody else moves the map. */
    interface Step {
        void run();
    }

    /** Runs a step under the growth lock; not while the calling thread has a stripe's. */
    void whileNobodyMoves(Step step) {
        growth.acquire();
        try {
            map.requireNotDeleted();
            step.run();
            if (growth.isRecovered()) {
                map.generations().deleteOthers(); // the dead one may have created a file and told nobody
                growth.markConsistent();
            }
        } catch (DomainFullException e) {
            throw full(e);
        } catch (DomainAccessException e) {
            map.requireNotDeleted(); // which takes the directory away
            throw e;
        } finally {
            growth.release();
        }
    }

    private DomainFullException full(DomainFullException cause) {
        return new DomainFullException(
                "map cannot grow, and stays as it is: " + map.path() + " file system is full. " + cause.getMessage(),
                cause);
    }

    /**
     * Makes room in a stripe that is full, unless somebody has done so since.
     *
     * @param generation where it was full
     */
    void makeRoom(Stripe full, long generation, MessageBuffer key, MessageBuffer value) {
        whileNobodyMoves(() -> {
            finish();
            if (full.generation() == generation) {
                moveTo(sizing().grown(full.segment(), Segment.chunksFor(key.length(), value.length())));
            }
        });
    }

    /** Makes the file as small as its entries allow. */
    void compact() {
        whileNobodyMoves(() -> {
            finish();
            SegmentSize smallest = sizing().smallest();
            if (smallest.bytes() < map.generations().openTarget().size().bytes()) {
                moveTo(smallest);
            }
        });
    }

    /** Leaves the damaged entries of a stripe behind, unless somebody has done so since. */
    void rebuild(LockedStripe damaged) {
        whileNobodyMoves(() -> {
            finish();
            if (damaged.isUnsettled()) {
                moveTo(sizing().same());
            }
        });
    }

    /**
     * Once after each start of the machine, which may have lost what was not on disk: looks at every entry. Numbers of
     * a sequence that entries have are not given out again.
     */
    void afterReboot(boolean ordered) {
        whileNobodyMoves(() -> {
            if (memory.getLongVolatile(MapLayout.BOOT_ID) == ProcessIdentity.bootIdHash()) {
                return;
            }
            finish();
            boolean sound = true;
            for (int i = 0; i < map.stripes(); i++) {
                sound &= map.stripe(i).check();
            }
            if (!sound) {
                moveTo(sizing().same());
            }
            HighestSequence highest = new HighestSequence();
            for (int i = 0; ordered && i < map.stripes(); i++) {
                map.stripe(i).segment().forEach(highest);
            }
            if (ordered) {
                map.raiseSequence(highest.found());
            }
            memory.putLongVolatile(MapLayout.BOOT_ID, ProcessIdentity.bootIdHash());
        });
    }

    /** Whether somebody seems to have died while he moved the map, or is moving it. */
    boolean looksUnfinished() {
        return growth.isInconsistent() || growth.isAbandoned() || !isFinished();
    }

    /** Goes on with what somebody began who died, if so, and removes what is left of old generations. */
    void finishIfAbandoned() {
        if (growth.tryAcquire()) {
            try {
                map.requireNotDeleted();
                finish();
                map.generations().deleteOthers();
                if (growth.isRecovered()) {
                    growth.markConsistent();
                }
            } finally {
                growth.release();
            }
        }
    }

    /** Creates the first generation, unless it is there. */
    void begin(SegmentSize size) {
        whileNobodyMoves(() -> {
            if (map.generations().target() == 0) {
                map.generations().create(1, size);
                Failpoint.MAP_FIRST_CREATED.hit();
                for (int i = 0; i < map.stripes(); i++) {
                    memory.putLong(MapLayout.stripe(i) + MapLayout.HOME, 1);
                }
                memory.putLongVolatile(MapLayout.TARGET, 1);
            }
        });
    }

    private Sizing sizing() {
        return new Sizing(map);
    }

    /** Brings every stripe to the target. */
    private void finish() {
        boolean moved = false;
        while (!isFinished()) {
            moved = true;
            if (!moveStripes()) {
                setTarget(sizing().same());
            }
        }
        if (moved) {
            removeOld();
        }
    }

    private boolean isFinished() {
        long target = map.generations().target();
        for (int i = 0; i < map.stripes(); i++) {
            if (map.generations().home(i) != target) {
                return false;
            }
        }
        return true;
    }

    private void moveTo(SegmentSize size) {
        setTarget(size);
        finish();
    }

    private void setTarget(SegmentSize size) {
        long next = map.generations().target() + 1;
        map.generations().create(next, size);
        Failpoint.MAP_GROW_CREATED.hit();
        memory.getAndAddLong(MapLayout.MOVES, 1);
        memory.putLongVolatile(MapLayout.TARGET, next);
        Failpoint.MAP_GROW_TARGET_SET.hit();
    }

    /** False if one stripe has become too large for the target. */
    private boolean moveStripes() {
        long target = map.generations().target();
        DataFile data = map.generations().openTarget();
        for (int i = 0; i < map.stripes(); i++) {
            Stripe stripe = map.stripe(i);
            if (stripe.generation() != target && !stripe.moveTo(target, data)) {
                return false;
            }
            if (i < map.stripes() - 1) {
                Failpoint.MAP_GROW_STRIPE_MOVED.hit();
            }
        }
        return true;
    }

    /** On a domain that is to survive the machine, what is new is on disk before what is old goes. */
    private void removeOld() {
        map.syncIfDurable();
        Failpoint.MAP_GROW_BEFORE_DELETE.hit();
        map.generations().deleteOthers();
        LOG.debug("map moved: {} generation={}", map.path(), map.generations().target());
    }

    /** What a segment cannot become. */
    static MapFullException tooLarge(MapCore map, String cause) {
        return new MapFullException("map cannot grow any more: " + map.path() + " stripes=" + map.stripes() + ", "
                + cause + ". Copy it into one with more stripes, or spread the entries over several maps");
    }
}
