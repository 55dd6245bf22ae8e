package io.parley.internal.sync;

import io.parley.internal.crash.Failpoint;
import io.parley.internal.live.Liveness;
import io.parley.internal.live.Owner;
import io.parley.internal.live.ProcessTable;
import io.parley.internal.memory.Memory;

/**
 * A count for each process.
 *
 * <pre>
 *     0  used      128   one bit for each slot of the process table: its cell may have a count
 *   128  cells   8,192   one for each slot, {63..32 owner | 31..0 count}; the first one is not used
 * </pre>
 *
 * A cell changes in one step and says whose count it is, so what a dead process left is known as such, by anybody, also
 * when another process has its slot by now. A bit is set before its cell is used for the first time, and stays, so that
 * who looks for counts reads few cells.
 *
 * <p>Eight bytes a process and not a line pair: see docs/adr/0019.
 */
public final class SlotTable {
    /** Bytes of a table. */
    public static final int LENGTH = 128 + (ProcessTable.CAPACITY + 1) * Long.BYTES;
    /** No slot. */
    static final int NONE = 0;

    private static final int USED_WORDS = (ProcessTable.CAPACITY + 1) / Long.SIZE;
    private static final int CELLS = 128;

    private final Memory memory;
    private final int base;
    private final Liveness liveness;
    private final int me;
    private final int mySlot;
    private final int mine;
    /** Bits are never cleared, so to have seen one is enough. */
    private boolean marked;

    /** What to do with a process that has a count. */
    @FunctionalInterface
    public interface Visitor {
        /** Called once for each process that has a count. */
        void visit(int owner, int count);
    }

    /** The table at {@code base}. */
    public SlotTable(Memory memory, int base, Liveness liveness) {
        this.memory = memory;
        this.base = base;
        this.liveness = liveness;
        this.me = liveness.self();
        this.mySlot = Owner.slot(me);
        this.mine = at(mySlot);
    }

    private int at(int slot) {
        return base + CELLS + slot * Long.BYTES;
    }

    private static int owner(long cell) {
        return (int) (cell >>> 32);
    }

    private static int count(long cell) {
        return (int) cell;
    }

    private long cell(int slot) {
        return memory.getLongVolatile(at(slot));
    }

    private int ownCount(long cell) {
        return owner(cell) == me ? count(cell) : 0;
    }

    /** The first slot after {@code slot} whose cell may have a count; {@link #NONE} if there is none. */
    int next(int slot) {
        int from = slot + 1;
        int word = from / Long.SIZE;
        long bits = word < USED_WORDS ? used(word) & -1L << from : 0;
        while (bits == 0) {
            if (++word >= USED_WORDS) {
                return NONE;
            }
            bits = used(word);
        }
        return word * Long.SIZE + Long.numberOfTrailingZeros(bits);
    }

    private long used(int word) {
        return memory.getLongVolatile(base + word * Long.BYTES);
    }

    private void mark() {
        if (!marked) {
            int word = mySlot / Long.SIZE;
            long bits;
            do {
                bits = used(word);
            } while (!memory.compareAndSetLong(base + word * Long.BYTES, bits, bits | 1L << mySlot));
            marked = true;
            Failpoint.SLOT_MARKED_BEFORE_COUNT.hit();
        }
    }

    /** This process's count. */
    public int own() {
        return ownCount(memory.getLongVolatile(mine));
    }

    /** Whether a dead process that had this one's slot left a count there. */
    boolean isOwnCellForeign() {
        long cell = memory.getLongVolatile(mine);
        return count(cell) != 0 && owner(cell) != me;
    }

    /** Sets this process's count. */
    void setOwn(int count) {
        mark();
        memory.putLongVolatile(mine, (long) me << 32 | count);
    }

    /** Adds one to this process's count, whatever a dead process left there; a full barrier. */
    public void incrementOwn() {
        mark();
        long cell;
        do {
            cell = memory.getLongVolatile(mine);
        } while (!memory.compareAndSetLong(mine, cell, ((long) me << 32) + Math.addExact(ownCount(cell), 1)));
    }

    /** Takes one from this process's count and returns what is left; −1, and nothing is changed, if it has none. */
    public int decrementOwn() {
        while (true) {
            long cell = memory.getLongVolatile(mine);
            int count = ownCount(cell);
            if (count == 0) {
                return -1;
            }
            if (memory.compareAndSetLong(mine, cell, cell - 1)) {
                return count - 1;
            }
        }
    }

    /** Whether the process in a slot has a count; a dead one counts until it is cleared. */
    boolean isCounted(int slot) {
        return count(cell(slot)) != 0;
    }

    /** Sets a slot's count to 0 if it is a dead process's; returns what it was, 0 if nothing was cleared. */
    int clearIfDead(int slot) {
        long cell = cell(slot);
        if (count(cell) == 0 || liveness.isAlive(owner(cell))) {
            return 0;
        }
        return memory.compareAndSetLong(at(slot), cell, 0) ? count(cell) : 0;
    }

    /** Sets the counts of all dead processes to 0; whether there was one. */
    public boolean clearDead() {
        boolean cleared = false;
        for (int slot = next(NONE); slot != NONE; slot = next(slot)) {
            cleared |= clearIfDead(slot) != 0;
        }
        return cleared;
    }

    /** Whether somebody who is dead by now has a count. */
    boolean hasDead() {
        for (int slot = next(NONE); slot != NONE; slot = next(slot)) {
            long cell = cell(slot);
            if (count(cell) != 0 && !liveness.isAlive(owner(cell))) {
                return true;
            }
        }
        return false;
    }

    /** The owner word in a slot's cell. */
    int owner(int slot) {
        return owner(cell(slot));
    }

    /** The sum of all counts, those of the dead included. */
    public long sum() {
        long sum = 0;
        for (int slot = next(NONE); slot != NONE; slot = next(slot)) {
            sum += count(cell(slot));
        }
        return sum;
    }

    /** Shows every process that has a count, dead ones included. */
    public void forEach(Visitor visitor) {
        for (int slot = next(NONE); slot != NONE; slot = next(slot)) {
            long cell = cell(slot);
            if (count(cell) != 0) {
                visitor.visit(owner(cell), count(cell));
            }
        }
    }
}
