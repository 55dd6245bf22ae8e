package io.parley.internal.queue;

import io.parley.ParleyException;
import io.parley.internal.chronicle.DurableLog;
import io.parley.internal.chronicle.LogCursor;
import io.parley.internal.crash.Failpoint;
import io.parley.internal.memory.Memory;
import io.parley.internal.sync.LockCore;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes what need not be kept of a queue's log. One process at a time, under the lock of {@link LogReaders}.
 *
 * <p>Nothing is deleted that a consumer, a claim, a subscriber or a pin has not passed: each of them only moves
 * forward, or takes a pin first, so what was read by all stays read while files are deleted. The log's new beginning is
 * written before the first file is deleted; who dies in between leaves files that do not count, and the next pass
 * deletes them.
 */
public final class Retainer {
    private static final Logger LOG = LoggerFactory.getLogger("io.parley.queue");

    private final DurableQueue queue;
    private final DurableLog log;
    private final Memory memory;
    private final ClaimTable claims;
    private final SubscriberFiles subscribers;
    private final LogReaders readers;

    Retainer(
            DurableQueue queue,
            DurableLog log,
            Memory memory,
            ClaimTable claims,
            SubscriberFiles subscribers,
            LogReaders readers) {
        this.queue = queue;
        this.log = log;
        this.memory = memory;
        this.claims = claims;
        this.subscribers = subscribers;
        this.readers = readers;
    }

    /**
     * What becomes of one file of the log.
     *
     * @param file it
     * @param messages how many messages it has; 0 if it was not looked at
     * @param bytes about how many bytes they take; 0 if it was not looked at
     * @param why why it stays; null if it goes
     */
    public record Outcome(Path file, long messages, long bytes, String why) {}

    /** The rules that hold now. */
    public RetentionRules rules() {
        return RetentionRules.read(memory);
    }

    /** Changes the rules, for every process. */
    public void setRules(RetentionRules rules) {
        LockCore lock = readers.lock();
        lock.acquire();
        try {
            rules.write(memory);
        } finally {
            LogReaders.release(lock);
        }
    }

    /** Deletes what may go by these rules; only tells what that would be if it is a dry run. */
    public List<Outcome> run(RetentionRules rules, boolean dry) {
        LockCore lock = readers.lock();
        lock.acquire();
        try {
            return locked(rules, dry);
        } finally {
            LogReaders.release(lock);
        }
    }

    /** At a moment when files may have become due. Whoever is about to put or open must not suffer from it. */
    void runQuietly() {
        try {
            if (rules().keepsEverything()) {
                return;
            }
            // Made now, while there is room: deleting is wanted most when there is none.
            LockCore lock = readers.lock();
            if (log.cycles().size() > 1 && lock.tryAcquire()) {
                try {
                    locked(rules(), false);
                } finally {
                    LogReaders.release(lock);
                }
            }
        } catch (ParleyException e) {
            LOG.warn("PLY-0061 retention failed, will be tried again: {} reason={}", path(), e.toString());
        } catch (IllegalStateException e) {
            LOG.debug("handle was closed while it looked for what need not be kept: {}", path(), e);
        }
    }

    private Path path() {
        return queue.file().path().getParent();
    }

    private List<Outcome> locked(RetentionRules rules, boolean dry) {
        Floor floor = floor(rules);
        try (LogCursor cursor = log.cursor()) {
            RetentionPass pass = new RetentionPass(queue, rules, floor, cursor, queue.epochNs());
            pass.run(log.cycles());
            if (!dry) {
                delete(pass, rules);
            }
            return pass.files();
        }
    }

    private void delete(RetentionPass pass, RetentionRules rules) {
        if (pass.begin() != Integer.MIN_VALUE && rules.withoutConsumers()) {
            if (claims.skipTo(pass.beginSequence())) {
                queue.ringNotFull();
            }
            Failpoint.RETENTION_CURSOR_MOVED.hit();
        }
        log.removeBefore(pass.begin());
        if (pass.heldUpBy() != null) {
            LOG.warn("PLY-0060 retention is held up: {} by={}", path(), pass.heldUpBy());
        }
    }

    /** First the cursor, then the claims: a claim is in the table before the cursor passes its message. */
    private Floor floor(RetentionRules rules) {
        Floor floor = new Floor(queue.appended());
        if (!rules.withoutConsumers()) {
            floor.hold(QueueLayout.sequence(claims.cursor()), () -> "consumers are");
        }
        claims.holdInto(floor);
        subscribers.holdInto(floor);
        readers.holdInto(floor);
        return floor;
    }
}
