package io.parley.internal.live;

import io.parley.internal.crash.Failpoint;
import io.parley.internal.memory.Memory;
import java.nio.charset.StandardCharsets;

/**
 * One child in the table of children, in the hands of its parent or of the child itself; see {@link ChildTable} for who
 * writes what. Usable until the process ends, also after it has left the domain. One that is not in the table, because
 * that was full, swallows everything.
 */
public final class ChildRecord {
    /** Not in the table. */
    static final ChildRecord NONE = new ChildRecord(null, null, 0);

    private final ChildTable table;
    private final Memory memory;
    private final long number;
    private final int at;
    private volatile boolean mine;

    ChildRecord(ChildTable table, Memory memory, long number) {
        this.table = table;
        this.memory = memory;
        this.number = number;
        this.at = ChildLayout.offset(index());
    }

    /** As it is for the parent that claimed it. */
    ChildRecord claimed() {
        mine = true;
        return this;
    }

    /** Where it is in the table. */
    public int index() {
        return ChildLayout.index(number);
    }

    /** Which child of the domain it is, from 1; 0 if it is not in the table. */
    public long number() {
        return number;
    }

    /** Parent: the process is there. */
    public void started(long pid) {
        if (mine) {
            memory.putLongVolatile(at + ChildLayout.PID, pid);
        }
    }

    /**
     * Child: it is in the domain, under this owner word. From now on it is seen to live, until the kernel says
     * otherwise. Does nothing if its parent died and the record was given to another child meanwhile.
     */
    public void joined(int owner) {
        if (number == 0 || !table.own(ChildLayout.childByte(index()))) {
            return;
        }
        long starting = ChildLayout.word(number, ChildLayout.STARTING);
        long running = ChildLayout.word(number, ChildLayout.RUNNING);
        if (!memory.compareAndSetLong(at, starting, running)) {
            table.disown(ChildLayout.childByte(index()));
            return;
        }
        Failpoint.CHILD_JOINED_BEFORE_OWNER.hit();
        memory.putLong(at + ChildLayout.PID, ProcessHandle.current().pid());
        memory.putIntVolatile(at + ChildLayout.CHILD, owner);
        mine = true;
    }

    /** Child: it ends in good order, because of this signal; 0 for none. */
    public void exiting(int signal) {
        if (mine) {
            memory.putIntVolatile(at + ChildLayout.NOTED, ChildLayout.EXIT_BEGUN | signal);
        }
    }

    /** Child or parent: why it fails. The first to say so is right. */
    public void failed(String reason) {
        int length = at + ChildLayout.REASON_LENGTH;
        if (mine && memory.compareAndSetInt(length, 0, ChildLayout.BEING_WRITTEN)) {
            byte[] text = ProcessTable.utf8(reason, ChildLayout.REASON_MAX);
            memory.putBytes(at + ChildLayout.REASON, text, 0, text.length);
            Failpoint.CHILD_REASON_BEFORE_LENGTH.hit();
            memory.putIntVolatile(length, text.length);
        }
    }

    /** Parent: the process is gone. A second call does nothing. */
    public void ended(int value, int signal, long nowNs) {
        synchronized (this) {
            if (!mine) {
                return;
            }
            mine = false;
        }
        memory.putInt(at + ChildLayout.EXIT_VALUE, value);
        memory.putInt(at + ChildLayout.EXIT_SIGNAL, signal);
        memory.putLong(at + ChildLayout.ENDED_AT, nowNs);
        Failpoint.CHILD_END_BEFORE_STATE.hit();
        memory.putLongVolatile(at, ChildLayout.word(number, ChildLayout.ENDED));
        Failpoint.CHILD_ENDED.hit();
        table.disown(ChildLayout.parentByte(index()));
    }

    /** Whether the child noted that it ends in good order; false as well once the record is another child's. */
    public boolean isExitNoted() {
        return (noted() & ChildLayout.EXIT_BEGUN) != 0;
    }

    /** The signal that the child noted; 0 for none. */
    public int notedSignal() {
        return noted() & ~ChildLayout.EXIT_BEGUN;
    }

    private int noted() {
        int noted = number == 0 ? 0 : memory.getIntVolatile(at + ChildLayout.NOTED);
        return isCurrent() ? noted : 0;
    }

    /** Why it failed; empty if nobody said so, and once the record is another child's. */
    public String reason() {
        String reason = number == 0 ? "" : reason(memory, at);
        return isCurrent() ? reason : "";
    }

    private boolean isCurrent() {
        return number != 0 && ChildLayout.number(memory.getLongVolatile(at)) == number;
    }

    static String reason(Memory memory, int at) {
        int length = memory.getIntVolatile(at + ChildLayout.REASON_LENGTH);
        return text(memory, at + ChildLayout.REASON, length, ChildLayout.REASON_MAX);
    }

    static String text(Memory memory, int at, int length, int max) {
        byte[] bytes = new byte[Math.max(0, Math.min(length, max))];
        memory.getBytes(at, bytes, 0, bytes.length);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return number == 0 ? "ChildRecord(none)" : "ChildRecord(" + number + " in " + memory.name() + ")";
    }
}
