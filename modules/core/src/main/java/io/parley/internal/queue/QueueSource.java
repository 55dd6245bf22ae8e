package io.parley.internal.queue;

import io.parley.internal.wait.Doorbell;
import io.parley.internal.wait.WaitSource;

/** A queue with messages to take, as something to wait for beside others. A closed handle is ready, not an error. */
public final class QueueSource implements WaitSource {
    private final DurableQueue queue;
    private final QueueReader reader;
    private final Doorbell bell;

    QueueSource(DurableQueue queue, QueueReader reader, Doorbell bell) {
        this.queue = queue;
        this.reader = reader;
        this.bell = bell;
    }

    /** The queue itself. */
    public DurableQueue queue() {
        return queue;
    }

    @Override
    public Doorbell bell() {
        return bell;
    }

    @Override
    public boolean isTrue() {
        try {
            return !queue.isOpen() || reader.isTrue();
        } catch (IllegalStateException e) {
            return closedMeanwhile(e);
        }
    }

    @Override
    public void sliceExpired() {
        try {
            if (queue.isOpen()) {
                reader.sliceExpired();
            }
        } catch (IllegalStateException e) {
            closedMeanwhile(e);
        }
    }

    private boolean closedMeanwhile(IllegalStateException e) {
        if (queue.isOpen()) {
            throw e;
        }
        return true;
    }
}
