package io.parley.internal.live;

import io.parley.internal.crash.Failpoint;
import io.parley.internal.memory.Memory;
import io.parley.internal.memory.ObjectFile;
import io.parley.internal.memory.ObjectKind;
import io.parley.internal.memory.Words;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The children of a domain: who started whom, who lives, how the others ended. A note for people and for the parent
 * itself; no process waits for it, and starting one never fails because of it.
 *
 * <p>A record belongs to the parent that claimed it, by the kernel's lock on its first byte, until that parent has seen
 * the child's end or dies itself. The child, once in the domain, keeps the second byte. Not the owner words: a process
 * may leave the domain and live on. So whoever reads knows who lives, whatever the dead had time to write.
 *
 * <p>Records are given out in a ring: what is overwritten is the oldest child of which neither side lives.
 *
 * <p><b>Threading:</b> thread-safe. <b>Blocking:</b> never.
 */
public final class ChildTable implements AutoCloseable {
    /** Flag: it ends with its parent. */
    public static final int DAEMON = 1;
    /** Flag: it is a worker of a pool. */
    public static final int WORKER = 2;
    /** Flag: it was started in advance. */
    public static final int WARM = 4;
    /** How many children are remembered, the living included. */
    public static final int CAPACITY = ChildLayout.RECORDS;
    /** What the file is. */
    public static final ObjectFile.Spec SPEC =
            new ObjectFile.Spec(ObjectKind.CHILDREN, 0, ChildLayout.RECORDS, ChildLayout.FILE_LENGTH, memory -> {});

    private static final Logger LOG = LoggerFactory.getLogger("io.parley.process");

    private final Memory memory;
    private final int self;
    private final ByteLocks locks;
    /** The bytes that this process keeps; a descriptor does not see its own locks. */
    private final Set<Long> owned = new HashSet<>();

    private boolean left;
    private boolean fullWasTold;

    /**
     * The table in {@code domain.children}.
     *
     * @param self this process's owner word
     */
    public ChildTable(ObjectFile file, int self) {
        this(file.memory(), self, new ByteLocks(file.path()));
    }

    /** The table for who only looks: neither memory nor file need be writable. */
    public static ChildTable lookingAt(Path file, Memory memory) {
        return new ChildTable(memory, Owner.NONE, ByteLocks.lookingAt(file));
    }

    ChildTable(Memory memory, int self, ByteLocks locks) {
        this.memory = memory;
        this.self = self;
        this.locks = locks;
    }

    /**
     * A record for a child about to be started by this process; one that is not in the table if every record belongs to
     * the living, which is logged once.
     */
    public ChildRecord claim(String name, int flags, int depth, long parentPid, long nowNs) {
        for (int attempt = 0; attempt < ChildLayout.RECORDS && !locks.isClosed(); attempt++) {
            long number = memory.getAndAddLong(ChildLayout.LAST_NUMBER, 1) + 1;
            if (tryClaim(number)) {
                Failpoint.CHILD_CLAIMED.hit();
                write(number, name, flags, depth, parentPid, nowNs);
                Failpoint.CHILD_STARTING.hit();
                return new ChildRecord(this, memory, number).claimed();
            }
        }
        if (!locks.isClosed()) {
            tellFull(name);
        }
        return ChildRecord.NONE;
    }

    private boolean tryClaim(long number) {
        int index = ChildLayout.index(number);
        int at = ChildLayout.offset(index);
        if (ChildLayout.number(memory.getLongVolatile(at)) >= number || !own(ChildLayout.parentByte(index))) {
            return false;
        }
        long word = memory.getLongVolatile(at);
        if (ChildLayout.number(word) < number
                && !locks.isHeld(ChildLayout.childByte(index))
                && memory.compareAndSetLong(at, word, ChildLayout.word(number, ChildLayout.CLAIMED))) {
            return true;
        }
        disown(ChildLayout.parentByte(index));
        return false;
    }

    private void write(long number, String name, int flags, int depth, long parentPid, long nowNs) {
        int at = ChildLayout.offset(ChildLayout.index(number));
        byte[] text = ProcessTable.utf8(name, ChildLayout.NAME_MAX);
        memory.putInt(at + ChildLayout.PARENT, self);
        memory.putInt(at + ChildLayout.CHILD, Owner.NONE);
        memory.putLong(at + ChildLayout.PID, 0);
        memory.putLong(at + ChildLayout.PARENT_PID, parentPid);
        memory.putInt(at + ChildLayout.FLAGS, flags);
        memory.putInt(at + ChildLayout.DEPTH, depth);
        memory.putLong(at + ChildLayout.STARTED_AT, nowNs);
        memory.putLong(at + ChildLayout.ENDED_AT, 0);
        memory.putInt(at + ChildLayout.EXIT_VALUE, 0);
        memory.putInt(at + ChildLayout.EXIT_SIGNAL, 0);
        memory.putInt(at + ChildLayout.NOTED, 0);
        memory.putInt(at + ChildLayout.REASON_LENGTH, 0);
        memory.putInt(at + ChildLayout.NAME_LENGTH, text.length);
        memory.putBytes(at + ChildLayout.NAME, text, 0, text.length);
        memory.putLongVolatile(at, ChildLayout.word(number, ChildLayout.STARTING));
    }

    private synchronized void tellFull(String name) {
        if (!fullWasTold) {
            fullWasTold = true;
            LOG.warn(
                    "PLY-0070 table of children is full: {} records={} child={}. It is started, but not listed; end"
                            + " children that are no longer needed. Not told again by this process",
                    memory.name(),
                    ChildLayout.RECORDS,
                    name);
        }
    }

    /** The record of a child, as its parent told it; one that is not in the table if it was given to another child. */
    public ChildRecord at(int index, long number) {
        boolean there = number > 0
                && index == ChildLayout.index(number)
                && ChildLayout.number(memory.getLongVolatile(ChildLayout.offset(index))) == number;
        return there ? new ChildRecord(this, memory, number) : ChildRecord.NONE;
    }

    /** The pid of who started the process behind an owner word, as a mapped table remembers; 0 if that is unknown. */
    public static long parentPid(Memory memory, int owner) {
        for (int index = 0; index < ChildLayout.RECORDS; index++) {
            int at = ChildLayout.offset(index);
            if (memory.getIntVolatile(at + ChildLayout.CHILD) == owner) {
                return memory.getLong(at + ChildLayout.PARENT_PID);
            }
        }
        return 0;
    }

    /** Every child that is remembered, in the order in which they were started. */
    public List<ChildSnapshot> read() {
        List<ChildSnapshot> found = new ArrayList<>();
        for (int index = 0; index < ChildLayout.RECORDS; index++) {
            ChildSnapshot child = read(index);
            if (child != null) {
                found.add(child);
            }
        }
        found.sort(Comparator.comparingLong(ChildSnapshot::number));
        return found;
    }

    /** Null if there is none, or it is being written. */
    private ChildSnapshot read(int index) {
        int at = ChildLayout.offset(index);
        long word = memory.getLongVolatile(at);
        if (ChildLayout.state(word) < ChildLayout.STARTING) {
            return null;
        }
        boolean parentAlive = locks.isHeld(ChildLayout.parentByte(index));
        boolean alive = locks.isHeld(ChildLayout.childByte(index));
        int noted = memory.getIntVolatile(at + ChildLayout.NOTED);
        String name = ChildRecord.text(
                memory, at + ChildLayout.NAME, memory.getInt(at + ChildLayout.NAME_LENGTH), ChildLayout.NAME_MAX);
        ChildSnapshot child = new ChildSnapshot(
                ChildLayout.number(word),
                name,
                state(ChildLayout.state(word), parentAlive, alive),
                parentAlive,
                memory.getInt(at + ChildLayout.PARENT),
                memory.getLong(at + ChildLayout.PARENT_PID),
                memory.getInt(at + ChildLayout.CHILD),
                memory.getLong(at + ChildLayout.PID),
                memory.getInt(at + ChildLayout.FLAGS),
                memory.getInt(at + ChildLayout.DEPTH),
                memory.getLong(at + ChildLayout.STARTED_AT),
                memory.getLong(at + ChildLayout.ENDED_AT),
                memory.getInt(at + ChildLayout.EXIT_VALUE),
                memory.getInt(at + ChildLayout.EXIT_SIGNAL),
                (noted & ChildLayout.EXIT_BEGUN) != 0,
                noted & ~ChildLayout.EXIT_BEGUN,
                ChildRecord.reason(memory, at));
        Words.acquireFence();
        long now = memory.getLongVolatile(at);
        if (now == word) {
            return child;
        }
        // It came a step further meanwhile; or another child has the record, and this one is past.
        return ChildLayout.number(now) == ChildLayout.number(word) ? read(index) : null;
    }

    private static ChildState state(int written, boolean parentAlive, boolean alive) {
        if (written == ChildLayout.ENDED) {
            return ChildState.ENDED;
        }
        if (alive) {
            return parentAlive ? ChildState.RUNNING : ChildState.ORPHANED;
        }
        return parentAlive && written == ChildLayout.STARTING ? ChildState.STARTING : ChildState.LOST;
    }

    /** Keeps a byte for this process; false if a process has it, this one included. */
    synchronized boolean own(long offset) {
        if (owned.contains(offset) || locks.isClosed() || !locks.tryOwn(offset)) {
            return false;
        }
        owned.add(offset);
        return true;
    }

    synchronized void disown(long offset) {
        if (owned.remove(offset)) {
            locks.disown(offset);
            closeUnused();
        }
    }

    /** This process leaves the domain; it keeps the records of its living children, and its own. */
    @Override
    public synchronized void close() {
        left = true;
        closeUnused();
    }

    private void closeUnused() {
        if (left && owned.isEmpty()) {
            locks.close();
        }
    }
}
