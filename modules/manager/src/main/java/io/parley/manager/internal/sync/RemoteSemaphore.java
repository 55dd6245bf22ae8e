package io.parley.manager.internal.sync;

import io.parley.AcquireTimeoutException;
import io.parley.internal.memory.MessageBuffer;
import io.parley.manager.internal.client.Link;
import io.parley.manager.internal.client.RemoteObject;
import io.parley.manager.internal.client.Request;
import io.parley.sync.ManagedSemaphore;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A semaphore on another host. */
public final class RemoteSemaphore extends RemoteObject implements ManagedSemaphore {
    private RemoteSemaphore(Link link, int kind, String name, int permits) {
        super(link, kind, name, details(permits));
    }

    /** Opens a plain semaphore as it is, creating it with one permit if there is none. */
    public static RemoteSemaphore plain(Link link, String name) {
        return new RemoteSemaphore(link, SyncKinds.SEMAPHORE, name, SemaphoreOps.ANY);
    }

    /** Opens a plain semaphore. */
    public static RemoteSemaphore plain(Link link, String name, int permits) {
        return new RemoteSemaphore(link, SyncKinds.SEMAPHORE, name, requireInitial(name, permits));
    }

    /** Opens a semaphore that never has more permits than at the beginning. */
    public static RemoteSemaphore bounded(Link link, String name, int permits) {
        return new RemoteSemaphore(link, SyncKinds.BOUNDED_SEMAPHORE, name, requireInitial(name, permits));
    }

    /** Opens a semaphore whose permits belong to sessions and processes. */
    public static RemoteSemaphore leased(Link link, String name, int permits) {
        return new RemoteSemaphore(link, SyncKinds.LEASED_SEMAPHORE, name, requireInitial(name, permits));
    }

    private static int requireInitial(String name, int permits) {
        if (permits < 0) {
            throw new IllegalArgumentException(
                    "semaphore '" + name + "' cannot begin with permits=" + permits + ". Zero or more");
        }
        return permits;
    }

    private static MessageBuffer details(int permits) {
        MessageBuffer details = new MessageBuffer(4);
        details.writeInt(permits);
        return details;
    }

    private Request acquisition(int n, long timeoutNs) {
        Request request = request(SemaphoreOps.ACQUIRE);
        request.args().writeInt(n);
        return request.with(timeoutNs);
    }

    @Override
    public void acquire() throws InterruptedException {
        acquire(1);
    }

    @Override
    public void acquire(int n) throws InterruptedException {
        acquisition(n, Long.MAX_VALUE).callInterruptibly();
    }

    @Override
    public void acquire(Duration timeout) throws InterruptedException {
        acquire(1, timeout);
    }

    @Override
    public void acquire(int n, Duration timeout) throws InterruptedException {
        if (!tryAcquire(n, timeout)) {
            throw new AcquireTimeoutException("semaphore '" + name() + "' not acquired in " + timeout + ": " + this
                    + " wanted=" + n + ", available=" + availablePermits() + ", initial=" + initialPermits()
                    + ". Look for who does not release");
        }
    }

    @Override
    public void acquireUninterruptibly() {
        acquireUninterruptibly(1);
    }

    @Override
    public void acquireUninterruptibly(int n) {
        acquisition(n, Long.MAX_VALUE).call();
    }

    @Override
    public boolean tryAcquire() {
        return tryAcquire(1);
    }

    @Override
    public boolean tryAcquire(int n) {
        return acquisition(n, 0).call().readByte() != 0;
    }

    @Override
    public boolean tryAcquire(Duration timeout) throws InterruptedException {
        return tryAcquire(1, timeout);
    }

    @Override
    public boolean tryAcquire(int n, Duration timeout) throws InterruptedException {
        return acquisition(n, TimeUnit.NANOSECONDS.convert(timeout))
                        .callInterruptibly()
                        .readByte()
                != 0;
    }

    @Override
    public void release() {
        release(1);
    }

    @Override
    public void release(int n) {
        Request request = request(SemaphoreOps.RELEASE);
        request.args().writeInt(n);
        request.call();
    }

    @Override
    public int availablePermits() {
        return number(SemaphoreOps.AVAILABLE);
    }

    @Override
    public int drainPermits() {
        return number(SemaphoreOps.DRAIN);
    }

    @Override
    public int initialPermits() {
        return number(SemaphoreOps.INITIAL);
    }

    private int number(int op) {
        return (int) request(op).call().readLong();
    }
}
