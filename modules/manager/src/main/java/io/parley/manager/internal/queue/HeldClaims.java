package io.parley.manager.internal.queue;

import io.parley.manager.internal.server.Call;
import io.parley.manager.internal.server.Holding;
import io.parley.queue.Claim;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The messages of one queue that a session has: claimed, taken and not done, or on their way to it. Thread-safe. */
final class HeldClaims implements Holding {
    private static final Logger LOG = LoggerFactory.getLogger("io.parley.manager");

    private final Runnable changed;
    private final Map<Long, Held> held = new HashMap<>();
    private long last;
    private boolean ended;

    private record Key(String queue) {}

    private record Held(long number, Claim<byte[]> claim, Kind kind, long thread) {}

    private enum Kind {
        /** Answered to a take that nobody acknowledged. */
        ARRIVING,
        /** Taken from a joinable queue until it is done. */
        TAKEN,
        CLAIMED
    }

    private HeldClaims(Runnable changed) {
        this.changed = changed;
    }

    /** What the session of a call has of a queue. */
    static HeldClaims of(Call call, String queue, Runnable changed) {
        return call.session().holding(new Key(queue), () -> new HeldClaims(changed));
    }

    /** Adds messages that are taken, numbered one after the other; returns the first number. */
    synchronized long add(List<Claim<byte[]>> claims, boolean untilDone, long thread) {
        long first = last + 1;
        claims.forEach(claim -> add(claim, untilDone ? Kind.TAKEN : Kind.ARRIVING, thread));
        return first;
    }

    long claimed(Claim<byte[]> claim) {
        return add(claim, Kind.CLAIMED, 0);
    }

    private synchronized long add(Claim<byte[]> claim, Kind kind, long thread) {
        if (ended) {
            throw new IllegalStateException("the session is over: " + claim + " goes to somebody else");
        }
        held.put(++last, new Held(last, claim, kind, thread));
        return last;
    }

    /** Whether there was such a one; it is not the session's any more. */
    synchronized Claim<byte[]> remove(long number) {
        Held found = held.remove(number);
        return found == null ? null : found.claim;
    }

    /** The claim of that number, which the client wants to finish. */
    synchronized Claim<byte[]> require(long number) {
        Held found = held.get(number);
        if (found == null || found.kind != Kind.CLAIMED) {
            throw new IllegalStateException(
                    "claim is not this session's: number=" + number + ". It was finished already, or given back");
        }
        return found.claim;
    }

    /** The message taken first by that thread, or else by any, which is done now; null if there is none. */
    synchronized Claim<byte[]> removeOldestTaken(long thread) {
        Held oldest = oldest(one -> one.thread == thread);
        oldest = oldest != null ? oldest : oldest(one -> true);
        return oldest == null ? null : held.remove(oldest.number).claim;
    }

    private Held oldest(Predicate<Held> wanted) {
        Held oldest = null;
        for (Held one : held.values()) {
            if (one.kind == Kind.TAKEN
                    && wanted.test(one)
                    && (oldest == null || one.claim.sequence() < oldest.claim.sequence())) {
                oldest = one;
            }
        }
        return oldest;
    }

    synchronized int count() {
        return held.size();
    }

    @Override
    public void sessionEnded(boolean lost) {
        List<Claim<byte[]>> back = new ArrayList<>();
        synchronized (this) {
            ended = true;
            held.values().forEach(one -> back.add(one.claim));
            held.clear();
        }
        back.forEach(HeldClaims::giveBack);
        if (!back.isEmpty()) {
            changed.run();
        }
    }

    /** Never fails: a message that cannot go to the dead letters comes again. */
    static void giveBack(Claim<byte[]> claim) {
        try {
            claim.close();
        } catch (RuntimeException e) {
            LOG.warn("PLY-0056 message of a client that is gone was not put away, and comes again: {}", claim, e);
        }
    }

    /** Never fails: the queue may be gone by now. */
    static void acknowledge(Claim<byte[]> claim) {
        try {
            claim.ack();
        } catch (RuntimeException e) {
            LOG.debug("message arrived, and its queue is gone: {}", claim, e);
        }
    }
}
