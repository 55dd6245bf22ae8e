package io.parley.internal.queue;

import io.parley.NotDurableException;
import io.parley.internal.chronicle.DurableLog;
import io.parley.internal.os.Clock;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts what one handle appended on disk, as its {@link FlushPolicy} says. Threads that put at the same time share the
 * write: who comes while one is under way waits for the next, and that counts for all who came meanwhile.
 *
 * <p><b>Threading:</b> thread-safe; never called with the append lock held. <b>Allocation:</b> none but the file that
 * is opened for each write.
 */
final class Flusher {
    private static final Logger LOG = LoggerFactory.getLogger("io.parley.queue");

    private final DurableLog log;
    private final FlushPolicy policy;
    private final Clock clock;
    private final ReentrantLock writing = new ReentrantLock();
    private final AtomicBoolean closed = new AtomicBoolean();
    /** Messages of this handle that nobody wrote yet. */
    private final AtomicLong pending = new AtomicLong();
    /** Number of this handle's newest message, plus 1. */
    private final AtomicLong newest = new AtomicLong();
    /** This handle's messages below are on disk. */
    private volatile long flushed;
    /** When the oldest message that is not on disk was appended, in monotonic ns; 0: all are. */
    private volatile long oldestNs;

    /** For one handle; null if nothing has to go to disk. Puts there what there is; closes the log if that fails. */
    static Flusher open(DurableLog log, FlushPolicy policy, Clock clock, Path stateFile, Path domainDirectory) {
        if (policy.equals(FlushPolicy.NONE)) {
            return null;
        }
        boolean opened = false;
        try {
            log.keepOnDisk();
            QueueDisk.sync(stateFile, domainDirectory);
            opened = true;
            return new Flusher(log, policy, clock);
        } finally {
            if (!opened) {
                log.close();
            }
        }
    }

    private Flusher(DurableLog log, FlushPolicy policy, Clock clock) {
        this.log = log;
        this.policy = policy;
        this.clock = clock;
        if (policy.ns() > 0) {
            FlushThread.add(this);
        }
    }

    /** Before an append: none is accepted whose durability could not be kept. */
    void requireSound() {
        log.requireSound();
    }

    /**
     * After this handle appended some messages and released the append lock.
     *
     * @param messages how many
     * @param upTo number of the last one, plus 1
     */
    void appended(long messages, long upTo) {
        newest.accumulateAndGet(upTo, Math::max);
        if (policy.ns() > 0) {
            if (oldestNs == 0) {
                oldestNs = clock.monotonicNs() | 1;
                FlushThread.wake();
            }
        } else if (pending.addAndGet(messages) >= policy.messages()) {
            flush(upTo);
        }
    }

    private void flush(long upTo) {
        writing.lock();
        try {
            if (flushed < upTo) {
                write();
            }
        } finally {
            writing.unlock();
        }
    }

    /* Forgets first and looks then: who appends in between is written, now or the next time. */
    private void write() {
        oldestNs = 0;
        pending.set(0);
        long upTo = newest.get();
        log.syncOwn();
        flushed = upTo;
    }

    /** How long the oldest message can still wait, in ns; {@link Long#MAX_VALUE} if there is none. */
    long due() {
        long oldest = oldestNs;
        return oldest == 0 ? Long.MAX_VALUE : policy.ns() - (clock.monotonicNs() - oldest);
    }

    /** Called by {@link FlushThread} when the time is up: nobody is there to be told, but the next put will be. */
    void flushQuietly() {
        try {
            flush(newest.get());
        } catch (NotDurableException e) {
            oldestNs = 0;
            LOG.warn("PLY-0055 messages are not on disk: {}", e.getMessage());
        }
    }

    /** Writes what is left, and ends the thread's care for this handle. Does so once, even if the disk refuses. */
    void close() {
        FlushThread.remove(this);
        if (closed.compareAndSet(false, true)) {
            flush(newest.get());
        }
    }
}
