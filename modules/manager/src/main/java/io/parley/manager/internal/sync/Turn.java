package io.parley.manager.internal.sync;

import io.parley.internal.live.LiveThread;
import io.parley.internal.sync.LockSource;
import io.parley.internal.sync.WordLock;
import io.parley.manager.internal.server.Line;

/** One agent's way to a lock: its tries, and in a fair lock its place among all who wait, of all processes. */
final class Turn {
    private final LockPlace place;
    private final LiveThread agent;
    private LockSource source;
    private int slot = WordLock.NO_SLOT;
    private boolean waited;

    Turn(LockPlace place, LiveThread agent) {
        this.place = place;
        this.agent = agent;
        this.source = place.source();
    }

    /** One try; whether the agent holds the lock now. */
    boolean tryIt() {
        WordLock core = place.core();
        if (waited && !source.isTrue()) {
            return false;
        }
        boolean acquired = core.tryAcquireAs(agent, waited, slot);
        if (acquired) {
            leave();
        }
        return acquired;
    }

    /** Where to wait for the next try. */
    Line line() {
        waited = true;
        place.core().noteWait();
        if (!place.core().isOrdered()) {
            return place.line();
        }
        slot = place.core().enterQueue(agent);
        source = new LockSource(place.core(), slot);
        return place.watcher().line(source, false);
    }

    /** The agent does not want it any more, or has it. */
    void leave() {
        if (slot != WordLock.NO_SLOT) {
            place.core().leaveQueue(agent, slot);
            slot = WordLock.NO_SLOT;
        }
    }
}
