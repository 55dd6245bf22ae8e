package io.parley.internal.live;

import io.parley.ProcessTableFullException;
import io.parley.internal.crash.Failpoint;
import io.parley.internal.memory.Memory;
import io.parley.internal.memory.ObjectFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The processes of a domain, one slot each, and the proof of their lives: alive means the kernel still holds the slot's
 * byte lock for exactly this incarnation. Not the pid, not a heartbeat.
 *
 * <p>A slot goes FREE → LIVE by the process that holds its byte, LIVE → FREE by that process on an orderly close or by
 * a reaper after its death; EXITING in between tells a reaper that the end was orderly. The generation moves with every
 * incarnation, so whatever a dead process left in lock words and claims names an incarnation that never answers again.
 */
public final class ProcessTable implements Liveness, ObjectFile.NameLock, AutoCloseable {
    /** How many processes a domain can have at a time. */
    public static final int CAPACITY = SlotLayout.SLOTS;
    /** Bytes of {@code domain.parley}. */
    public static final int FILE_LENGTH = SlotLayout.FILE_LENGTH;

    private static final long NAME_LOCK_POLL_NS = 200_000;

    private final Path file;
    private final Memory memory;
    private final ByteLocks locks;
    private final ReentrantLock names = new ReentrantLock();
    private int slot;
    private int self;

    /** The table in {@code domain.parley}; not joined yet. */
    public ProcessTable(Path file, Memory memory) {
        this(file, memory, new ByteLocks(file));
    }

    private ProcessTable(Path file, Memory memory, ByteLocks locks) {
        this.file = file;
        this.memory = memory;
        this.locks = locks;
    }

    /** The table for who only looks, and cannot join: neither memory nor file need be writable. */
    public static ProcessTable lookingAt(Path file, Memory memory) {
        return new ProcessTable(file, memory, ByteLocks.lookingAt(file));
    }

    /** Takes a free slot for this process; false if there is none. */
    public boolean tryJoin(ProcessIdentity identity, long nowNs) {
        int start = ThreadLocalRandom.current().nextInt(SlotLayout.SLOTS);
        for (int i = 0; i < SlotLayout.SLOTS; i++) {
            int candidate = 1 + (start + i) % SlotLayout.SLOTS;
            if (state(candidate) == SlotLayout.FREE && locks.tryOwn(SlotLayout.offset(candidate))) {
                if (state(candidate) == SlotLayout.FREE) {
                    occupy(candidate, identity, nowNs);
                    return true;
                }
                locks.disown(SlotLayout.offset(candidate));
            }
        }
        return false;
    }

    /** The exception for a table without a free slot. */
    public ProcessTableFullException full() {
        return new ProcessTableFullException("no free process slot: " + file + " slots=" + SlotLayout.SLOTS + " live="
                + live().size() + ". End processes that no longer need the domain, or split it");
    }

    private void occupy(int taken, ProcessIdentity identity, long nowNs) {
        Failpoint.SLOT_LOCKED.hit();
        int at = SlotLayout.offset(taken);
        int generation = Owner.nextGeneration(memory.getInt(at + SlotLayout.GENERATION));
        byte[] name = utf8(identity.name(), SlotLayout.NAME_MAX);
        memory.putInt(at + SlotLayout.GENERATION, generation);
        memory.putLong(at + SlotLayout.INCARNATION, identity.incarnation());
        memory.putLong(at + SlotLayout.PID, identity.pid());
        memory.putLong(at + SlotLayout.START_TIME, identity.startTime());
        memory.putLong(at + SlotLayout.PID_NAMESPACE, identity.pidNamespace());
        memory.putLong(at + SlotLayout.OPENED_AT, nowNs);
        memory.putInt(at + SlotLayout.NAME_LENGTH, name.length);
        memory.putBytes(at + SlotLayout.NAME, name, 0, name.length);
        memory.putIntVolatile(at + SlotLayout.STATE, SlotLayout.LIVE);
        slot = taken;
        self = Owner.of(taken, generation);
    }

    /** At most {@code max} bytes of a text, cut between code points. */
    static byte[] utf8(String text, int max) {
        String cut = text.substring(0, Math.min(text.length(), max + 1));
        while (cut.getBytes(StandardCharsets.UTF_8).length > max) {
            cut = cut.substring(0, cut.offsetByCodePoints(cut.length(), -1));
        }
        return cut.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public int self() {
        return self;
    }

    @Override
    public boolean isAlive(int owner) {
        int word = owner & Owner.MASK;
        int candidate = Owner.slot(word);
        if (candidate == 0 || word == self) {
            return candidate != 0;
        }
        return isIncarnation(candidate, word)
                && locks.isHeld(SlotLayout.offset(candidate))
                && isIncarnation(candidate, word);
    }

    private boolean isIncarnation(int candidate, int owner) {
        return state(candidate) != SlotLayout.FREE && ownerOf(candidate) == owner;
    }

    private int state(int candidate) {
        return memory.getIntVolatile(SlotLayout.offset(candidate) + SlotLayout.STATE);
    }

    private int ownerOf(int candidate) {
        return Owner.of(candidate, memory.getIntVolatile(SlotLayout.offset(candidate) + SlotLayout.GENERATION));
    }

    @Override
    public String describe(int owner) {
        int candidate = Owner.slot(owner);
        if (candidate == 0) {
            return "nobody";
        }
        if (locks.isClosed()) {
            return "unknown, the domain is closed here (slot " + candidate + ")";
        }
        if (!isIncarnation(candidate, owner & Owner.MASK)) {
            return "a process that is gone (slot " + candidate + ")";
        }
        return read(candidate).toString();
    }

    /** What the table knows of the incarnation behind an owner word; null if its slot moved on. */
    public ProcessSlot find(int owner) {
        int candidate = Owner.slot(owner);
        return candidate != 0 && isIncarnation(candidate, owner & Owner.MASK) ? read(candidate) : null;
    }

    private ProcessSlot read(int candidate) {
        int at = SlotLayout.offset(candidate);
        int owner = ownerOf(candidate);
        byte[] name = new byte[Math.max(0, Math.min(SlotLayout.NAME_MAX, memory.getInt(at + SlotLayout.NAME_LENGTH)))];
        memory.getBytes(at + SlotLayout.NAME, name, 0, name.length);
        return new ProcessSlot(
                candidate,
                owner,
                memory.getLong(at + SlotLayout.INCARNATION),
                memory.getLong(at + SlotLayout.PID),
                memory.getLong(at + SlotLayout.START_TIME),
                memory.getLong(at + SlotLayout.PID_NAMESPACE),
                memory.getLong(at + SlotLayout.OPENED_AT),
                new String(name, StandardCharsets.UTF_8),
                isAlive(owner),
                state(candidate) == SlotLayout.EXITING);
    }

    /** All occupied slots, dead processes that nobody reaped yet included. */
    public List<ProcessSlot> live() {
        List<ProcessSlot> found = new ArrayList<>();
        for (int candidate = 1; candidate <= SlotLayout.SLOTS; candidate++) {
            if (state(candidate) != SlotLayout.FREE) {
                found.add(read(candidate));
            }
        }
        return found;
    }

    /**
     * Runs {@code cleanUp} for a dead incarnation and frees its slot, unless somebody else is at it. A reaper that dies
     * in here leaves the slot as it was, for the next one.
     */
    public boolean reap(ProcessSlot dead, Runnable cleanUp) {
        long reapByte = SlotLayout.reapByte(dead.slot());
        names.lock();
        try {
            if (!locks.tryLock(reapByte)) {
                return false;
            }
            try {
                if (!isIncarnation(dead.slot(), dead.owner()) || isAlive(dead.owner())) {
                    return false;
                }
                cleanUp.run();
                memory.getAndAddLong(SlotLayout.DEATHS, 1);
                memory.putIntVolatile(SlotLayout.offset(dead.slot()) + SlotLayout.STATE, SlotLayout.FREE);
                return true;
            } finally {
                locks.unlock(reapByte);
            }
        } finally {
            names.unlock();
        }
    }

    /** How many dead processes were cleaned up since the domain was created. */
    public long deaths() {
        return memory.getLongVolatile(SlotLayout.DEATHS);
    }

    /** Epoch minus monotonic time for this boot, agreed between all processes of the domain. */
    public long clockOffset(long mine) {
        long boot = ProcessIdentity.bootIdHash();
        whileHeld(() -> {
            long last = memory.getLongVolatile(SlotLayout.BOOT_ID);
            if (last != boot) {
                // Zero: a process that could not find out, which may be neighbour to one that could.
                if (last != 0 && boot != 0 && live().stream().noneMatch(ProcessSlot::alive)) {
                    ThreadTable.forgetAll(memory);
                }
                memory.putLong(SlotLayout.CLOCK_OFFSET, mine);
                memory.putLongVolatile(SlotLayout.BOOT_ID, boot);
            }
        });
        return memory.getLongVolatile(SlotLayout.CLOCK_OFFSET);
    }

    @Override
    public void whileHeld(Runnable action) {
        names.lock();
        try {
            if (names.getHoldCount() == 1) {
                while (!locks.tryLock(SlotLayout.NAME_LOCK_BYTE)) {
                    LockSupport.parkNanos(NAME_LOCK_POLL_NS);
                }
            }
            try {
                action.run();
            } finally {
                if (names.getHoldCount() == 1) {
                    locks.unlock(SlotLayout.NAME_LOCK_BYTE);
                }
            }
        } finally {
            names.unlock();
        }
    }

    /** Notes that this process ends in good order; it stays alive to the others until the kernel says otherwise. */
    public void exiting() {
        if (slot != 0) {
            memory.compareAndSetInt(SlotLayout.offset(slot) + SlotLayout.STATE, SlotLayout.LIVE, SlotLayout.EXITING);
        }
    }

    /** Leaves the table: frees the slot and drops its byte. */
    @Override
    public void close() {
        if (slot != 0) {
            memory.putIntVolatile(SlotLayout.offset(slot) + SlotLayout.STATE, SlotLayout.FREE);
            slot = 0;
        }
        locks.close();
    }
}
