package io.parley.manager.internal.sync;

import io.parley.manager.internal.client.Link;
import io.parley.sync.LockOptions;
import io.parley.sync.ManagedBinaryLock;
import io.parley.sync.ManagedCondition;
import java.time.Duration;

/** A lock without an owner on another host. */
public final class RemoteBinaryLock extends RemoteAnyLock implements ManagedBinaryLock {
    RemoteBinaryLock(Link link, String name, LockOptions options) {
        super(link, SyncKinds.BINARY_LOCK, "binary lock", name, options);
    }

    /** The server keeps the lock for nobody from now on. Sent before whatever this thread sends next. */
    @Override
    void acquired(long token, boolean recovered) {
        request(LockOps.CONFIRM).with(self()).send();
    }

    @Override
    public void lock() {
        askForEver();
    }

    @Override
    public void lockInterruptibly() throws InterruptedException {
        requireNotInterrupted();
        ask(Long.MAX_VALUE, true);
    }

    @Override
    public boolean tryLock() {
        return askAtOnce();
    }

    @Override
    boolean tryFor(long timeoutNs) throws InterruptedException {
        return ask(timeoutNs, true);
    }

    @Override
    public void acquire(Duration timeout) throws InterruptedException {
        if (!tryFor(timeout)) {
            throw timedOut(timeout);
        }
    }

    @Override
    public void unlock() {
        request(LockOps.RELEASE).with(self()).with(0).call();
    }

    @Override
    public boolean isRecovered() {
        return look().inconsistent();
    }

    @Override
    public void markConsistent() {
        request(LockOps.MARK_CONSISTENT).with(self()).call();
    }

    @Override
    public ManagedCondition condition(String condition) {
        return new RemoteCondition(this, condition, false);
    }
}
