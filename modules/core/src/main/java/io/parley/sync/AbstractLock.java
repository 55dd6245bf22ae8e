package io.parley.sync;

import io.parley.AcquireTimeoutException;
import io.parley.ObjectCorruptException;
import io.parley.ObjectMismatchException;
import io.parley.internal.domain.Domain;
import io.parley.internal.live.Owner;
import io.parley.internal.live.ProcessSlot;
import io.parley.internal.memory.ObjectFile;
import io.parley.internal.memory.ObjectHeader;
import io.parley.internal.memory.ObjectKind;
import io.parley.internal.observe.Counters;
import io.parley.internal.sync.LockCores;
import io.parley.internal.sync.LockWord;
import io.parley.internal.sync.WordLock;
import io.parley.internal.wait.WaitReason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Lock;

/** What locks on one word of shared memory have in common: options, conditions, and what people may ask. */
abstract class AbstractLock extends SyncObject implements Lock {
    static {
        LockCores.register(AbstractLock.class, AbstractLock::word);
        Counters.register(
                AbstractLock.class,
                table -> table.count("acquisitions", AbstractLock::token)
                        .count("contended", AbstractLock::contended)
                        .count("recoveries", AbstractLock::recoveries));
    }

    static final int CELL = ObjectHeader.LENGTH;
    /** How many waiters a lock has room for follows from its options. */
    private static final int ANY = -1;

    private final WordLock word;
    private final int cell;
    private final String kind;
    private final AtomicInteger unnamedConditions = new AtomicInteger();
    /** Ends waits on this handle when it is closed, or the lock deleted. */
    final WordLock.Guard guard = this::requireUsableHandle;

    AbstractLock(Domain domain, String name, ObjectFile file, int cell, WordLock word, String kind) {
        super(domain, name, file);
        this.word = word;
        this.cell = cell;
        this.kind = kind;
        domain.track(this);
    }

    /** Opens or creates a file that is nothing but a lock; without options, with those it has. */
    static ObjectFile openFile(Domain domain, String name, ObjectKind kind, LockOptions wanted, int known) {
        int bits = wanted == null ? 0 : wanted.bits() & known;
        ObjectFile file = domain.openObject(
                name,
                new ObjectFile.Spec(
                        kind,
                        0,
                        ANY,
                        CELL + LockWord.length(bits),
                        memory -> memory.putInt(CELL + LockWord.OPTIONS, bits)));
        int found = file.memory().getInt(CELL + LockWord.OPTIONS);
        if (wanted != null && found != bits) {
            throw new ObjectMismatchException("lock has other options: " + file.path() + " found="
                    + LockOptions.of(found) + ", expected=" + LockOptions.of(bits)
                    + ". Open it with the options it has, or choose another name");
        }
        if (file.header().length() < CELL + LockWord.length(found)) {
            throw new ObjectCorruptException("lock's file is too short for its options: " + file.path() + " found="
                    + file.header().length() + " bytes, expected=" + (CELL + LockWord.length(found))
                    + ". Delete it and let it be created again");
        }
        return file;
    }

    final WordLock word() {
        return word;
    }

    /** After a wait: the lock may be deleted meanwhile, or the handle closed and this process out of the domain. */
    abstract void requireUsable();

    final AcquireTimeoutException timedOut(Duration timeout) {
        List<WaiterInfo> waiters = waiters();
        return new AcquireTimeoutException(kind + " '" + name() + "' not acquired in " + timeout + ": " + path()
                + " holder=" + word.describeHolder() + heldSince() + ", waiters=" + waiters.size()
                + ". Look at the holder; `parley diagnose " + domain().directory()
                + "` or Parley.diagnose() shows who waits for whom");
    }

    private String heldSince() {
        long sinceNs = word.heldSinceAtLeastNs();
        return sinceNs == 0 ? "" : ", held for at least " + (domain().clock().epochNs() - sinceNs) / 1_000_000 + " ms";
    }

    /**
     * A condition of this lock, by name. It lies in a file of its own and belongs to this lock and no other.
     *
     * @param condition its name among the conditions of this lock
     * @return a handle
     * @throws IllegalArgumentException if the names of lock and condition together are too long, or not plain
     */
    public final SharedCondition condition(String condition) {
        requireOpen();
        return SharedCondition.open(this, condition);
    }

    /**
     * A condition of this lock, by number: the n-th call on any handle, in any process, gives the same condition as the
     * n-th call on any other, namely the one called {@code "n"}. Where the order of calls may differ, use
     * {@link #condition(String)}.
     *
     * @return a handle
     */
    @Override
    public final SharedCondition newCondition() {
        return condition(Integer.toString(unnamedConditions.incrementAndGet()));
    }

    /**
     * The options that the lock was created with.
     *
     * @return the options
     */
    public final LockOptions options() {
        requireOpen();
        return LockOptions.of(word.options());
    }

    /**
     * Whether somebody holds the lock, or died holding it and nobody took over yet.
     *
     * @return a snapshot
     */
    public final boolean isLocked() {
        requireOpen();
        return word.owner() != Owner.NONE;
    }

    /**
     * Who acquired the lock and has not released it.
     *
     * @return a snapshot, empty when free
     */
    public final Optional<HolderInfo> holder() {
        requireOpen();
        int owner = word.owner();
        if (owner == Owner.NONE) {
            return Optional.empty();
        }
        ProcessSlot slot = domain().find(owner);
        long since = word.heldSinceAtLeastNs();
        return Optional.of(new HolderInfo(
                slot == null ? 0 : slot.pid(),
                slot == null ? "gone" : slot.name(),
                word.holderThreadId(),
                word.token(),
                slot != null && slot.alive() && !word.isAbandoned(),
                since == 0 ? Optional.empty() : Optional.of(Instant.ofEpochSecond(0, since))));
    }

    /**
     * Who sleeps until the lock comes free, in any process.
     *
     * @return a snapshot; longest waiting first
     */
    public final List<WaiterInfo> waiters() {
        requireOpen();
        return Waiters.of(domain(), WaitReason.LOCK, path(), cell);
    }

    /**
     * The fencing token of the latest acquisition by anybody.
     *
     * @return 0 if there was none
     */
    public final long token() {
        requireOpen();
        return word.token();
    }

    /**
     * How often a dead holder was taken over since the lock was created.
     *
     * @return a count
     */
    public final long recoveries() {
        requireOpen();
        return word.recoveries();
    }

    private long contended() {
        requireOpen();
        return word.contended();
    }

    @Override
    public String toString() {
        return getClass().getSimpleName() + "(" + name() + ", "
                + (isClosed() ? "closed" : "holder=" + word.describeHolder() + ", token=" + word.token()) + ", "
                + path() + ")";
    }
}
