package io.parley.manager.internal.sync;

import io.parley.MessageReader;
import io.parley.internal.memory.MessageBuffer;
import io.parley.manager.internal.client.Link;
import io.parley.manager.internal.client.RemoteObject;
import io.parley.sync.ManagedBarrier;
import java.time.Duration;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A barrier on another host. */
public final class RemoteBarrier extends RemoteObject implements ManagedBarrier {
    private final int parties;
    private final long timeoutNs;

    /** Opens the barrier, creating it with that many parties first if there is none; no time-out if it is null. */
    public RemoteBarrier(Link link, String name, int parties, Duration timeout) {
        super(link, SyncKinds.BARRIER, name, details(parties));
        this.parties = parties;
        this.timeoutNs = timeout == null ? Long.MAX_VALUE : TimeUnit.NANOSECONDS.convert(timeout);
    }

    private static MessageBuffer details(int parties) {
        MessageBuffer details = new MessageBuffer(4);
        details.writeInt(parties);
        return details;
    }

    @Override
    public int await() throws InterruptedException, BrokenBarrierException {
        return parties - 1 - arriveAndAwait();
    }

    @Override
    public int await(Duration timeout) throws InterruptedException, BrokenBarrierException, TimeoutException {
        return parties - 1 - arriveAndAwait(timeout);
    }

    @Override
    public int arriveAndAwait() throws InterruptedException, BrokenBarrierException {
        try {
            return arrive(timeoutNs);
        } catch (TimeoutException e) {
            BrokenBarrierException broken = new BrokenBarrierException(e.getMessage());
            broken.initCause(e);
            throw broken;
        }
    }

    @Override
    public int arriveAndAwait(Duration timeout) throws InterruptedException, BrokenBarrierException, TimeoutException {
        return arrive(TimeUnit.NANOSECONDS.convert(timeout));
    }

    private int arrive(long withinNs) throws InterruptedException, BrokenBarrierException, TimeoutException {
        if (Thread.interrupted()) {
            abort();
            throw new InterruptedException();
        }
        MessageReader answer = request(BarrierOps.ARRIVE).with(withinNs).callInterruptibly();
        int end = answer.readByte();
        if (end == BarrierOps.TRIPPED) {
            return answer.readInt();
        }
        String message = answer.readUtf8();
        if (end == BarrierOps.TIMED_OUT) {
            throw new TimeoutException(message);
        }
        throw new BrokenBarrierException(message);
    }

    @Override
    public void abort() {
        request(BarrierOps.ABORT).call();
    }

    @Override
    public void reset() {
        request(BarrierOps.RESET).call();
    }

    @Override
    public boolean isBroken() {
        return request(BarrierOps.IS_BROKEN).call().readByte() != 0;
    }

    @Override
    public int parties() {
        return parties;
    }

    @Override
    public int waiting() {
        return (int) request(BarrierOps.WAITING).call().readLong();
    }
}
