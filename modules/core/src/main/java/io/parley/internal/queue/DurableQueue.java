package io.parley.internal.queue;

import io.parley.DomainFullException;
import io.parley.ObjectCorruptException;
import io.parley.ObjectDeletedException;
import io.parley.WaitStrategy;
import io.parley.internal.chronicle.CycleFile;
import io.parley.internal.chronicle.DurableLog;
import io.parley.internal.chronicle.LogCursor;
import io.parley.internal.chronicle.LogDamage;
import io.parley.internal.chronicle.LogHistory;
import io.parley.internal.crash.Failpoint;
import io.parley.internal.domain.Domain;
import io.parley.internal.live.ProcessIdentity;
import io.parley.internal.memory.Memory;
import io.parley.internal.memory.MessageBuffer;
import io.parley.internal.memory.ObjectFile;
import io.parley.internal.os.Clock;
import io.parley.internal.sync.LockCore;
import io.parley.internal.wait.Deadline;
import io.parley.internal.wait.Doorbell;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One open durable queue: the log, the append side, and what consumers share.
 *
 * <p>Appending, in steps another process can tell apart: take the append lock; commit the message to the log with the
 * next sequence; count it; release the lock; ring. A producer that dies before the count leaves a message in the log
 * that is not counted; the next holder of the append lock, told so by the lock, looks at the end of the log and counts
 * it if it is whole. Consumers who wait look after every slice whether the append lock is orphaned, so that message is
 * not late.
 */
public final class DurableQueue implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger("io.parley.queue");

    private final ObjectFile file;
    private final Memory memory;
    private final QueueConfig config;
    private final QueueState state;
    /** Held by this handle's thread that appends; keeps the log open under it. */
    private final ReentrantLock appending = new ReentrantLock();

    private final LockCore appendLock;
    private final Clock clock;
    private final WaitStrategy strategy;
    private final int me;
    private final ClaimTable claims;
    private final Doorbell notEmpty;
    private final Doorbell notFull;
    private final DurableLog log;

    private DurableQueue(Domain domain, ObjectFile file, QueueConfig config) {
        this.file = file;
        this.memory = file.memory();
        this.config = config;
        this.clock = domain.clock();
        this.strategy = domain.strategy();
        this.me = domain.liveness().self();
        this.state = new QueueState(memory);
        // What Chronicle's appender remembers belongs to the process: while that lives, only it may repair.
        this.appendLock = new LockCore(memory, QueueLayout.APPEND_LOCK, domain.liveness(), clock, strategy);
        this.claims = new ClaimTable(memory, domain.liveness());
        this.notEmpty = new Doorbell(memory, QueueLayout.NOT_EMPTY, clock);
        this.notFull = new Doorbell(memory, QueueLayout.NOT_FULL, clock);
        this.log = openLog(domain);
    }

    /** Opens the queue in its directory, creating it first if there is none. */
    public static DurableQueue open(Domain domain, String name, QueueConfig wanted) {
        while (true) {
            ObjectFile file = domain.openDirectory(name, QueueLayout.STATE_FILE, wanted.spec());
            QueueConfig found = QueueConfig.read(file.memory());
            wanted.requireMatch(file.path(), found);
            try {
                return new DurableQueue(domain, file, found);
            } catch (ObjectDeletedException itsCreatorHadNoRoom) {
                LOG.debug("queue vanished while it was opened: {}", file.path(), itsCreatorHadNoRoom);
            }
        }
    }

    private DurableLog openLog(Domain domain) {
        ChroniclePreload.ensure(domain.temporary("preload"), config.rollCycle(), clock);
        appendLock.acquire();
        try {
            file.requireNotDeleted();
            Path directory = file.path().resolveSibling(QueueLayout.LOG_DIRECTORY);
            DurableLog opened = DurableLog.open(new DurableLog.Config(
                    directory, config.rollCycle(), (int) config.get(QueueSetting.BLOCK_SIZE), clock));
            repairIfNeeded(opened);
            return opened;
        } catch (DomainFullException e) {
            deleteIfUnused(domain);
            throw e;
        } finally {
            appendLock.release();
        }
    }

    /** Takes a queue back that this handle created and found no room to complete; not if somebody uses it already. */
    public void discard(Domain domain) {
        appendLock.acquire();
        try {
            deleteIfUnused(domain);
        } finally {
            appendLock.release();
        }
    }

    private void deleteIfUnused(Domain domain) {
        if (file.isCreated() && state.appended() == 0) {
            delete(domain);
        }
    }

    /** Under the append lock, before its holder appends. */
    private void repairIfNeeded(DurableLog opened) {
        boolean booted = state.bootId() != ProcessIdentity.bootIdHash();
        if (!booted && !appendLock.isRecovered()) {
            return;
        }
        opened.recover();
        DurableLog.End end = opened.end();
        if (booted) {
            afterReboot(end);
        } else {
            afterDeath(end);
        }
        appendLock.markConsistent();
    }

    /** At most the one message that the dead producer committed and did not count. */
    private void afterDeath(DurableLog.End end) {
        long whole = end.sequence() + 1;
        long counted = state.appended();
        if (whole != counted && whole != counted + 1) {
            throw new ObjectCorruptException(
                    "queue's log and counter disagree: " + file.path() + " messages in the log=" + whole + ", counted="
                            + counted + ". Keep a copy of the directory; replay the log into a new queue");
        }
        state.setAppended(whole, end.position());
        LOG.warn(
                "PLY-0003 queue repaired after a producer's death: {} messages={}, recovered={}",
                file.path(),
                whole,
                whole - counted);
        notEmpty.ring();
    }

    /** The machine may have lost what was not flushed, of the log or of the counters: the log is what counts. */
    private void afterReboot(DurableLog.End end) {
        long whole = end.sequence() + 1;
        if (state.bootId() != 0 && whole != state.appended()) {
            LOG.warn(
                    "PLY-0004 queue after a restart of the machine: {} messages in the log={}, counted={}",
                    file.path(),
                    whole,
                    state.appended());
        }
        state.setAppended(whole, end.position());
        if (state.taken() > whole) {
            state.setTaken(whole);
        }
        claims.forgetFrom(whole);
        state.setBootId(ProcessIdentity.bootIdHash());
    }

    /** What became of an append. */
    public enum Appended {
        /** The message is in the queue, visible to everybody. */
        YES,
        /** There was no room in time. */
        FULL,
        /** The queue takes no more messages. */
        CLOSED
    }

    /** Appends a message if there is room; waits for other appends under way, not for room. */
    public Appended tryAppend(MessageBuffer message) {
        file.requireNotDeleted();
        if (stateIsFull()) {
            return Appended.FULL;
        }
        appending.lock();
        try {
            appendLock.acquire();
            return rung(appendAndRelease(message));
        } finally {
            appending.unlock();
        }
    }

    /** Appends a message, waiting for room until the deadline (monotonic ns; {@link Deadline#NEVER} for ever). */
    public Appended append(MessageBuffer message, long deadlineNs) throws InterruptedException {
        while (true) {
            Appended outcome = tryAppendInterruptibly(message);
            if (outcome != Appended.FULL) {
                return outcome;
            }
            if (!notFull.await(this::mayHaveRoom, deadlineNs, QueueReader.SLICE_NS, strategy)) {
                return Appended.FULL;
            }
        }
    }

    private boolean stateIsFull() {
        return state.isFull() && !state.isClosed();
    }

    private boolean mayHaveRoom() {
        return !stateIsFull() || file.isDeleted();
    }

    private Appended tryAppendInterruptibly(MessageBuffer message) throws InterruptedException {
        file.requireNotDeleted();
        if (stateIsFull()) {
            return Appended.FULL;
        }
        appending.lockInterruptibly();
        try {
            appendLock.acquireInterruptibly();
            return rung(appendAndRelease(message));
        } finally {
            appending.unlock();
        }
    }

    private Appended appendAndRelease(MessageBuffer message) {
        try {
            return appendLocked(message);
        } finally {
            appendLock.release();
        }
    }

    private Appended rung(Appended outcome) {
        if (outcome == Appended.YES) {
            Failpoint.APPEND_BEFORE_WAKE.hit();
            notEmpty.ring();
        }
        return outcome;
    }

    private Appended appendLocked(MessageBuffer message) {
        if (appendLock.isRecovered()) {
            repairIfNeeded(log);
        }
        if (state.isClosed()) {
            return Appended.CLOSED;
        }
        if (state.isFull()) {
            return Appended.FULL;
        }
        long sequence = state.appended();
        Failpoint.APPEND_BEFORE_DOCUMENT.hit();
        long position = state.appendedBytes();
        log.append(sequence, position, clock.epochNs(), me, message.array(), 0, message.length());
        Failpoint.APPEND_AFTER_DOCUMENT.hit();
        state.setAppended(sequence + 1, position + message.length());
        return Appended.YES;
    }

    /** Looks after a producer that died in the middle of an append. */
    void recoverOrphanedAppend() {
        if (appendLock.isAbandoned() && appendLock.tryAcquire()) {
            try {
                repairIfNeeded(log);
            } finally {
                appendLock.release();
            }
        }
    }

    /** Takes no more messages, for good. */
    public void closeForWriting() {
        appendLock.acquire();
        try {
            if (appendLock.isRecovered()) {
                repairIfNeeded(log);
            }
            state.close();
        } finally {
            appendLock.release();
        }
        notEmpty.ringAll();
        notFull.ringAll();
    }

    /** Forces what was appended to disk. */
    public void sync() {
        appendLock.acquire();
        try {
            log.sync();
        } finally {
            appendLock.release();
        }
    }

    /** The consuming side for one handle. */
    public QueueReader reader() {
        return new QueueReader(this);
    }

    /** Walks the log from the start without consuming. */
    public LogCursor cursor() {
        return log.cursor();
    }

    /** Walks the log's files from the start, and checks every byte. */
    public LogHistory history(Consumer<? super LogDamage> onDamage) {
        return new LogHistory(log::cycleFiles, state::appended, onDamage);
    }

    /** The log's files, oldest first. */
    public List<CycleFile> cycleFiles() {
        return log.cycleFiles();
    }

    /** What an archive remembers of this queue. */
    public ArchiveManifest.Facts archiveFacts(String name, String codec) {
        return new ArchiveManifest.Facts(
                name, file.header().generation(), codec, config.rollCycle(), config.get(QueueSetting.BLOCK_SIZE));
    }

    /** Messages nobody took yet, claims that were given back included. */
    public long size() {
        file.requireNotDeleted();
        return Math.max(0, state.appended() - state.taken()) + claims.returnedWaiting();
    }

    /** Messages appended since the queue was created. */
    public long appended() {
        return state.appended();
    }

    /** Messages taken or claimed since the queue was created. */
    public long taken() {
        return state.taken();
    }

    /** Messages claimed and not acknowledged. */
    public int inFlight() {
        return claims.inFlight();
    }

    /** The bound in messages, 0 for none. */
    public long capacity() {
        return state.capacity();
    }

    /** Whether the queue takes no more messages. */
    public boolean isClosedForWriting() {
        return state.isClosed();
    }

    /** Whether a histogram belongs to the queue. */
    public boolean hasLatency() {
        return config.get(QueueSetting.LATENCY) == 1;
    }

    /** How often an append was taken over from a dead producer. */
    public long recoveries() {
        return appendLock.recoveries();
    }

    /** A log index near the next message, 0 if unknown. */
    public long indexHint() {
        return state.indexHint();
    }

    /** Marks the queue deleted, removes its directory, wakes everybody. */
    public void delete(Domain domain) {
        domain.delete(file);
        notEmpty.ringAll();
        notFull.ringAll();
    }

    /** Whether this handle was not closed yet. */
    public boolean isOpen() {
        return !memory.isClosed();
    }

    /** The state file; its parent is the queue's directory. */
    public ObjectFile file() {
        return file;
    }

    /** A deadline that many ns from now. */
    public long deadline(long timeoutNs) {
        return Deadline.after(clock, timeoutNs);
    }

    /** Now, in the domain's epoch time. */
    public long epochNs() {
        return clock.epochNs();
    }

    long monotonicNs() {
        return clock.monotonicNs();
    }

    QueueState state() {
        return state;
    }

    ClaimTable claims() {
        return claims;
    }

    void ringNotFull() {
        if (state.capacity() > 0) {
            notFull.ring();
        }
    }

    void ringNotEmpty() {
        notEmpty.ringAll();
    }

    boolean awaitNotEmpty(Doorbell.Condition condition, long deadlineNs) throws InterruptedException {
        return notEmpty.await(condition, deadlineNs, QueueReader.SLICE_NS, strategy);
    }

    @Override
    public void close() {
        appending.lock();
        try {
            log.close();
            memory.close();
        } finally {
            appending.unlock();
        }
    }
}
