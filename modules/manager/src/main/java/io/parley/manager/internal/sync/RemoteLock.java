package io.parley.manager.internal.sync;

import io.parley.internal.memory.MessageBuffer;
import io.parley.manager.internal.client.Link;
import io.parley.sync.LockOptions;
import io.parley.sync.ManagedCondition;
import io.parley.sync.ManagedLease;
import io.parley.sync.ManagedLock;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A lock on another host. The server knows which thread of the client has it; how often, the client. */
public final class RemoteLock extends RemoteAnyLock implements ManagedLock {
    private static final Logger LOG = LoggerFactory.getLogger("io.parley.manager");

    private final Holds holds;
    private final Inside inside;

    RemoteLock(Link link, String name, LockOptions options, Holds holds) {
        super(link, SyncKinds.LOCK, "lock", name, options);
        this.holds = holds;
        this.inside = null;
    }

    /** The lock that lies in a value or an array. */
    RemoteLock(Link link, String name, Inside inside, Holds holds) {
        super(link, SyncKinds.LOCK_INSIDE, "lock inside", name, details(inside));
        this.holds = holds;
        this.inside = inside;
    }

    private static MessageBuffer details(Inside inside) {
        MessageBuffer details = new MessageBuffer(8);
        inside.write(details);
        return details;
    }

    /** In what it lies; null if it has a name of its own. */
    Inside inside() {
        return inside;
    }

    Holds holds() {
        return holds;
    }

    @Override
    void acquired(long token, boolean recovered) {
        holds.add(new Holds.Hold(sessionId(), self(), token, recovered));
        HolderWatch.add(this);
    }

    /** Lets the server pass on what threads held that have ended; whether there may be more to come. */
    boolean abandonOfTheDead() {
        if (isSessionOver()) {
            return false;
        }
        for (Holds.Hold hold : holds.takeDead()) {
            try {
                request(LockOps.ABANDON).with(hold.thread()).with(hold.token()).send();
            } catch (RuntimeException e) {
                LOG.warn("lock of a thread that ended stays locked until the session ends: {}", this, e);
            }
        }
        return !holds.isEmpty();
    }

    private boolean isCurrent(Holds.Hold hold) {
        return !isSessionOver() && hold.session() == sessionId();
    }

    private boolean tryReenter() {
        Holds.Hold hold = holds.mine();
        if (hold == null) {
            return false;
        }
        if (!isCurrent(hold)) {
            holds.dropMine(); // it was lost with its session
            return false;
        }
        hold.enter();
        return true;
    }

    @Override
    public void lock() {
        if (!tryReenter()) {
            askForEver();
        }
    }

    @Override
    public void lockInterruptibly() throws InterruptedException {
        requireNotInterrupted();
        if (!tryReenter()) {
            ask(Long.MAX_VALUE, true);
        }
    }

    @Override
    public boolean tryLock() {
        return tryReenter() || askAtOnce();
    }

    @Override
    boolean tryFor(long timeoutNs) throws InterruptedException {
        return tryReenter() || ask(timeoutNs, true);
    }

    @Override
    public void unlock() {
        Holds.Hold hold = requireMine();
        if (!hold.leave()) {
            holds.dropMine();
            request(LockOps.RELEASE).with(self()).with(hold.token()).call();
        }
    }

    Holds.Hold requireMine() {
        Holds.Hold hold = holds.mine();
        if (hold == null) {
            throw new IllegalMonitorStateException("not the holder: " + this + " caller="
                    + Thread.currentThread().getName() + ". Only the thread that acquired may release, wait or signal");
        }
        return hold;
    }

    @Override
    public ManagedLease acquire() throws InterruptedException {
        lockInterruptibly();
        return new RemoteLease(this);
    }

    @Override
    public ManagedLease acquire(Duration timeout) throws InterruptedException {
        if (!tryFor(timeout)) {
            throw timedOut(timeout);
        }
        return new RemoteLease(this);
    }

    @Override
    public Optional<ManagedLease> tryAcquire() {
        return tryLock() ? Optional.of(new RemoteLease(this)) : Optional.empty();
    }

    @Override
    public boolean isRecovered() {
        Holds.Hold hold = holds.mine();
        return hold != null && hold.recovered();
    }

    @Override
    public void markConsistent() {
        Holds.Hold hold = requireMine();
        request(LockOps.MARK_CONSISTENT).with(self()).call();
        hold.consistent();
    }

    @Override
    public boolean isHeldByCurrentThread() {
        return holdCount() > 0;
    }

    @Override
    public int holdCount() {
        Holds.Hold hold = holds.mine();
        return hold == null || !isCurrent(hold) ? 0 : hold.count();
    }

    /** Whether that acquisition of the calling thread holds, as far as is known without asking. */
    boolean isStillHeld(long token) {
        Holds.Hold hold = holds.mine();
        return hold != null && hold.token() == token && isSessionSure() && isCurrent(hold);
    }

    @Override
    public ManagedCondition condition(String condition) {
        return new RemoteCondition(this, condition, true);
    }
}
