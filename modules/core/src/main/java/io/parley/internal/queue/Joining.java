package io.parley.internal.queue;

import io.parley.WaitStrategy;
import io.parley.internal.memory.ObjectFile;
import io.parley.internal.os.Clock;
import io.parley.internal.wait.Doorbell;
import io.parley.internal.wait.WaitSource;

/**
 * What of a queue is unfinished, and the wait for its end. Nothing is counted: a message is unfinished while it is not
 * taken or while it is claimed, and passes from one to the other with the one store that moves the cursor.
 */
public final class Joining implements WaitSource {
    private final DurableQueue queue;
    private final QueueState state;
    private final ClaimTable claims;
    private final ObjectFile file;
    private final Doorbell bell;
    private final boolean joinable;
    private final WaitStrategy strategy;

    Joining(DurableQueue queue, boolean joinable, Clock clock, WaitStrategy strategy) {
        this.queue = queue;
        this.state = queue.state();
        this.claims = queue.claims();
        this.file = queue.file();
        this.bell = new Doorbell(file.memory(), QueueLayout.JOIN_BELL, clock);
        this.joinable = joinable;
        this.strategy = strategy;
    }

    /** Messages that were appended and are not done with; a snapshot. */
    public long unfinished() {
        file.requireNotDeleted();
        long taken = QueueLayout.sequence(claims.cursor());
        int held = claims.heldBelow(taken);
        return Math.max(0, state.appended() - taken) + held;
    }

    /** Waits until every message is done with; false if the deadline passed first. */
    public boolean await(long deadlineNs) throws InterruptedException {
        file.requireNotDeleted();
        boolean finished = bell.await(this, deadlineNs, QueueReader.SLICE_NS, strategy);
        file.requireNotDeleted();
        return finished;
    }

    @Override
    public Doorbell bell() {
        return bell;
    }

    /** Whether there was an instant at which every message that was appended was done with. */
    @Override
    public boolean isTrue() {
        long taken = QueueLayout.sequence(claims.cursor());
        return state.appended() <= taken && claims.heldBelow(taken) == 0 && state.appended() <= taken
                || file.isDeleted();
    }

    @Override
    public void sliceExpired() {
        queue.recoverOrphanedAppend();
    }

    /** A message was done with. */
    void ring() {
        if (joinable) {
            bell.ringAll();
        }
    }

    /** The queue was deleted. */
    void ringAlways() {
        bell.ringAll();
    }
}
