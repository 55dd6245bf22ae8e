package io.parley.manager.internal.sync;

import io.parley.internal.live.LiveThread;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One thread of a client: who it is to the locks of the domain, what it holds, what it waits for. */
final class Party {
    private final Parties all;
    private final LiveThread agent = LiveThread.agent();
    private final Map<LockPlace, Hold> held = new HashMap<>();
    private Parked parked;

    Party(Parties all) {
        this.all = all;
    }

    /**
     * One lock of a party.
     *
     * @param token of the acquisition
     * @param asDead whether the next holder is told, should the session end
     */
    private record Hold(long token, boolean asDead) {}

    LiveThread agent() {
        return agent;
    }

    /** The party, as its agent, acquired that lock. Without effect but to give it back if the session is over. */
    boolean took(LockPlace place, long token, boolean asDead) {
        synchronized (all) {
            if (!all.isEnded()) {
                held.put(place, new Hold(token, asDead));
                return true;
            }
        }
        place.giveBack(agent, token, asDead);
        return false;
    }

    /** It gave the lock back, or it is nobody's business any more. */
    void gave(LockPlace place) {
        synchronized (all) {
            held.remove(place);
        }
    }

    /** The token of its acquisition; −1 if it does not hold the lock. */
    long token(LockPlace place) {
        synchronized (all) {
            Hold hold = held.get(place);
            return hold == null ? -1 : hold.token();
        }
    }

    /** The party waits from now on. A thread waits for one thing. */
    void park(Parked wait) {
        synchronized (all) {
            if (parked != null) {
                throw new IllegalStateException("thread waits already: wait=" + parked.number() + ", asked for="
                        + wait.number() + ". One request of a thread may wait at a time");
            }
            parked = wait;
        }
    }

    void unpark() {
        synchronized (all) {
            parked = null;
        }
    }

    /** The thread was interrupted in that wait; nothing if that is over. */
    void interrupt(long number) {
        Parked wait;
        synchronized (all) {
            wait = parked;
        }
        if (wait != null && wait.number() == number) {
            wait.interrupt();
        }
    }

    /** Whether nothing is lost if it is forgotten. */
    boolean isIdle() {
        synchronized (all) {
            return held.isEmpty() && parked == null;
        }
    }

    void end() {
        Parked wait;
        Map<LockPlace, Hold> left;
        synchronized (all) {
            wait = parked;
            parked = null;
            left = Map.copyOf(held);
            held.clear();
        }
        if (wait != null) {
            wait.sessionEnded();
        }
        for (LockPlace place : List.copyOf(left.keySet())) {
            Hold hold = left.get(place);
            place.giveBack(agent, hold.token(), hold.asDead());
        }
    }
}
