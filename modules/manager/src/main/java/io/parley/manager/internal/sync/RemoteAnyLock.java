package io.parley.manager.internal.sync;

import io.parley.AcquireTimeoutException;
import io.parley.MessageReader;
import io.parley.internal.memory.MessageBuffer;
import io.parley.manager.internal.client.Link;
import io.parley.sync.HolderInfo;
import io.parley.sync.LockOptions;
import io.parley.sync.ManagedCondition;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Lock;

/** What locks on another host have in common. */
abstract class RemoteAnyLock extends RemoteWaiting implements Lock {
    private final Link link;
    private final String words;
    private final AtomicInteger unnamedConditions = new AtomicInteger();
    /** Who held it when the calling thread's time was up. */
    private final ThreadLocal<String> heldBy = new ThreadLocal<>();

    RemoteAnyLock(Link link, int kind, String words, String name, LockOptions options) {
        this(link, kind, words, name, details(options));
    }

    RemoteAnyLock(Link link, int kind, String words, String name, MessageBuffer details) {
        super(link, kind, name, details);
        this.link = link;
        this.words = words;
    }

    private static MessageBuffer details(LockOptions options) {
        MessageBuffer details = new MessageBuffer(1);
        if (options != null) {
            LockLook.writeOptions(options, details);
        }
        return details;
    }

    final Link session() {
        return link;
    }

    /** Notes that the calling thread has the lock. */
    abstract void acquired(long token, boolean recovered);

    /** Asks for the lock, in the calling thread's name. */
    final boolean ask(long timeoutNs, boolean interruptible) throws InterruptedException {
        MessageReader answer = await(LockOps.ACQUIRE, timeoutNs, interruptible);
        switch (answer.readByte()) {
            case LockOps.IN_TIME -> {
                acquired(answer.readLong(), answer.readByte() != 0);
                return true;
            }
            case LockOps.TOO_LATE -> {
                heldBy.set(answer.readUtf8());
                return false;
            }
            default -> throw interrupted();
        }
    }

    final void askForEver() {
        try {
            ask(Long.MAX_VALUE, false);
        } catch (InterruptedException impossible) {
            throw new AssertionError(impossible);
        }
    }

    final boolean askAtOnce() {
        try {
            return ask(0, false);
        } catch (InterruptedException impossible) {
            throw new AssertionError(impossible);
        }
    }

    final AcquireTimeoutException timedOut(Duration timeout) {
        String holder = heldBy.get();
        heldBy.remove();
        return new AcquireTimeoutException(words + " '" + name() + "' not acquired in " + timeout
                + ": on the server's host holder=" + holder + ". Look at the holder; `parley diagnose` there, or"
                + " holder(), shows more");
    }

    @Override
    public final boolean tryLock(long time, TimeUnit unit) throws InterruptedException {
        requireNotInterrupted();
        return tryFor(unit.toNanos(time));
    }

    abstract boolean tryFor(long timeoutNs) throws InterruptedException;

    final boolean tryFor(Duration timeout) throws InterruptedException {
        requireNotInterrupted();
        return tryFor(TimeUnit.NANOSECONDS.convert(timeout));
    }

    final LockLook look() {
        return LockLook.read(request(LockOps.LOOK).call());
    }

    public final boolean isLocked() {
        return look().locked();
    }

    public final Optional<HolderInfo> holder() {
        return look().holder();
    }

    public final long token() {
        return look().token();
    }

    public final long recoveries() {
        return look().recoveries();
    }

    public final LockOptions options() {
        return look().options();
    }

    @Override
    public final ManagedCondition newCondition() {
        return condition(Integer.toString(unnamedConditions.incrementAndGet()));
    }

    /** A condition of this lock. */
    public abstract ManagedCondition condition(String condition);
}
