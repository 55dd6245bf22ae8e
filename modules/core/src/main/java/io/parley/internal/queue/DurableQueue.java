package io.parley.internal.queue;

import io.parley.DomainFullException;
import io.parley.MessageEncoder;
import io.parley.ObjectCorruptException;
import io.parley.ObjectDeletedException;
import io.parley.WaitStrategy;
import io.parley.internal.chronicle.CycleFile;
import io.parley.internal.chronicle.DurableLog;
import io.parley.internal.chronicle.LogCursor;
import io.parley.internal.domain.Domain;
import io.parley.internal.live.ProcessIdentity;
import io.parley.internal.memory.Memory;
import io.parley.internal.memory.MessageBuffer;
import io.parley.internal.memory.ObjectFile;
import io.parley.internal.observe.LatencyMeter;
import io.parley.internal.observe.Measure;
import io.parley.internal.os.Clock;
import io.parley.internal.sync.LockCore;
import io.parley.internal.wait.BellSource;
import io.parley.internal.wait.Deadline;
import io.parley.internal.wait.Doorbell;
import io.parley.internal.wait.WaitSource;
import java.nio.file.Path;
import java.util.List;
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
    private final LockCore appendLock;
    private final Clock clock;
    private final WaitStrategy strategy;
    private final ClaimTable claims;
    final Doorbell notEmpty;
    private final Doorbell notFull;
    private final Joining joining;
    private final DeadLetterBox deadLetters;
    private final Doorbell news;
    private final SubscriberFiles subscribers;
    private final LogReaders readers;

    private final Path domainDirectory;
    /** Null if nothing goes to disk but when the kernel likes. */
    private final Flusher flusher;

    private final DurableLog log;
    private final Retainer retainer;
    private final QueueAppender appender;
    private final LatencyMeter latency;

    private DurableQueue(Domain domain, String name, ObjectFile file, QueueConfig config) {
        this.file = file;
        this.memory = file.memory();
        this.config = config;
        this.clock = domain.clock();
        this.strategy = domain.strategy();
        this.state = new QueueState(memory);
        // What Chronicle's appender remembers belongs to the process: while that lives, only it may repair.
        this.appendLock = new LockCore(memory, QueueLayout.APPEND_LOCK, domain.liveness(), clock, strategy);
        this.claims = new ClaimTable(memory, domain.liveness());
        this.notEmpty = new Doorbell(memory, QueueLayout.NOT_EMPTY, clock);
        this.notFull = new Doorbell(memory, QueueLayout.NOT_FULL, clock);
        this.joining = new Joining(this, config.get(QueueSetting.JOINABLE) == 1, clock, strategy);
        this.deadLetters = new DeadLetterBox(domain, DeadLetterBox.nameFor(name), config);
        this.news = new Doorbell(memory, QueueLayout.NEWS, clock);
        this.subscribers = new SubscriberFiles(domain, file.path().getParent());
        this.readers = new LogReaders(domain, file.path().getParent());
        this.domainDirectory = domain.directory();
        this.latency = domain.latencyMeter(file);
        this.log = openLog(domain);
        this.retainer = new Retainer(this, log, memory, claims, subscribers, readers);
        this.flusher = Flusher.open(log, config.flush(), clock, file.path(), domainDirectory);
        this.appender = new QueueAppender(
                this,
                log,
                appendLock,
                notEmpty,
                notFull,
                clock,
                strategy,
                domain.liveness().self());
    }

    /** Opens the queue in its directory, creating it first if there is none. */
    public static DurableQueue open(Domain domain, String name, QueueConfig wanted) {
        while (true) {
            ObjectFile file = domain.openDirectory(name, QueueLayout.STATE_FILE, wanted.spec());
            QueueConfig found = QueueConfig.read(file.memory()).withFlush(wanted.flush());
            wanted.requireMatch(file.path(), found);
            try {
                DurableQueue opened = new DurableQueue(domain, name, file, found);
                opened.retainer.runQuietly();
                return opened;
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
                    directory,
                    config.rollCycle(),
                    (int) config.get(QueueSetting.BLOCK_SIZE),
                    config.get(QueueSetting.ROLL_BYTES),
                    clock));
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
        if (state.bootId() == 0 && opened.isNew() && !appendLock.isRecovered()) {
            state.setBootId(ProcessIdentity.bootIdHash());
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
        news.ringAll();
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
        state.limitTakenBytes(end.position());
        claims.forgetFrom(whole);
        subscribers.limit(whole);
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

    /** Under the append lock, before its holder does anything. */
    void repairIfRecovered() {
        if (appendLock.isRecovered()) {
            repairIfNeeded(log);
        }
    }

    /** Appends a message if there is room; waits for other appends under way, not for room. */
    public Appended tryAppend(MessageBuffer message) {
        return put(latency.start(), appender.tryAppend(message));
    }

    /** Appends a message, waiting for room until the deadline (monotonic ns; {@link Deadline#NEVER} for ever). */
    public Appended append(MessageBuffer message, long deadlineNs) throws InterruptedException {
        return put(latency.start(), appender.append(message, deadlineNs));
    }

    /** Appends a message that is made in its place, if there is room for the longest that it can become. */
    public <A> Appended tryAppend(int maxLength, A source, MessageEncoder<? super A> encoder) {
        return put(latency.start(), appender.tryAppend(maxLength, source, encoder));
    }

    /** The same, waiting for room until the deadline. */
    public <A> Appended append(int maxLength, A source, MessageEncoder<? super A> encoder, long deadlineNs)
            throws InterruptedException {
        return put(latency.start(), appender.append(maxLength, source, encoder, deadlineNs));
    }

    private Appended put(long sinceNs, Appended outcome) {
        if (sinceNs != 0 && outcome == Appended.YES) {
            latency.record(Measure.PUT, sinceNs);
        }
        return outcome;
    }

    /** Appends as many messages as there is room for, next to each other; false if the queue is closed. */
    public boolean tryAppendSome(MessageBatch batch) {
        return put(latency.start(), appender.tryAppendSome(batch) ? Appended.YES : Appended.CLOSED) == Appended.YES;
    }

    /** Appends all messages, waiting for room until the deadline; false if the queue is closed or it passed. */
    public boolean appendAll(MessageBatch batch, long deadlineNs) throws InterruptedException {
        return put(latency.start(), appender.appendAll(batch, deadlineNs) ? Appended.YES : Appended.CLOSED)
                == Appended.YES;
    }

    /**
     * Makes the queue, which must be empty and never used, one that takes the messages of another one only.
     *
     * @param source identity of the other one, not 0
     * @param base the number of its message that is the first one here
     */
    public void beginMirror(long source, long base) {
        appender.beginMirror(source, base);
    }

    /** Number, at the source, of the message that a mirror needs next: it follows from what the log has. */
    public long mirrorNext() {
        settle();
        return state.mirrorBase() + state.appended();
    }

    /** Appends messages of the mirrored queue; the number of the one that is left to append first. */
    public long appendMirrored(long source, long first, MessageBatch batch) {
        return appender.appendMirrored(source, first, batch);
    }

    /** What tells this queue from every other one, also of the same name; never 0. */
    public long identity() {
        long generation = file.header().generation();
        return generation == 0 ? 1 : generation;
    }

    /** Messages that are in the log and counted. */
    public long countedMessages() {
        return state.appended();
    }

    /** Wakes those who read everything, and lets go what may go when a cycle has ended. */
    void appendedSome(int messages) {
        news.ringAll();
        if (log.takeRolled()) {
            retainer.runQuietly();
        }
        if (flusher != null) {
            // Outside of all locks: who waits for the disk holds nobody up, and those who wait together share a write.
            flusher.appended(messages, state.appended());
        }
    }

    /** Before an append: none is accepted whose durability could not be kept. */
    void requireSound() {
        if (flusher != null) {
            flusher.requireSound();
        }
    }

    /** What is unfinished, and the wait for its end. */
    public Joining joining() {
        return joining;
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

    /** Makes sure that what a dead producer appended is counted. */
    void settle() {
        appendLock.acquire();
        try {
            repairIfNeeded(log);
        } finally {
            appendLock.release();
        }
    }

    /** Takes no more messages, for good. */
    public void closeForWriting() {
        appendLock.acquire();
        try {
            repairIfRecovered();
            state.close();
        } finally {
            appendLock.release();
        }
        notEmpty.ringAll();
        news.ringAll();
        notFull.ringAll();
    }

    /** Returns when the disk has what was appended and what was taken so far. */
    public void sync() {
        file.requireNotDeleted();
        log.sync();
        QueueDisk.sync(file.path(), domainDirectory);
    }

    /** The consuming side for one handle. */
    public QueueReader reader() {
        return new QueueReader(this);
    }

    /** Walks the log from the start without consuming. */
    public LogCursor cursor() {
        return log.cursor();
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

    /** Messages appended since the queue was created. What was taken counts, if its producer did not get that far. */
    public long appended() {
        return Math.max(state.appended(), state.taken());
    }

    /** Messages taken or claimed since the queue was created. */
    public long taken() {
        return state.taken();
    }

    /** How often a message was handed out again. */
    public long redelivered() {
        return state.redelivered();
    }

    /** How often a producer had to wait for room. */
    public long roomWaits() {
        return state.roomWaits();
    }

    /** Messages that were taken for good, or acknowledged. */
    public long acknowledged() {
        long open = (long) claims.inFlight() + claims.returnedWaiting();
        return Math.max(0, state.taken() - open);
    }

    /** Claims that are held, or wait for somebody. */
    public List<ClaimTable.Held> held() {
        return claims.held();
    }

    /** How often a claimed message is handed out; 0 for no limit. */
    public int maxDeliveries() {
        return (int) config.get(QueueSetting.MAX_DELIVERIES);
    }

    DeadLetterBox deadLetters() {
        return deadLetters;
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

    /** The time, if takes are to be measured; or 0. */
    public long wanted() {
        return latency.start();
    }

    /** The message in the reader's buffer was taken, by who wanted it since then; nothing if that is 0. */
    public void took(long wantedNs, QueueReader reader) {
        if (wantedNs != 0) {
            latency.record(Measure.TAKE, wantedNs);
            latency.recordNs(Measure.RESIDENCE, clock.epochNs() - reader.timestampNs());
        }
    }

    /** How often an append was taken over from a dead producer. */
    public long recoveries() {
        return appendLock.recoveries();
    }

    /** Marks the queue deleted, removes its directory, wakes everybody. */
    public void delete(Domain domain) {
        domain.delete(file);
        readers.forget();
        notEmpty.ringAll();
        news.ringAll();
        notFull.ringAll();
        joining.ringAlways();
    }

    /** Throws if {@link #close} cannot be called here: in an encoder that writes to this queue. */
    public void requireClosable() {
        appender.requireClosable();
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

    /** Whether a small message would find room, or be refused, as something to wait for beside others. */
    public WaitSource room() {
        return new BellSource(notFull, () -> !isOpen() || file.isDeleted() || state.isClosed() || !state.isFull(0));
    }

    /** A message was taken. */
    void ringNotFull() {
        if (state.isBoundedInBytes()) {
            notFull.ringAll();
        } else if (state.isBounded()) {
            notFull.ring();
        }
    }

    /** A message was done with. */
    void ringJoin() {
        joining.ring();
    }

    void ringNotEmpty() {
        notEmpty.ringAll();
    }

    /** What may be deleted, and the deletion. */
    public Retainer retainer() {
        return retainer;
    }

    /** Who must not lose the file under its hands. */
    public LogReaders readers() {
        return readers;
    }

    /** The subscribers, attached or not. */
    public SubscriberFiles subscribers() {
        file.requireNotDeleted();
        return subscribers;
    }

    /** Payload bytes of the messages appended since the queue was created. */
    public long appendedBytes() {
        return state.appendedBytes();
    }

    /** Where subscribers sleep. */
    Doorbell news() {
        return news;
    }

    boolean awaitNews(Doorbell.Condition condition, long deadlineNs) throws InterruptedException {
        return news.await(condition, deadlineNs, QueueReader.SLICE_NS, strategy);
    }

    boolean awaitNotEmpty(Doorbell.Condition condition, long deadlineNs) throws InterruptedException {
        return notEmpty.await(condition, deadlineNs, QueueReader.SLICE_NS, strategy);
    }

    @Override
    public void close() {
        subscribers.close();
        readers.close();
        appender.close();
        try {
            if (flusher != null) {
                flusher.close();
            }
        } finally {
            deadLetters.close();
            log.close();
            memory.close();
        }
    }
}
