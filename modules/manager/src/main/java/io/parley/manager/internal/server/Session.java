package io.parley.manager.internal.server;

import io.parley.manager.internal.net.FrameSink;
import io.parley.manager.internal.wire.Frame;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * One client, from when it opened the session until it closes it or is not heard of for too long. Survives its
 * connections. Remembers the answers that the client may not have, so that a request that is sent again is answered and
 * not done again.
 *
 * <p><b>Threading:</b> any thread.
 */
public final class Session {
    /** How many requests may be without an acknowledged answer. */
    public static final int WINDOW = 4096;

    private final long id;
    private final long secret;
    private final AtomicLong commits;
    private final Workers workers;
    private final Slot[] slots = new Slot[WINDOW];
    private final Map<Object, Holding> holdings = new HashMap<>();
    private final Set<Waiter> waiters = new HashSet<>();
    private volatile FrameSink connection;
    private volatile long heardAtNs;
    private long acked = 1;
    private long highest;
    private boolean ended;

    Session(long id, long secret, AtomicLong commits, Workers workers, FrameSink connection, long nowNs) {
        this.workers = workers;
        this.id = id;
        this.secret = secret;
        this.commits = commits;
        this.connection = connection;
        this.heardAtNs = nowNs;
    }

    /** A request and what became of it. */
    private static final class Slot {
        private final long seq;
        private Frame answer;
        private Receipt receipt;

        Slot(long seq) {
            this.seq = seq;
        }
    }

    /** The number of the session. */
    public long id() {
        return id;
    }

    Workers workers() {
        return workers;
    }

    /** Whether it is over; what it would get now nobody would give back. */
    public synchronized boolean isEnded() {
        return ended;
    }

    long secret() {
        return secret;
    }

    long nextCommit() {
        return commits.incrementAndGet();
    }

    /** Whether an answer would be sent at once. */
    public boolean isConnected() {
        return connection != null;
    }

    void heard(long nowNs) {
        heardAtNs = nowNs;
    }

    long heardAtNs() {
        return heardAtNs;
    }

    /** The request is new and to be done; otherwise it was answered again, or will be when it is done. */
    synchronized boolean begin(long seq) {
        if (ended || seq < acked) {
            return false;
        }
        if (seq >= acked + WINDOW) {
            throw new IllegalArgumentException(
                    "request is too far ahead: seq=" + seq + ", acked=" + acked + ", window=" + WINDOW);
        }
        highest = Math.max(highest, seq);
        int at = (int) (seq % WINDOW);
        Slot slot = slots[at];
        if (slot == null) {
            slots[at] = new Slot(seq);
            return true;
        }
        FrameSink to = connection;
        if (slot.answer != null && to != null) {
            to.send(slot.answer);
        }
        return false;
    }

    void answer(Call call, Frame answer, Receipt receipt) {
        synchronized (this) {
            if (!ended) {
                Slot slot = slots[(int) (call.seq() % WINDOW)];
                slot.answer = answer;
                slot.receipt = receipt;
                FrameSink to = connection;
                if (to != null) {
                    to.send(answer);
                }
                return;
            }
        }
        if (receipt != null) {
            receipt.lost();
        }
    }

    /** The client has every answer below this one. */
    void acknowledge(long below) {
        List<Receipt> arrived = null;
        synchronized (this) {
            if (below > highest + 1) {
                throw new IllegalArgumentException(
                        "acknowledged what was not asked for: acked=" + below + ", highest=" + highest);
            }
            for (; acked < below; acked++) {
                int at = (int) (acked % WINDOW);
                Slot slot = slots[at];
                if (slot != null && slot.answer == null) {
                    throw new IllegalArgumentException(
                            "acknowledged what was not answered: seq=" + acked + ", acked=" + below);
                }
                if (slot != null && slot.receipt != null) {
                    arrived = arrived == null ? new ArrayList<>() : arrived;
                    arrived.add(slot.receipt);
                }
                slots[at] = null;
            }
        }
        if (arrived != null) {
            arrived.forEach(Receipt::arrived);
        }
    }

    /**
     * What this session has of something.
     *
     * @param what the key
     * @param first makes it the first time
     * @throws IllegalStateException if the session is over
     */
    public synchronized <H extends Holding> H holding(Object what, Supplier<H> first) {
        if (ended) {
            throw new IllegalStateException("the session is over: " + this);
        }
        @SuppressWarnings("unchecked") // a key is used with one type
        H held = (H) holdings.computeIfAbsent(what, key -> first.get());
        return held;
    }

    synchronized void waits(Waiter waiter) {
        if (ended) {
            waiter.cancel();
        } else {
            waiters.add(waiter);
        }
    }

    synchronized void noLongerWaits(Waiter waiter) {
        waiters.remove(waiter);
    }

    /** The caller of that request does not want to wait any longer; answered like a failure if it still waited. */
    void cancel(long seq) {
        for (Waiter waiter : waiters()) {
            if (waiter.call().seq() == seq) {
                if (waiter.cancel()) {
                    waiter.call().fail(new java.util.concurrent.CancellationException("cancelled"));
                }
                waiter.line().retry();
            }
        }
    }

    private synchronized List<Waiter> waiters() {
        return List.copyOf(waiters);
    }

    /** The client is back. */
    void connected(FrameSink to) {
        FrameSink before = connection;
        connection = to;
        if (before != null && before != to) {
            before.close();
        }
        waiters().forEach(waiter -> waiter.line().retry());
    }

    void disconnected(FrameSink from) {
        if (connection == from) {
            connection = null;
            waiters().forEach(waiter -> waiter.line().retry());
        }
    }

    /** Gives everything back. */
    void end(boolean lost) {
        List<Receipt> unheard = new ArrayList<>();
        List<Holding> held;
        synchronized (this) {
            if (ended) {
                return;
            }
            ended = true;
            for (Slot slot : slots) {
                if (slot != null && slot.receipt != null) {
                    unheard.add(slot.receipt);
                }
            }
            held = List.copyOf(holdings.values());
        }
        List<Waiter> waited = waiters();
        waited.forEach(Waiter::cancel);
        waited.forEach(waiter -> waiter.line().retry());
        unheard.forEach(Receipt::lost);
        held.forEach(holding -> holding.sessionEnded(lost));
        FrameSink to = connection;
        connection = null;
        if (to != null) {
            to.close();
        }
    }

    @Override
    public String toString() {
        FrameSink to = connection;
        return "Session(" + Long.toHexString(id) + ", " + (to == null ? "not connected" : to.peer()) + ")";
    }
}
