package io.parley.internal.wait;

import io.parley.internal.crash.Failpoint;
import io.parley.internal.live.Liveness;
import io.parley.internal.live.Owner;
import io.parley.internal.memory.Memory;
import io.parley.internal.memory.ObjectFile;
import io.parley.internal.memory.ObjectKind;
import io.parley.internal.memory.Words;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The wait board of a domain: a note for people about every sleeping thread. Nothing that is waited for depends on it:
 * when it is full a sleep is not noted, and a note of the dead is passed over and written over.
 */
public final class WaitBoard {
    /** What the file is. */
    public static final ObjectFile.Spec SPEC = new ObjectFile.Spec(
            ObjectKind.WAIT_BOARD, 0, WaitBoardLayout.ENTRIES, WaitBoardLayout.FILE_LENGTH, memory -> {});

    /** The answer when there was no room. */
    static final int NOT_NOTED = -1;

    private static final int DEAD_LOOKED_AT = 32;

    private final Memory memory;
    private final Liveness liveness;
    private final int me;
    private int nextDead;

    /** The board in a mapped file. */
    public WaitBoard(Memory memory, Liveness liveness) {
        this.memory = memory;
        this.liveness = liveness;
        this.me = liveness.self();
    }

    /** A note as it was read. */
    public record Note(
            int owner, long threadId, String threadName, long sinceNs, WaitReason reason, int offset, String object) {}

    /** Notes that the calling thread is about to sleep; the entry to {@link #clear}, or {@link #NOT_NOTED}. */
    int note(WaitReason reason, byte[] object, int offset, long nowNs) {
        Thread thread = Thread.currentThread();
        long threadId = threadId(thread);
        int entry = claim((int) threadId * 31 & Integer.MAX_VALUE);
        if (entry != NOT_NOTED) {
            Failpoint.WAIT_ENTRY_CLAIMED.hit();
            write(WaitBoardLayout.at(entry), threadId, thread.getName(), reason, object, offset, nowNs);
            Failpoint.WAIT_NOTED.hit();
        }
        return entry;
    }

    @SuppressWarnings("deprecation") // threadId() is not in 17
    private static long threadId(Thread thread) {
        return thread.getId();
    }

    private int claim(int start) {
        for (int i = 0; i < WaitBoardLayout.ENTRIES; i++) {
            int entry = (start + i) % WaitBoardLayout.ENTRIES;
            if (tryClaim(entry, Owner.NONE)) {
                return entry;
            }
        }
        return claimFromTheDead();
    }

    private boolean tryClaim(int entry, int owner) {
        int at = WaitBoardLayout.at(entry) + WaitBoardLayout.OWNER;
        return memory.getIntVolatile(at) == owner && memory.compareAndSetInt(at, owner, me);
    }

    /** Looks at a few entries only, at others each time: to ask who lives takes a system call each. */
    private int claimFromTheDead() {
        int start = nextDead;
        nextDead = (start + DEAD_LOOKED_AT) % WaitBoardLayout.ENTRIES;
        for (int i = 0; i < DEAD_LOOKED_AT; i++) {
            int entry = (start + i) % WaitBoardLayout.ENTRIES;
            int at = WaitBoardLayout.at(entry);
            int version = memory.getIntVolatile(at + WaitBoardLayout.VERSION);
            int owner = memory.getIntVolatile(at + WaitBoardLayout.OWNER);
            if (owner != Owner.NONE && owner != me && !liveness.isAlive(owner)) {
                // What the dead wrote must not be read under this process's name.
                memory.compareAndSetInt(at + WaitBoardLayout.VERSION, version, version | 1);
                if (tryClaim(entry, owner)) {
                    return entry;
                }
            }
        }
        return NOT_NOTED;
    }

    private void write(
            int at, long threadId, String threadName, WaitReason reason, byte[] object, int offset, long nowNs) {
        int version = memory.getIntVolatile(at + WaitBoardLayout.VERSION) | 1;
        memory.putIntVolatile(at + WaitBoardLayout.VERSION, version);
        byte[] name = threadName.getBytes(StandardCharsets.UTF_8);
        int nameLength = Math.min(name.length, WaitBoardLayout.NAME_MAX);
        int objectLength = Math.min(object.length, WaitBoardLayout.OBJECT_MAX);
        memory.putLong(at + WaitBoardLayout.THREAD_ID, threadId);
        memory.putLong(at + WaitBoardLayout.SINCE, nowNs);
        memory.putInt(at + WaitBoardLayout.REASON, reason.code());
        memory.putInt(at + WaitBoardLayout.OFFSET, offset);
        memory.putInt(at + WaitBoardLayout.NAME_LENGTH, nameLength);
        memory.putInt(at + WaitBoardLayout.OBJECT_LENGTH, objectLength);
        memory.putBytes(at + WaitBoardLayout.NAME, name, 0, nameLength);
        memory.putBytes(at + WaitBoardLayout.OBJECT, object, 0, objectLength);
        memory.putIntVolatile(at + WaitBoardLayout.VERSION, version + 1);
    }

    /** The sleep of this entry is over. */
    void clear(int entry) {
        int at = WaitBoardLayout.at(entry);
        memory.putIntVolatile(at + WaitBoardLayout.VERSION, memory.getIntVolatile(at + WaitBoardLayout.VERSION) | 1);
        memory.putIntVolatile(at + WaitBoardLayout.OWNER, Owner.NONE);
    }

    /** Every note of the living that could be read whole. */
    public List<Note> read() {
        List<Note> notes = new ArrayList<>();
        for (int entry = 0; entry < WaitBoardLayout.ENTRIES; entry++) {
            Note note = read(WaitBoardLayout.at(entry));
            if (note != null && liveness.isAlive(note.owner)) {
                notes.add(note);
            }
        }
        return notes;
    }

    /** Whether every entry is in use, so that sleeps may go unnoted. */
    public boolean isFull() {
        for (int entry = 0; entry < WaitBoardLayout.ENTRIES; entry++) {
            if (memory.getIntVolatile(WaitBoardLayout.at(entry) + WaitBoardLayout.OWNER) == Owner.NONE) {
                return false;
            }
        }
        return true;
    }

    private Note read(int at) {
        int owner = memory.getIntVolatile(at + WaitBoardLayout.OWNER);
        int version = memory.getIntVolatile(at + WaitBoardLayout.VERSION);
        if (owner == Owner.NONE || version == 0 || (version & 1) != 0) {
            return null;
        }
        WaitReason reason = WaitReason.of(memory.getInt(at + WaitBoardLayout.REASON));
        Note note = new Note(
                owner,
                memory.getLong(at + WaitBoardLayout.THREAD_ID),
                text(
                        at + WaitBoardLayout.NAME,
                        memory.getInt(at + WaitBoardLayout.NAME_LENGTH),
                        WaitBoardLayout.NAME_MAX),
                memory.getLong(at + WaitBoardLayout.SINCE),
                reason,
                memory.getInt(at + WaitBoardLayout.OFFSET),
                text(
                        at + WaitBoardLayout.OBJECT,
                        memory.getInt(at + WaitBoardLayout.OBJECT_LENGTH),
                        WaitBoardLayout.OBJECT_MAX));
        Words.acquireFence();
        boolean whole = memory.getIntVolatile(at + WaitBoardLayout.VERSION) == version
                && memory.getIntVolatile(at + WaitBoardLayout.OWNER) == owner;
        return whole && reason != null ? note : null;
    }

    private String text(int at, int length, int max) {
        byte[] bytes = new byte[Math.max(0, Math.min(length, max))];
        memory.getBytes(at, bytes, 0, bytes.length);
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
