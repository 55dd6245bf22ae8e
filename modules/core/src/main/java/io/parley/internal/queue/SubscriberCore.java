package io.parley.internal.queue;

import io.parley.ObjectDeletedException;
import io.parley.SubscriberInUseException;
import io.parley.internal.crash.Failpoint;
import io.parley.internal.live.Liveness;
import io.parley.internal.live.Owner;
import io.parley.internal.memory.Memory;
import io.parley.internal.memory.MessageBuffer;
import io.parley.internal.memory.ObjectFile;
import io.parley.internal.wait.Doorbell;
import io.parley.internal.wait.WaitSource;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.ToLongFunction;

/**
 * An attached subscriber: a place in the log that moves in memory, and a durable one that follows when what lies
 * between the two was dealt with. The durable one is a single word, so there is nothing to repair.
 *
 * <p>One handle at a time is attached; a dead process's place is taken over by compare-and-set of its owner word.
 */
public final class SubscriberCore implements WaitSource, AutoCloseable {
    /** Generations of the files that this process is attached to: the owner word tells processes apart, not handles. */
    private static final Set<Long> ATTACHED_HERE = ConcurrentHashMap.newKeySet();

    private final DurableQueue queue;
    private final SubscriberFiles files;
    private final QueueState state;
    private final ObjectFile file;
    private final Memory memory;
    private final int me;
    private final SequenceWalk walk;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile long next;
    private volatile boolean closed;

    private SubscriberCore(DurableQueue queue, SubscriberFiles files, ObjectFile file, int me) {
        this.queue = queue;
        this.files = files;
        this.state = queue.state();
        this.file = file;
        this.memory = file.memory();
        this.me = me;
        this.walk = new SequenceWalk(queue);
        this.next = committed();
    }

    /** Attaches to a subscriber, creating it at {@code start} if there is none. */
    static SubscriberCore attach(
            DurableQueue queue,
            SubscriberFiles files,
            String name,
            ToLongFunction<DurableQueue> start,
            Liveness liveness) {
        while (true) {
            ObjectFile file = files.find(name);
            if (file == null) {
                // Pinned, what it starts with is not deleted before it is known to need it.
                LogReaders.Pin pin = queue.readers().pin();
                try {
                    file = files.create(name, () -> start.applyAsLong(queue));
                } finally {
                    pin.close();
                }
            }
            own(file, liveness);
            SubscriberCore attached = null;
            try {
                if (!file.isDeleted()) {
                    attached = new SubscriberCore(queue, files, file, liveness.self());
                    return attached;
                }
            } finally {
                if (attached == null) {
                    disown(file, liveness.self());
                }
            }
        }
    }

    private static void own(ObjectFile file, Liveness liveness) {
        int me = liveness.self();
        if (!ATTACHED_HERE.add(file.header().generation())) {
            throw inUse(file, "this process");
        }
        int owner;
        do {
            owner = file.memory().getIntVolatile(SubscriberLayout.OWNER);
            if (owner != Owner.NONE && owner != me && liveness.isAlive(owner)) {
                ATTACHED_HERE.remove(file.header().generation());
                throw inUse(file, liveness.describe(owner));
            }
        } while (!file.memory().compareAndSetInt(SubscriberLayout.OWNER, owner, me));
        Failpoint.SUBSCRIBER_ATTACHED.hit();
    }

    private static SubscriberInUseException inUse(ObjectFile file, String holder) {
        return new SubscriberInUseException("subscriber is in use: " + file.path() + " holder=" + holder
                + ". One handle at a time reads for a subscriber: close it there, or subscribe by another name");
    }

    private static void disown(ObjectFile file, int me) {
        file.memory().compareAndSetInt(SubscriberLayout.OWNER, me, Owner.NONE);
        ATTACHED_HERE.remove(file.header().generation());
    }

    /** Serialises this handle's threads. */
    public ReentrantLock lock() {
        return lock;
    }

    /** Reads the next message if there is one; under {@link #lock}. Afterwards it is in {@link #buffer}. */
    public boolean tryNext() {
        requireUsable();
        long sequence = next;
        if (sequence >= state.appended()) {
            return false;
        }
        walk.read(sequence);
        next = sequence + 1;
        return true;
    }

    /** Reads the message again that was read last; under {@link #lock}. */
    public void back() {
        next = sequence();
    }

    private void requireUsable() {
        if (closed) {
            throw new IllegalStateException("handle is closed: " + file.path() + ". Subscribe again");
        }
        if (file.isDeleted()) {
            throw new ObjectDeletedException(
                    "subscriber was removed: " + file.path() + ". Subscribe again to create it");
        }
        queue.file().requireNotDeleted();
    }

    /** Everything that was read is dealt with; under {@link #lock}. */
    public void commit() {
        requireUsable();
        if (committed() != next) {
            Failpoint.SUBSCRIBER_BEFORE_COMMIT.hit();
            memory.putLongVolatile(SubscriberLayout.NEXT, next);
            Failpoint.SUBSCRIBER_COMMITTED.hit();
        }
    }

    /** Goes somewhere else, for good. */
    public void seek(ToLongFunction<DurableQueue> target) {
        LogReaders.Pin pin = queue.readers().pin();
        lock.lock();
        try {
            requireUsable();
            next = target.applyAsLong(queue);
            commit();
        } finally {
            lock.unlock();
            pin.close();
        }
    }

    /** The first message that is not known to be dealt with. */
    public long committed() {
        return memory.getLongVolatile(SubscriberLayout.NEXT);
    }

    /** The message that comes next. */
    public long next() {
        return next;
    }

    /** Waits until there may be a message; false if the deadline passed first. */
    public boolean await(long deadlineNs) throws InterruptedException {
        requireUsable();
        return queue.awaitNews(this, deadlineNs);
    }

    @Override
    public Doorbell bell() {
        return queue.news();
    }

    @Override
    public boolean isTrue() {
        return state.appended() > next
                || state.isClosed()
                || closed
                || file.isDeleted()
                || queue.file().isDeleted();
    }

    @Override
    public void sliceExpired() {
        queue.recoverOrphanedAppend();
    }

    /** Whether nothing will come any more. */
    public boolean isDrained() {
        return state.isClosed() && next >= state.appended();
    }

    /** The message last read. */
    public MessageBuffer buffer() {
        return walk.buffer();
    }

    /** Sequence of the message last read. */
    public long sequence() {
        return walk.cursor().sequence();
    }

    /** Log index of the message last read. */
    public long index() {
        return walk.cursor().index();
    }

    /** When the message last read was appended. */
    public long timestampNs() {
        return walk.cursor().timestampNs();
    }

    /** The subscriber's file. */
    public ObjectFile file() {
        return file;
    }

    /** Lets another handle attach. The subscriber stays. */
    @Override
    public void close() {
        lock.lock();
        try {
            if (!closed) {
                closed = true;
                walk.close();
                disown(file, me);
                files.detached(this);
            }
        } finally {
            lock.unlock();
        }
    }
}
