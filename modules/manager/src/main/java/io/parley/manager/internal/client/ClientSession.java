package io.parley.manager.internal.client;

import io.parley.internal.crash.Failpoint;
import io.parley.internal.memory.MessageBuffer;
import io.parley.internal.os.SystemClock;
import io.parley.manager.IndeterminateException;
import io.parley.manager.SessionExpiredException;
import io.parley.manager.SessionState;
import io.parley.manager.internal.net.FrameClient;
import io.parley.manager.internal.net.FrameHandler;
import io.parley.manager.internal.net.FrameSink;
import io.parley.manager.internal.wire.AnswerFlags;
import io.parley.manager.internal.wire.Frame;
import io.parley.manager.internal.wire.FrameType;
import io.parley.manager.internal.wire.RequestNumber;
import java.io.IOException;
import java.util.Comparator;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.IntStream;

/**
 * One session, over as many connections, one after the other, as it takes; until it is closed, or the server was not
 * heard of for the limit. Then it is over for good.
 *
 * <p>The limit runs from when the last sign of life was <em>sent</em> that the server has answered: the server counts
 * from later, so this side knows that the session is over before the server gives away what it held.
 *
 * <p><b>Threading:</b> any thread may send; everything else happens on the one thread of the client.
 */
final class ClientSession {
    /** How many requests may be without an answer. */
    static final int WINDOW = 1024;

    private static final long FIRST_RETRY_MS = 10;
    private static final long MAX_RETRY_MS = 200;
    private static final long MIN_CONNECT_MS = 50;
    private static final long MAX_CLOSE_MS = 3000;

    // in eighths of the limit: a connection that is cut is noticed at six at the latest, so that two are left
    private static final int EIGHTHS = 8;
    private static final int ASK_EVERY = 4;
    private static final int ANSWER_WITHIN = 2;

    private final FrameClient client;
    private final CallMeter latency;
    private final CompletableFuture<Void> firstOpened = new CompletableFuture<>();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private final AtomicReferenceArray<Pending> pending = new AtomicReferenceArray<>(WINDOW);
    private final Slots slots = new Slots(WINDOW);
    private final AtomicLong lastOrder = new AtomicLong();
    private volatile FrameSink connection;
    private volatile long id;
    private volatile RuntimeException over;

    // known to the client's thread only
    private Attempt current;
    private long secret;
    private volatile long limitNs;
    private long heardAtNs;
    private volatile long provenAtNs;
    private long progressAtNs;
    private long askedAtNs;
    private boolean asked;
    private boolean closing;
    private long retryMs;
    private Future<?> beats;

    ClientSession(FrameClient client, CallMeter latency) {
        this.client = client;
        this.latency = latency;
    }

    /** Begins to connect; what becomes of it. */
    CompletableFuture<Void> start(long timeoutMs) {
        client.thread().execute(() -> connect(timeoutMs));
        return firstOpened;
    }

    long id() {
        return id;
    }

    SessionState state() {
        RuntimeException end = over;
        if (end != null) {
            return end instanceof SessionExpiredException ? SessionState.EXPIRED : SessionState.CLOSED;
        }
        return connection != null ? SessionState.CONNECTED : SessionState.RECONNECTING;
    }

    boolean isOver() {
        return over != null;
    }

    /** Whether the server cannot have ended the session: it counts from later than this side. */
    boolean isSure() {
        return over == null && nowNs() - provenAtNs < limitNs;
    }

    /** Sends a request, once there is room for it in the window. */
    Pending send(int object, int op, MessageBuffer args) {
        requireUsable();
        long askedAtNs = latency.start();
        if (!slots.tryAcquire()) {
            requireOtherThread();
            slots.acquire();
        }
        return sendInWindow(object, op, args, askedAtNs);
    }

    /** Sends a request, once there is room for it in the window. */
    Pending sendInterruptibly(int object, int op, MessageBuffer args) throws InterruptedException {
        requireUsable();
        long askedAtNs = latency.start();
        slots.acquireInterruptibly();
        return sendInWindow(object, op, args, askedAtNs);
    }

    private Pending sendInWindow(int object, int op, MessageBuffer args, long askedAtNs) {
        if (over != null) {
            slots.giveUp();
            requireUsable();
        }
        long seq = slots.next();
        Frame frame = new Frame(FrameType.REQUEST, op, id, seq, 0, object, args);
        Pending request = new Pending(lastOrder.incrementAndGet(), frame, askedAtNs);
        pending.set(RequestNumber.slot(seq), request);
        // Who connects looks at what is pending after it has set the connection: one of the two sends it, or both.
        FrameSink to = connection;
        if (to != null) {
            request.sent();
            to.send(request.request());
        }
        if (over != null) {
            failPending();
        }
        return request;
    }

    private void requireUsable() {
        RuntimeException end = over;
        if (end instanceof SessionExpiredException) {
            throw new SessionExpiredException(end.getMessage(), end);
        }
        if (end != null) {
            throw new IllegalStateException(end.getMessage(), end);
        }
    }

    /** For what waits. */
    void requireOtherThread() {
        if (client.isOwnThread()) {
            throw new IllegalStateException("called by the link's own thread, which would wait for itself."
                    + " Use another thread, as in thenApplyAsync");
        }
    }

    /** Takes a request back, if nothing was done yet. It is answered in any case. */
    void takeBack(Pending request) {
        try {
            client.thread().execute(() -> takeBackNow(request));
        } catch (RejectedExecutionException closed) {
            failPending();
        }
    }

    private void takeBackNow(Pending request) {
        request.takeBack();
        if (!request.isSent()) {
            if (remove(request)) {
                slots.undo(request.request().seq());
                request.completeExceptionally(new Pending.TakenBackException());
            }
        } else if (connection != null && !request.isDone()) {
            connection.send(about(FrameType.CANCEL, request.request().seq(), 0));
        }
    }

    private boolean remove(Pending request) {
        return pending.compareAndSet(RequestNumber.slot(request.request().seq()), request, null);
    }

    private Frame about(FrameType type, long seq, long acked) {
        return new Frame(type, 0, id, seq, acked, 0, Frame.empty());
    }

    private void connect(long timeoutMs) {
        if (over != null && (!closing || current != null || ended.isDone())) {
            return;
        }
        Attempt attempt = new Attempt();
        current = attempt;
        client.connect(attempt, timeoutMs);
        if (firstOpened.isDone()) {
            client.thread().schedule(attempt::tooLate, timeoutMs, TimeUnit.MILLISECONDS);
        }
    }

    /** One connection, or the attempt at one; of no interest once there is a later one. */
    private final class Attempt implements FrameHandler {
        private FrameSink sink;
        private boolean isOpen;

        @Override
        public void opened(FrameSink to) {
            sink = to;
            if (current != this || over != null && !closing) {
                to.close();
                return;
            }
            MessageBuffer body = new MessageBuffer(Long.BYTES);
            body.writeLong(secret);
            askedAtNs = nowNs();
            asked = true;
            to.send(new Frame(FrameType.OPEN, 0, id, 0, 0, 0, body));
        }

        @Override
        public void received(FrameSink from, Frame frame) {
            if (current == this && closing && frame.type() == FrameType.OPENED) {
                from.send(about(FrameType.CLOSE, 0, 0));
            }
            if (current != this || over != null) {
                return;
            }
            heardAtNs = nowNs();
            switch (frame.type()) {
                case OPENED -> {
                    isOpen = true;
                    sessionOpened(from, frame);
                }
                case REPLY, FAILURE -> answered(from, frame);
                case ALIVE -> proven();
                case REFUSED -> refused(frame);
                default -> {}
            }
        }

        /** A large answer comes, behind which the sign of life waits. */
        @Override
        public void progress(FrameSink from) {
            if (current == this && isOpen) {
                heardAtNs = nowNs();
                progressAtNs = heardAtNs;
            }
        }

        @Override
        public void closed(FrameSink from, Throwable why) {
            if (current == this) {
                current = null;
                if (over != null) {
                    ended.complete(null);
                }
                disconnected(isOpen, why);
            }
        }

        private void tooLate() {
            if (current == this && !isOpen) {
                giveUp();
            }
        }

        /** Nothing comes of it any more. */
        private void giveUp() {
            current = null;
            if (sink != null) {
                sink.close();
            }
            if (over != null) {
                ended.complete(null);
            }
            disconnected(isOpen, null);
        }
    }

    private void sessionOpened(FrameSink from, Frame frame) {
        id = frame.session();
        secret = frame.body().readLong();
        limitNs = frame.body().readLong();
        retryMs = 0;
        proven();
        connection = from;
        sendPending(from);
        if (!firstOpened.isDone()) {
            long everyNs = Math.max(1_000_000, limitNs / EIGHTHS);
            // at the same moments as the other sessions of this process: one wake-up for all of them
            long firstNs = everyNs - Math.floorMod(nowNs(), everyNs);
            beats = client.thread().scheduleAtFixedRate(this::beat, firstNs, everyNs, TimeUnit.NANOSECONDS);
            firstOpened.complete(null);
        }
    }

    /** Everything that was not answered, in the order in which it was asked. */
    private void sendPending(FrameSink to) {
        IntStream.range(0, WINDOW)
                .mapToObj(pending::get)
                .filter(Objects::nonNull)
                .sorted(Comparator.comparingLong(Pending::order))
                .forEach(request -> {
                    request.sent();
                    to.send(request.request());
                    if (request.isTakenBack()) {
                        to.send(about(FrameType.CANCEL, request.request().seq(), 0));
                    }
                });
    }

    private void answered(FrameSink from, Frame frame) {
        int slot = RequestNumber.slot(frame.seq());
        Pending request = slot < WINDOW ? pending.get(slot) : null;
        if (request == null || request.request().seq() != frame.seq() || !remove(request)) {
            return;
        }
        if (frame.type() == FrameType.REPLY && (frame.op() & AnswerFlags.WANTS_ACK) != 0) {
            Failpoint.REMOTE_ARRIVED_BEFORE_ACK.hit();
            from.send(about(FrameType.ACK, 0, frame.seq()));
        }
        slots.done(frame.seq());
        latency.answered(request.askedAtNs(), frame.op());
        request.answered(frame);
    }

    private void proven() {
        if (asked) {
            provenAtNs = askedAtNs;
            progressAtNs = provenAtNs;
            asked = false;
        }
    }

    /** Called every eighth of the limit: asks for a sign of life, does without the connection if none comes. */
    private void beat() {
        long nowNs = nowNs();
        long eighthNs = limitNs / EIGHTHS;
        long calledNs = nowNs + eighthNs / 2; // a little early or late is on time
        if (over != null) {
            beats.cancel(false);
        } else if (nowNs - Math.max(provenAtNs, progressAtNs) > limitNs) {
            expire("nothing was heard of the server for " + limitNs / 1_000_000 + " ms");
        } else if (connection == null) {
            return;
        } else if (asked && calledNs - Math.max(askedAtNs, heardAtNs) > ANSWER_WITHIN * eighthNs) {
            current.giveUp();
        } else if (!asked && calledNs - askedAtNs > ASK_EVERY * eighthNs) {
            asked = true;
            askedAtNs = nowNs;
            connection.send(about(FrameType.ACK, 0, 0));
        }
    }

    private void disconnected(boolean wasOpen, Throwable why) {
        connection = null;
        asked = false;
        if (!firstOpened.isDone()) {
            firstOpened.completeExceptionally(why != null ? why : new IOException("the server closed the connection"));
        } else if (over == null) {
            long afterMs = wasOpen && retryMs == 0 ? 0 : Math.max(FIRST_RETRY_MS, retryMs);
            retryMs = Math.min(MAX_RETRY_MS, Math.max(FIRST_RETRY_MS, 2 * afterMs));
            client.thread()
                    .schedule(
                            () -> connect(Math.max(MIN_CONNECT_MS, limitNs / 4_000_000)),
                            afterMs,
                            TimeUnit.MILLISECONDS);
        }
    }

    private void refused(Frame frame) {
        String why = frame.body().remaining() > 0 ? frame.body().readUtf8() : "the server refused it";
        if (!firstOpened.isDone()) {
            firstOpened.completeExceptionally(new IOException("no session: " + why));
        }
        expire(why);
    }

    private void expire(String why) {
        end(new SessionExpiredException(
                "session " + Long.toHexString(id) + " is over: " + why
                        + ". What it held was given back; open another one with Manager.renew()",
                null));
    }

    private void end(RuntimeException why) {
        if (over == null) {
            over = why;
            FrameSink to = connection;
            connection = null;
            if (to != null) {
                to.send(about(FrameType.CLOSE, 0, 0));
                to.close();
            } else {
                ended.complete(null);
            }
            failPending();
        }
    }

    /**
     * Tells the server, over one more connection if need be, and leaves it to the server to end that one: it does so
     * after it has given everything back, and nothing that is still on its way can get in front of it.
     */
    private void endTogether() {
        if (over != null) {
            ended.complete(null);
            return;
        }
        over = new IllegalStateException("manager is closed. Connect again");
        closing = firstOpened.isDone() && !firstOpened.isCompletedExceptionally();
        FrameSink to = connection;
        connection = null;
        if (to != null) {
            to.send(about(FrameType.CLOSE, 0, 0));
        } else if (closing && current == null) {
            connect(MAX_CLOSE_MS);
        } else if (!closing) {
            ended.complete(null);
        }
        failPending();
    }

    private void failPending() {
        for (int i = 0; i < WINDOW; i++) {
            Pending request = pending.get(i);
            if (request != null && remove(request)) {
                slots.done(request.request().seq());
                request.completeExceptionally(unanswered(request));
            }
        }
    }

    private RuntimeException unanswered(Pending request) {
        RuntimeException end = over;
        if (request.isSent()) {
            return new IndeterminateException(
                    "it is not known whether the request was done: op="
                            + request.request().op() + ", object="
                            + request.request().object() + ": " + end.getMessage() + ". Look before doing it again",
                    end);
        }
        return end instanceof SessionExpiredException
                ? new SessionExpiredException("not done: " + end.getMessage(), end)
                : new IllegalStateException("not done: " + end.getMessage(), end);
    }

    /**
     * Ends the session. Waits until the server has given back what it held, three seconds at most; the link's own
     * thread does not wait.
     */
    void close() {
        try {
            client.thread().execute(this::endTogether);
            if (!client.isOwnThread()) {
                ended.get(MAX_CLOSE_MS, TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RejectedExecutionException | ExecutionException | TimeoutException e) {
            // a second call, or a server that reads nothing
        }
    }

    private static long nowNs() {
        return SystemClock.LOCAL.monotonicNs();
    }

    @Override
    public String toString() {
        return "Session(" + Long.toHexString(id) + ", " + state() + ")";
    }
}
