package io.parley.manager.internal.queue;

import io.parley.NotDurableException;
import io.parley.internal.queue.FlushPolicy;
import io.parley.manager.internal.server.Call;
import io.parley.manager.internal.server.Work;
import io.parley.queue.SharedQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Answers puts when the disk has them, if that is what the client asked for. Puts that wait at the same time share one
 * write. Nothing more is accepted after the disk refused once.
 */
final class DiskAnswers {
    private final SharedQueue<byte[]> queue;
    private final FlushPolicy policy;
    private final AtomicLong pending = new AtomicLong();
    private long onDisk;
    private volatile RuntimeException refused;

    DiskAnswers(SharedQueue<byte[]> queue, FlushPolicy policy) {
        this.queue = queue;
        this.policy = policy;
    }

    /** Before an append: none is accepted whose durability could not be kept. */
    void requireSound() {
        RuntimeException why = refused;
        if (why != null) {
            throw new NotDurableException("messages are not on disk: " + queue + ". " + why.getMessage(), why);
        }
    }

    /** Messages were appended: answers now, or when they are on disk. */
    void appended(Call call, int messages, Work answer) throws Exception {
        if (!isDue(messages)) {
            answer.run(call);
            return;
        }
        long upTo = queue.appended();
        call.later(asked -> {
            sync(upTo);
            answer.run(asked);
        });
    }

    private boolean isDue(int messages) {
        if (policy.messages() == 0 || messages == 0 || pending.addAndGet(messages) < policy.messages()) {
            return false;
        }
        pending.set(0);
        return true;
    }

    private synchronized void sync(long upTo) {
        if (onDisk >= upTo) {
            return;
        }
        requireSound();
        long all = queue.appended();
        try {
            queue.sync();
        } catch (RuntimeException e) {
            refused = e;
            throw e;
        }
        onDisk = all;
    }
}
