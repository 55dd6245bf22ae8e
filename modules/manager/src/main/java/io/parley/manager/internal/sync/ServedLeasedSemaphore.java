package io.parley.manager.internal.sync;

import io.parley.manager.internal.server.Call;
import io.parley.manager.internal.server.Holding;
import io.parley.manager.internal.server.ServerContext;
import io.parley.sync.LeasedSemaphore;

/**
 * A leased semaphore, served: for the domain all permits are this process's, whose death brings them back. Which of
 * them are whose it counts by session.
 */
final class ServedLeasedSemaphore extends ServedSemaphore {
    ServedLeasedSemaphore(ServerContext server, LeasedSemaphore semaphore) {
        super(server, semaphore);
    }

    /** The permits of one session. */
    private final class Lease implements Holding {
        private int held;
        private boolean ended;

        synchronized boolean add(int n) {
            if (!ended) {
                held += n;
            }
            return !ended;
        }

        synchronized void release(Call call, int n) {
            if (n > held) {
                throw new IllegalStateException("permits are not this session's to release: " + name() + " released="
                        + n + ", held=" + held + ". Release what this session acquired, once");
            }
            ServedLeasedSemaphore.super.release(call, n);
            held -= n;
        }

        @Override
        public void sessionEnded(boolean lost) {
            int left;
            synchronized (this) {
                ended = true;
                left = held;
                held = 0;
            }
            if (left > 0) {
                giveBack(left);
            }
        }
    }

    private Lease lease(Call call) {
        return call.session().holding(this, Lease::new);
    }

    @Override
    void taken(Call call, int n) {
        boolean added = false;
        try {
            added = lease(call).add(n);
        } finally {
            if (!added) {
                giveBack(n);
            }
        }
        call.done();
    }

    @Override
    void release(Call call, int n) {
        lease(call).release(call, n);
    }
}
