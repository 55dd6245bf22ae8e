package io.parley.internal.live;

import io.parley.internal.crash.Failpoint;
import io.parley.internal.memory.Memory;
import io.parley.internal.os.RobustList;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * The threads of a domain that took locks, one entry each, and the proof of their lives: the kernel marks the entry
 * when its thread ends, alone or with its process, and wakes one sleeper on it.
 *
 * <p>An entry is given to a thread once, when it first takes a lock of the domain, and is in the thread's
 * {@link RobustList} from then on; taking and releasing locks does not touch it. Only a thread that has ended, or has
 * left the domain by itself, gives its entry to another: so a mark that looks dead is dead, for ever.
 *
 * <p>An entry is in the list by its address. Until its thread has ended, or taken it out itself, this process keeps the
 * file mapped, also after it left the domain.
 */
public final class ThreadTable implements AutoCloseable {
    /** How many threads of a domain can be seen to end at a time. */
    public static final int CAPACITY = ThreadLayout.SLOTS - 1;

    /** For locks that care about processes only: no thread has a mark. */
    public static final ThreadTable UNSEEN = new ThreadTable(null);

    /** Tables that threads of this process have in their lists: never unmapped. */
    private static final Set<ThreadTable> MAPPED = ConcurrentHashMap.newKeySet();

    private final Memory memory;
    /** The marks this process gave to its threads, by slot. */
    private final AtomicIntegerArray given = new AtomicIntegerArray(ThreadLayout.SLOTS);

    private volatile boolean closed;

    /** The table in {@code domain.parley}. */
    public ThreadTable(Memory memory) {
        this.memory = memory;
    }

    /** The calling thread. Virtual ones, and those for whom there is no entry, have no mark. */
    public LiveThread current() {
        return ThreadLinks.ofCurrentThread().in(this);
    }

    /** Whether the thread behind a mark has ended. Never wrong about the living. */
    public boolean isDead(int mark) {
        return !ThreadLayout.isAlive(entry(ThreadLayout.slot(mark)), mark);
    }

    /** The futex word that changes when the thread behind a mark ends. */
    public int lifeOffset(int mark) {
        return ThreadLayout.offset(ThreadLayout.slot(mark));
    }

    /** What that word holds now. Ask {@link #isDead} afterwards. */
    public int life(int mark) {
        return memory.getIntVolatile(lifeOffset(mark));
    }

    /** Where that word lies. */
    public Memory memory() {
        return memory;
    }

    /** The kernel wakes one sleeper only. Wakes the others. */
    public void passOnDeath(int mark) {
        memory.futexWake(lifeOffset(mark), Integer.MAX_VALUE);
    }

    private long entry(int slot) {
        return memory.getLongVolatile(ThreadLayout.offset(slot));
    }

    boolean isClosed() {
        return closed;
    }

    boolean canBeEntered() {
        return memory != null && !closed;
    }

    /** An entry for the calling thread, in its list; the thread's mark, or 0 if all entries are taken. */
    int enter(RobustList list) {
        int start = ThreadLocalRandom.current().nextInt(CAPACITY);
        for (int i = 0; i < CAPACITY; i++) {
            int slot = 1 + (start + i) % CAPACITY;
            long free = entry(slot);
            long mine = ThreadLayout.next(free, list.threadId());
            if (ThreadLayout.isFree(free) && memory.compareAndSetLong(ThreadLayout.offset(slot), free, mine)) {
                int mark = ThreadLayout.mark(slot, mine);
                // In this order: whoever finds no thread given an entry forgets the table.
                given.set(slot, mark);
                MAPPED.add(this);
                Failpoint.THREAD_BEFORE_LINK.hit();
                list.link(memory.addressOf(ThreadLayout.offset(slot)));
                Failpoint.THREAD_LINKED.hit();
                return mark;
            }
        }
        return 0;
    }

    /** Takes the calling thread's entry out of its list and gives it back. */
    void leave(RobustList list, int mark) {
        int at = lifeOffset(mark);
        list.unlink(memory.addressOf(at));
        Failpoint.THREAD_UNLINKED.hit();
        memory.putLongVolatile(at, ThreadLayout.ended(memory.getLongVolatile(at)));
        memory.futexWake(at, Integer.MAX_VALUE);
    }

    /** No thread of an earlier boot lives. */
    static void forgetAll(Memory memory) {
        for (int slot = 1; slot < ThreadLayout.SLOTS; slot++) {
            int at = ThreadLayout.offset(slot);
            long entry = memory.getLongVolatile(at);
            if (!ThreadLayout.isFree(entry)) {
                memory.putLongVolatile(at, ThreadLayout.ended(entry));
            }
        }
    }

    /** This process leaves the domain. */
    @Override
    public void close() {
        closed = true;
        ThreadLinks.ofCurrentThread().leaveClosed();
        forgetUnused();
    }

    static void forgetUnused() {
        MAPPED.removeIf(table -> table.closed && !table.isInAnyList());
    }

    private boolean isInAnyList() {
        for (int slot = 1; slot < ThreadLayout.SLOTS; slot++) {
            int mark = given.get(slot);
            if (mark != 0 && !isDead(mark)) {
                return true;
            }
        }
        return false;
    }

    boolean isKeptMapped() {
        return MAPPED.contains(this);
    }
}
