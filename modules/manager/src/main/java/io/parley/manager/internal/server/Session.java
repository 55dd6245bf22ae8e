package io.parley.manager.internal.server;

import io.parley.internal.crash.Failpoint;
import io.parley.internal.memory.MessageBuffer;
import io.parley.manager.internal.net.FrameSink;
import io.parley.manager.internal.wire.Frame;
import io.parley.manager.internal.wire.FrameType;
import io.parley.manager.internal.wire.RequestNumber;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client, from when it opened the session until it closes it or is not heard of for too long. Survives its
 * connections. Remembers the answers that the client may not have, so that a request that is sent again is answered and
 * not done again.
 *
 * <p><b>Threading:</b> any thread. One at a time has the session's {@linkplain #inTurn turn}: requests are begun,
 * attempts made, requests taken back and the session ended in turn, so that what belongs to it needs no locks for that.
 */
public final class Session {
    /** How many requests may be without an acknowledged answer. */
    public static final int WINDOW = RequestNumber.SLOTS;

    private static final Logger LOG = LoggerFactory.getLogger("io.parley.manager");
    private static final int FIRST_SLOTS = 8;

    private final long id;
    private final long secret;
    private final AtomicLong commits;
    private final Workers workers;
    private final ReentrantLock turn = new ReentrantLock();
    private final Map<Object, Holding> holdings = new LinkedHashMap<>();
    private Slot[] slots = new Slot[FIRST_SLOTS];
    private volatile FrameSink connection;
    private volatile long heardAtNs;
    private volatile boolean ended;

    Session(long id, long secret, AtomicLong commits, Workers workers, long nowNs) {
        this.id = id;
        this.secret = secret;
        this.commits = commits;
        this.workers = workers;
        this.heardAtNs = nowNs;
    }

    /** The number of the session. */
    public long id() {
        return id;
    }

    long secret() {
        return secret;
    }

    Workers workers() {
        return workers;
    }

    long nextCommit() {
        return commits.incrementAndGet();
    }

    /** Whether an answer would be sent at once. */
    public boolean isConnected() {
        return connection != null;
    }

    /** Whether it is over: what it got now nobody would give back. */
    public boolean isEnded() {
        return ended;
    }

    void heard(long nowNs) {
        heardAtNs = nowNs;
    }

    long heardAtNs() {
        return heardAtNs;
    }

    /**
     * Does something while nobody else does anything for this session; it does not end meanwhile. Short, and waits for
     * nothing. A {@link Line#retry} in it happens after it.
     */
    public void inTurn(Runnable what) {
        enter();
        try {
            what.run();
        } finally {
            leave();
        }
    }

    void enter() {
        Later.ofThread().enter();
        turn.lock();
    }

    void leave() {
        turn.unlock();
        Later.ofThread().leave();
    }

    /**
     * In turn: the request is new and to be done; otherwise it was answered again, or will be when it is done.
     *
     * @throws IllegalArgumentException if a client cannot have sent it
     */
    boolean begin(long seq) {
        Receipt arrived;
        synchronized (this) {
            if (ended) {
                return false;
            }
            Slot slot = slot(seq);
            if (slot.seq == seq) {
                sendAgain(slot);
                return false;
            }
            long ahead = RequestNumber.count(seq) - RequestNumber.count(slot.seq);
            if (ahead < 0) {
                return false;
            }
            if (ahead != 1 || slot.seq != 0 && !slot.answered) {
                throw new IllegalArgumentException(
                        "request out of turn: seq=" + seq + ", the one before it=" + slot.seq + ", " + this);
            }
            arrived = slot.acknowledged();
            slot.begin(seq);
        }
        arrived(arrived);
        return true;
    }

    private Slot slot(long seq) {
        int at = RequestNumber.slot(seq);
        if (seq <= 0) {
            throw new IllegalArgumentException("no number of a request: seq=" + seq);
        }
        if (at >= slots.length) {
            slots = Arrays.copyOf(slots, Math.min(WINDOW, Integer.highestOneBit(at) << 1));
        }
        if (slots[at] == null) {
            slots[at] = new Slot();
        }
        return slots[at];
    }

    private void sendAgain(Slot slot) {
        FrameSink to = connection;
        if (slot.answer != null && to != null) {
            to.send(slot.answer);
        }
    }

    void answer(Call call, Frame answer, Receipt receipt) {
        Failpoint.REMOTE_DONE_BEFORE_ANSWER.hit();
        boolean over;
        synchronized (this) {
            over = ended;
            if (!over) {
                Slot slot = slot(call.seq());
                if (slot.seq != call.seq() || slot.answered) {
                    throw new IllegalStateException("answered twice: " + call);
                }
                slot.answered = true;
                slot.answer = answer;
                slot.receipt = receipt;
                slot.waiter = null;
                FrameSink to = connection;
                if (to != null) {
                    to.send(answer);
                }
            }
        }
        if (over && receipt != null) {
            each(List.of(receipt), Receipt::lost);
        }
        Failpoint.REMOTE_ANSWERED_BEFORE_ACK.hit();
    }

    synchronized boolean isAnswered(Call call) {
        Slot slot = slot(call.seq());
        return ended || slot.seq != call.seq() || slot.answered;
    }

    /** The client has the answer to that request. */
    void acknowledge(long seq) {
        Receipt arrived;
        synchronized (this) {
            if (ended) {
                return;
            }
            Slot slot = slot(seq);
            if (slot.seq < seq || slot.seq == seq && !slot.answered) {
                throw new IllegalArgumentException("acknowledged what was not answered: seq=" + seq + ", " + this);
            }
            arrived = slot.seq == seq ? slot.acknowledged() : null;
        }
        arrived(arrived);
    }

    private static void arrived(Receipt receipt) {
        if (receipt != null) {
            each(List.of(receipt), Receipt::arrived);
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

    /** The request waits; false if there is no use in that: it was taken back, or the session is over. */
    synchronized boolean waits(Waiter waiter) {
        Slot slot = slot(waiter.call().seq());
        if (ended || slot.cancelled) {
            return false;
        }
        slot.waiter = waiter;
        return true;
    }

    /** In turn: the caller does not want to wait any longer. No effect on a request that was done. */
    void cancel(long seq) {
        Waiter waiter = null;
        synchronized (this) {
            Slot slot = slot(seq);
            if (slot.seq == seq && !slot.answered) {
                slot.cancelled = true;
                waiter = slot.waiter;
            }
        }
        if (waiter != null) {
            waiter.takeBack();
        }
    }

    private synchronized List<Waiter> waiters() {
        return Arrays.stream(slots)
                .filter(Objects::nonNull)
                .map(slot -> slot.waiter)
                .filter(Objects::nonNull)
                .toList();
    }

    /** In turn: whether what comes over this connection counts; the client sent it again over the latest one. */
    boolean isAt(FrameSink from) {
        return !ended && from.equals(connection);
    }

    /** In turn: the client is here, or back. */
    void connected(FrameSink to) {
        FrameSink before = connection;
        connection = to;
        if (before != null && !before.equals(to)) {
            before.close();
        }
        waiters().forEach(waiter -> waiter.line().retry());
    }

    /** The next in its lines may go first until it is back. */
    void disconnected(FrameSink from) {
        synchronized (this) {
            if (!from.equals(connection)) {
                return;
            }
            connection = null;
        }
        waiters().forEach(waiter -> waiter.line().retry());
    }

    /** Gives everything back. */
    void end(boolean lost, String why) {
        inTurn(() -> endInTurn(lost, why));
    }

    private void endInTurn(boolean lost, String why) {
        List<Receipt> unheard = new ArrayList<>();
        List<Holding> held;
        List<Waiter> waiting = waiters();
        FrameSink to;
        synchronized (this) {
            if (ended) {
                return;
            }
            ended = true;
            Arrays.stream(slots)
                    .filter(slot -> slot != null && slot.receipt != null)
                    .forEach(slot -> unheard.add(slot.receipt));
            slots = new Slot[FIRST_SLOTS];
            held = List.copyOf(holdings.values());
            holdings.clear();
            to = connection;
            connection = null;
        }
        each(waiting, Waiter::sessionEnded);
        each(unheard, Receipt::lost);
        each(held, holding -> {
            holding.sessionEnded(lost);
            Failpoint.REMOTE_BETWEEN_HOLDINGS.hit();
        });
        if (to != null) {
            to.send(refusal(id, why));
            to.close();
        }
    }

    static Frame refusal(long session, String why) {
        MessageBuffer reason = new MessageBuffer(128);
        reason.writeUtf8(why);
        return new Frame(FrameType.REFUSED, 0, session, 0, 0, 0, reason);
    }

    /** One that fails does not keep the others from it. */
    private static <T> void each(List<T> all, Consumer<T> action) {
        for (T one : all) {
            try {
                action.accept(one);
            } catch (RuntimeException e) {
                LOG.warn("PLY-0122 cannot be settled for a session: {}", one, e);
            }
        }
    }

    @Override
    public String toString() {
        FrameSink to = connection;
        return "Session(" + Long.toHexString(id) + ", " + (to == null ? "not connected" : to.peer()) + ")";
    }
}
