package io.parley.internal.sync;

import io.parley.OwnershipLostException;
import io.parley.WaitStrategy;
import io.parley.internal.crash.Failpoint;
import io.parley.internal.live.Liveness;
import io.parley.internal.live.Owner;
import io.parley.internal.memory.Memory;
import io.parley.internal.memory.ObjectFile;
import io.parley.internal.os.Clock;
import io.parley.internal.wait.Deadline;
import io.parley.internal.wait.Doorbell;
import java.util.function.BooleanSupplier;

/**
 * Many readers or one writer. A reader counts itself in its process's cell and then looks for a writer; a writer takes
 * the writers' lock and then looks for readers: at least one of the two sees the other. A reader that sees a writer
 * takes its count back and comes in through the writers' lock, which it holds for a moment only; so it waits, is woken,
 * and takes over from the dead exactly as a writer does, and neither sort starves the other.
 *
 * <p>A dead reader's count is recognised by its owner word and cleared by the writer that meets it. A dead writer's
 * lock is taken over; whether it may have changed something is in the state word, since the lock alone does not say
 * whether its holder was a writer, waited for readers, or was a reader on its way in.
 *
 * <p>One instance per lock and process: which thread reads, and how often, is known here and not in shared memory.
 */
public final class ReadWriteCore {
    /** What a new lock looks like. */
    public static final ObjectFile.Spec SPEC = ReadWriteWord.SPEC;

    private static final long SLICE_NS = 10_000_000;
    /** Between looks whether waiting still makes sense; the writers' lock looks for the dead by itself, more often. */
    private static final long LOCK_SLICE_NS = 50_000_000;
    /**
     * Readers that come in through the writers' lock stay there for a moment; so often a reader tries to outlast it.
     */
    private static final int PASSING_LOOKS = 1_000;

    private final Memory memory;
    private final LockCore writer;
    private final SlotTable readers;
    private final int me;
    private final Doorbell drained;
    private final Clock clock;
    private final WaitStrategy strategy;
    private final ThreadLocal<Hold> holds = ThreadLocal.withInitial(Hold::new);

    /** How often a thread holds the lock for reading. */
    private static final class Hold {
        private int count;
    }

    /** The lock in a file. */
    public ReadWriteCore(Memory memory, Liveness liveness, Clock clock, WaitStrategy strategy) {
        this.memory = memory;
        this.writer = new LockCore(memory, ReadWriteWord.WRITER, liveness, clock, strategy);
        this.readers = new SlotTable(memory, ReadWriteWord.READERS, liveness);
        this.me = liveness.self();
        this.drained = new Doorbell(memory, ReadWriteWord.DOORBELL, clock);
        this.clock = clock;
        this.strategy = strategy;
    }

    /** The writers' lock, for people. */
    public LockCore writer() {
        return writer;
    }

    /** Threads that read, by process. */
    public SlotTable readers() {
        return readers;
    }

    /** How often the calling thread holds the lock for reading. */
    public int readHolds() {
        return holds.get().count;
    }

    private int state() {
        return memory.getIntVolatile(ReadWriteWord.STATE);
    }

    /** Whether a writer has the lock, or waits for the readers to go. */
    public boolean isClaimed() {
        return (state() & ReadWriteWord.CLAIMED) != 0;
    }

    /** Whether a writer died in its work and nobody said since that all is in order. */
    public boolean isDirty() {
        return (state() & ReadWriteWord.DIRTY) != 0;
    }

    private boolean isWriterThere() {
        return writer.owner() != Owner.NONE;
    }

    /** Takes the lock for reading if no writer has it, or only a dead one. */
    public boolean tryRead() {
        if (tryReadFast()) {
            return true;
        }
        for (int i = 0; i < PASSING_LOOKS && !isClaimed() && !writer.isAbandoned(); i++) {
            Thread.onSpinWait();
            if (tryReadFast()) {
                return true;
            }
        }
        if (!writer.tryAcquire()) {
            return false;
        }
        enterThroughWritersLock();
        return true;
    }

    private boolean tryReadFast() {
        Hold hold = holds.get();
        if (hold.count > 0) {
            // No writer can be in, and one that waits must not keep a reader out that it waits for.
            hold.count = Math.addExact(hold.count, 1);
            return true;
        }
        if (writer.isHeldByCurrentThread()) {
            readers.incrementOwn();
            hold.count = 1;
            return true;
        }
        if (isWriterThere()) {
            return false;
        }
        readers.incrementOwn();
        Failpoint.READ_COUNTED_BEFORE_LOOK.hit();
        if (isWriterThere()) {
            uncount();
            return false;
        }
        hold.count = 1;
        Failpoint.READ_HELD.hit();
        return true;
    }

    /**
     * Takes the lock for reading, after {@link #tryRead} could not, within a time; false if that was not long enough,
     * or {@code over} came first.
     */
    public boolean read(long timeoutNs, boolean interruptible, BooleanSupplier over) throws InterruptedException {
        if (timeoutNs <= 0 || !acquireWriter(Deadline.after(clock, timeoutNs), interruptible, over)) {
            return false;
        }
        enterThroughWritersLock();
        return true;
    }

    /** A reader that has the writers' lock, so that no writer is in, counts itself and lets go. */
    private void enterThroughWritersLock() {
        try {
            noteDeath();
            readers.incrementOwn();
            Failpoint.READ_ADMITTED.hit();
            holds.get().count = 1;
        } finally {
            writer.release();
        }
        Failpoint.READ_HELD.hit();
    }

    /** Gives one read hold back. */
    public void releaseRead() {
        Hold hold = holds.get();
        if (hold.count == 0) {
            throw new IllegalMonitorStateException("not a reader: " + memory.name() + " caller="
                    + Thread.currentThread().getName() + ". Only a thread that holds the read lock may release it");
        }
        if (--hold.count == 0 && !uncount()) {
            throw new OwnershipLostException("read lock is not this process's any more: " + memory.name()
                    + ". Was the domain closed under a reader? Read again what the lock guards");
        }
    }

    private boolean uncount() {
        int left = readers.decrementOwn();
        if (left == 0) {
            Failpoint.READ_RELEASED_BEFORE_WAKE.hit();
            drained.ring();
        }
        return left >= 0;
    }

    /** Takes the lock for writing if nobody has it, or only the dead. */
    public boolean tryWrite() {
        if (writer.isHeldByCurrentThread()) {
            return writer.tryAcquire();
        }
        if (holds.get().count > 0 || !writer.tryAcquire()) {
            return false;
        }
        claim();
        for (int slot = readers.next(SlotTable.NONE); slot != SlotTable.NONE; slot = readers.next(slot)) {
            if (readers.isCounted(slot) && readers.clearIfDead(slot) == 0 && readers.isCounted(slot)) {
                giveUpClaim();
                return false;
            }
        }
        beginWriting();
        return true;
    }

    /**
     * Takes the lock for writing, after {@link #tryWrite} could not, within a time; false if that was not long enough,
     * or {@code over} came first.
     */
    public boolean write(long timeoutNs, boolean interruptible, BooleanSupplier over) throws InterruptedException {
        if (timeoutNs <= 0) {
            return false;
        }
        requireNoReadHold();
        long deadlineNs = Deadline.after(clock, timeoutNs);
        if (!acquireWriter(deadlineNs, interruptible, over)) {
            return false;
        }
        claim();
        boolean gone = false;
        try {
            gone = awaitReadersGone(deadlineNs, interruptible, over);
        } finally {
            if (!gone) {
                giveUpClaim();
            }
        }
        if (gone) {
            beginWriting();
        }
        return gone;
    }

    private void requireNoReadHold() {
        if (holds.get().count > 0) {
            throw new IllegalMonitorStateException("a reader cannot become the writer: " + memory.name() + " caller="
                    + Thread.currentThread().getName() + ", read holds=" + holds.get().count
                    + ". It would wait for itself; release the read lock first, then look again at what it guards");
        }
    }

    private boolean acquireWriter(long deadlineNs, boolean interruptible, BooleanSupplier over)
            throws InterruptedException {
        boolean interrupted = false;
        try {
            while (!over.getAsBoolean()) {
                long remainingNs = Deadline.remainingNs(deadlineNs, clock.monotonicNs());
                try {
                    if (writer.acquire(Math.min(LOCK_SLICE_NS, Math.max(0, remainingNs)))) {
                        return true;
                    }
                } catch (InterruptedException e) {
                    if (interruptible) {
                        throw e;
                    }
                    interrupted = true;
                }
                if (remainingNs <= 0) {
                    return false;
                }
            }
            return false;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** The first thing to do with the writers' lock: to say what its dead holder may have left half-changed. */
    private void noteDeath() {
        if (writer.isRecovered()) {
            int state = state();
            boolean dirty = (state & (ReadWriteWord.WRITING | ReadWriteWord.DIRTY)) != 0;
            memory.putIntVolatile(ReadWriteWord.STATE, dirty ? ReadWriteWord.DIRTY : 0);
            Failpoint.WRITE_DEATH_NOTED.hit();
            writer.markConsistent();
        }
    }

    private void claim() {
        noteDeath();
        memory.putIntRelease(ReadWriteWord.STATE, state() | ReadWriteWord.CLAIMED);
        Failpoint.WRITE_CLAIMED.hit();
    }

    private void giveUpClaim() {
        memory.putIntRelease(ReadWriteWord.STATE, state() & ReadWriteWord.DIRTY);
        writer.release();
    }

    /** Volatile, so that nothing which the writer changes is seen before it. */
    private void beginWriting() {
        memory.putIntVolatile(ReadWriteWord.STATE, state() | ReadWriteWord.WRITING);
        Failpoint.WRITE_HELD.hit();
    }

    /**
     * Waits for one process's readers after the other's. Once is enough for each: since the claim no reader gets in,
     * one that counts itself sees the claim and goes again.
     */
    private boolean awaitReadersGone(long deadlineNs, boolean interruptible, BooleanSupplier over)
            throws InterruptedException {
        boolean interrupted = false;
        try {
            for (int slot = readers.next(SlotTable.NONE); slot != SlotTable.NONE; slot = readers.next(slot)) {
                while (readers.isCounted(slot) && readers.clearIfDead(slot) == 0) {
                    try {
                        if (!drained.await(new Gone(slot, over), deadlineNs, SLICE_NS, strategy)
                                || over.getAsBoolean()) {
                            return false;
                        }
                    } catch (InterruptedException e) {
                        if (interruptible) {
                            throw e;
                        }
                        interrupted = true;
                    }
                }
            }
            return true;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private final class Gone implements Doorbell.Condition {
        private final int slot;
        private final BooleanSupplier over;

        Gone(int slot, BooleanSupplier over) {
            this.slot = slot;
            this.over = over;
        }

        @Override
        public boolean isTrue() {
            return !readers.isCounted(slot) || over.getAsBoolean();
        }

        @Override
        public void sliceExpired() {
            readers.clearIfDead(slot);
        }
    }

    /** Gives one write hold back. */
    public void releaseWrite() {
        if (writer.holds() == 1 && writer.owner() == me) {
            memory.putIntRelease(ReadWriteWord.STATE, state() & ReadWriteWord.DIRTY);
            Failpoint.WRITE_DONE_BEFORE_RELEASE.hit();
        }
        writer.release();
    }

    /** Says that what the lock guards is in order again; the writer's call. */
    public void markConsistent() {
        if (!writer.isHeldByCurrentThread()) {
            throw new IllegalMonitorStateException(
                    "not the writer: " + memory.name() + ". Repair under the write lock");
        }
        memory.putIntVolatile(ReadWriteWord.STATE, state() & ~ReadWriteWord.DIRTY);
    }

    /** Wakes everybody who waits, to look whether that still makes sense. */
    public void wakeAll() {
        drained.ringAll();
    }
}
