package io.parley.manager.internal.sync;

import io.parley.MessageReader;
import io.parley.ObjectDeletedException;
import io.parley.RemoteException;
import io.parley.internal.memory.MessageBuffer;
import io.parley.internal.os.SystemClock;
import io.parley.internal.wait.Deadline;
import io.parley.sync.ManagedCondition;
import java.time.Duration;
import java.util.Date;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** A condition on another host: one request for a whole wait, lock given up and taken back by the server. */
public final class RemoteCondition extends RemoteWaiting implements ManagedCondition {
    static final int OF_BINARY_LOCK = 0;
    static final int OF_LOCK = 1;
    static final int OF_LOCK_INSIDE = 2;

    private final RemoteAnyLock lock;

    RemoteCondition(RemoteAnyLock lock, String name, boolean owned) {
        super(lock.session(), SyncKinds.CONDITION, name, details(lock, owned));
        this.lock = lock;
    }

    private static MessageBuffer details(RemoteAnyLock lock, boolean owned) {
        MessageBuffer details = new MessageBuffer(64);
        Inside inside = lock instanceof RemoteLock ofThread ? ofThread.inside() : null;
        details.writeByte(inside != null ? OF_LOCK_INSIDE : owned ? OF_LOCK : OF_BINARY_LOCK);
        details.writeUtf8(lock.name());
        if (inside != null) {
            inside.write(details);
        }
        return details;
    }

    private boolean awaitFor(long timeoutNs, boolean interruptible) throws InterruptedException {
        requireMine();
        if (interruptible) {
            requireNotInterrupted();
        }
        MessageReader answer;
        try {
            answer = await(LockOps.AWAIT, timeoutNs, interruptible);
        } catch (RemoteException e) {
            forgetHold();
            throw e;
        }
        int outcome = answer.readByte();
        holdAgain(answer.readLong(), answer.readByte() != 0);
        return switch (outcome) {
            case LockOps.IN_TIME -> true;
            case LockOps.TOO_LATE -> false;
            case LockOps.DELETED ->
                throw new ObjectDeletedException("condition or lock was deleted: condition=" + name() + ", lock="
                        + lock.name() + ". Open them again to create new ones");
            default -> throw interrupted();
        };
    }

    private void requireMine() {
        if (lock instanceof RemoteLock owned) {
            owned.requireMine();
        }
    }

    private void holdAgain(long token, boolean recovered) {
        if (lock instanceof RemoteLock owned) {
            owned.requireMine().again(token, recovered);
        } else {
            lock.acquired(token, recovered);
        }
    }

    private void forgetHold() {
        if (lock instanceof RemoteLock owned) {
            owned.holds().dropMine();
        }
    }

    @Override
    public void await() throws InterruptedException {
        awaitFor(Long.MAX_VALUE, true);
    }

    @Override
    public void awaitUninterruptibly() {
        try {
            awaitFor(Long.MAX_VALUE, false);
        } catch (InterruptedException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static long nowNs() {
        return SystemClock.LOCAL.monotonicNs();
    }

    @Override
    public long awaitNanos(long nanosTimeout) throws InterruptedException {
        long deadlineNs = Deadline.after(SystemClock.LOCAL, nanosTimeout);
        awaitFor(nanosTimeout, true);
        return Deadline.remainingNs(deadlineNs, nowNs());
    }

    @Override
    public boolean await(long time, TimeUnit unit) throws InterruptedException {
        return awaitFor(unit.toNanos(time), true);
    }

    @Override
    public boolean await(Duration timeout) throws InterruptedException {
        return awaitFor(TimeUnit.NANOSECONDS.convert(timeout), true);
    }

    @Override
    public boolean awaitUntil(Date deadline) throws InterruptedException {
        long now = nowNs() + SystemClock.currentOffsetNs();
        long nowMs = now / 1_000_000;
        long leftMs = deadline.getTime() <= nowMs ? 0 : deadline.getTime() - nowMs;
        return awaitFor(TimeUnit.MILLISECONDS.toNanos(leftMs) - now % 1_000_000, true);
    }

    @Override
    public boolean awaitUntil(BooleanSupplier predicate, Duration timeout) throws InterruptedException {
        long deadlineNs = Deadline.after(SystemClock.LOCAL, TimeUnit.NANOSECONDS.convert(timeout));
        boolean met = predicate.getAsBoolean();
        long leftNs = Deadline.remainingNs(deadlineNs, nowNs());
        while (!met && leftNs > 0) {
            awaitFor(leftNs, true);
            met = predicate.getAsBoolean();
            leftNs = Deadline.remainingNs(deadlineNs, nowNs());
        }
        return met;
    }

    @Override
    public void signal() {
        signal(1);
    }

    @Override
    public void signal(int count) {
        requireMine();
        request(LockOps.SIGNAL).with(self()).with(count).call();
    }

    @Override
    public void signalAll() {
        requireMine();
        request(LockOps.SIGNAL_ALL).with(self()).call();
    }

    @Override
    public int waiters() {
        return (int) request(LockOps.WAITERS).call().readLong();
    }
}
