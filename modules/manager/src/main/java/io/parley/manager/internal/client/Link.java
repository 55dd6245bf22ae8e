package io.parley.manager.internal.client;

import io.parley.MessageReader;
import io.parley.internal.memory.MessageBuffer;
import io.parley.internal.os.SystemClock;
import io.parley.manager.IndeterminateException;
import io.parley.manager.SessionExpiredException;
import io.parley.manager.internal.net.FrameClient;
import io.parley.manager.internal.net.FrameHandler;
import io.parley.manager.internal.net.FrameSink;
import io.parley.manager.internal.wire.Frame;
import io.parley.manager.internal.wire.FrameType;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A session with a server, over as many connections, one after the other, as it takes. A request is sent until it is
 * answered; the server does it once.
 *
 * <p><b>Threading:</b> any thread may send; answers arrive on the one thread of the client.
 */
public final class Link implements FrameHandler, AutoCloseable {
    private static final int WINDOW = 2048;
    private static final long RETRY_MS = 20;

    private final FrameClient client;
    private final CompletableFuture<Void> firstOpened = new CompletableFuture<>();
    private final Map<Long, Pending> pending = new ConcurrentSkipListMap<>();
    private final Semaphore window = new Semaphore(WINDOW);
    private final AtomicLong lastSeq = new AtomicLong();
    private volatile FrameSink connection;
    private volatile long session;
    private volatile long secret;
    private volatile long limitNs;
    private volatile long heardAtNs;
    private volatile RuntimeException over;

    private Link(FrameClient client) {
        this.client = client;
    }

    /** Connects, proves the key, opens a session. */
    public static Link open(FrameClient client, long timeoutMs) throws IOException {
        Link link = new Link(client);
        client.connect(link, timeoutMs);
        try {
            link.firstOpened.get(timeoutMs, TimeUnit.MILLISECONDS);
            return link;
        } catch (ExecutionException e) {
            link.close();
            throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
        } catch (TimeoutException e) {
            link.close();
            throw new IOException("no session within " + timeoutMs + " ms");
        } catch (InterruptedException e) {
            link.close();
            Thread.currentThread().interrupt();
            throw new java.io.InterruptedIOException("interrupted while connecting");
        }
    }

    /** Sends a request; the answer comes later, on the client's thread. */
    public CompletableFuture<MessageReader> send(int object, int op, MessageBuffer args) {
        requireUsable();
        window.acquireUninterruptibly();
        long seq = lastSeq.incrementAndGet();
        Pending request = new Pending(new Frame(FrameType.REQUEST, op, session, seq, acked(seq), object, args));
        pending.put(seq, request);
        FrameSink to = connection;
        if (to != null) {
            to.send(request.request());
        }
        RuntimeException failure = over;
        if (failure != null) {
            failPending();
        }
        return request.answer();
    }

    /** Sends a request and waits for the answer; interruption does not end the wait. */
    public MessageReader call(int object, int op, MessageBuffer args) {
        CompletableFuture<MessageReader> answer = send(object, op, args);
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return answer.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (ExecutionException e) {
                    throw thrown(e);
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /**
     * Sends a request that may wait at the server, and waits for the answer. Interruption takes the request back; if it
     * was done by then, the answer is returned all the same and the thread's flag is set.
     */
    public MessageReader callInterruptibly(int object, int op, MessageBuffer args) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        CompletableFuture<MessageReader> answer = send(object, op, args);
        boolean cancelled = false;
        while (true) {
            try {
                MessageReader result = answer.get();
                if (cancelled) {
                    Thread.currentThread().interrupt();
                }
                return result;
            } catch (InterruptedException e) {
                cancelled = true;
                cancel(answer);
            } catch (ExecutionException e) {
                if (cancelled
                        && e.getCause().getMessage() != null
                        && e.getCause().getMessage().contains("CancellationException")) {
                    throw new InterruptedException();
                }
                throw thrown(e);
            } catch (java.util.concurrent.CancellationException e) {
                throw new InterruptedException();
            }
        }
    }

    private void cancel(CompletableFuture<MessageReader> answer) {
        FrameSink to = connection;
        for (Pending each : pending.values()) {
            if (each.answer() == answer && to != null) {
                to.send(new Frame(FrameType.CANCEL, 0, session, each.request().seq(), acked(0), 0, Frame.empty()));
            }
        }
    }

    private static RuntimeException thrown(ExecutionException e) {
        if (e.getCause() instanceof RuntimeException failure) {
            return failure;
        }
        return new IllegalStateException(e.getCause());
    }

    /** The lowest request that is not answered. */
    private long acked(long next) {
        var first = ((ConcurrentSkipListMap<Long, Pending>) pending).firstEntry();
        return first != null ? first.getKey() : Math.max(1, next);
    }

    private void requireUsable() {
        RuntimeException failure = over;
        if (failure != null) {
            throw new SessionExpiredException(failure.getMessage(), failure);
        }
        if (client.isOwnThread()) {
            throw new IllegalStateException("called by the link's own thread, which would wait for itself."
                    + " Use another thread, as in thenApplyAsync");
        }
    }

    @Override
    public void opened(FrameSink to) {
        MessageBuffer body = new MessageBuffer(8);
        body.writeLong(secret);
        to.send(new Frame(FrameType.OPEN, 0, session, 0, 0, 0, body));
    }

    @Override
    public void received(FrameSink from, Frame frame) {
        heardAtNs = nowNs();
        switch (frame.type()) {
            case OPENED -> sessionOpened(from, frame);
            case REPLY, FAILURE -> answered(from, frame);
            case REFUSED -> expire("the server does not know the session any more");
            default -> {}
        }
    }

    @Override
    public void progress(FrameSink from) {
        heardAtNs = nowNs();
    }

    private void sessionOpened(FrameSink from, Frame frame) {
        session = frame.session();
        secret = frame.body().readLong();
        limitNs = frame.body().readLong();
        connection = from;
        pending.values().forEach(request -> from.send(request.request()));
        if (firstOpened.complete(null)) {
            long everyNs = Math.max(1, limitNs / 4);
            client.thread().scheduleAtFixedRate(this::beat, everyNs, everyNs, TimeUnit.NANOSECONDS);
        }
    }

    private void answered(FrameSink from, Frame frame) {
        Pending request = pending.remove(frame.seq());
        if (request != null) {
            window.release();
            request.answered(frame);
            if (pending.isEmpty()) {
                acknowledge(from);
            }
        }
    }

    private void acknowledge(FrameSink to) {
        to.send(new Frame(FrameType.ACK, 0, session, 0, acked(lastSeq.get() + 1), 0, Frame.empty()));
    }

    private void beat() {
        FrameSink to = connection;
        if (to != null) {
            acknowledge(to);
        }
        if (nowNs() - heardAtNs > limitNs) {
            expire("nothing was heard of the server for " + limitNs / 1_000_000 + " ms");
        }
    }

    @Override
    public void closed(FrameSink from, Throwable why) {
        connection = null;
        if (!firstOpened.isDone()) {
            firstOpened.completeExceptionally(why != null ? why : new IOException("the server closed the connection"));
            return;
        }
        if (over == null) {
            client.thread().schedule(() -> client.connect(this, RETRY_MS * 10), RETRY_MS, TimeUnit.MILLISECONDS);
        }
    }

    private void expire(String why) {
        if (over == null) {
            over = new SessionExpiredException("session is over: " + why, null);
            failPending();
            FrameSink to = connection;
            if (to != null) {
                to.close();
            }
        }
    }

    private void failPending() {
        for (Pending request : List.copyOf(pending.values())) {
            if (pending.remove(request.request().seq()) != null) {
                window.release();
                request.failed(new IndeterminateException(
                        "it is not known whether the request was done: " + over.getMessage(), over));
            }
        }
    }

    /** The number of the session. */
    public long sessionId() {
        return session;
    }

    /** Whether the session is known to be over. */
    public boolean isOver() {
        return over != null;
    }

    /** Whether the server, which was heard of lately enough, cannot have ended the session. */
    public boolean isSure() {
        return over == null && nowNs() - heardAtNs < limitNs - limitNs / 4;
    }

    private static long nowNs() {
        return SystemClock.LOCAL.monotonicNs();
    }

    /** Ends the session; what it holds is given back at once. */
    @Override
    public void close() {
        FrameSink to = connection;
        if (over == null) {
            over = new IllegalStateException("manager is closed");
            if (to != null) {
                to.send(new Frame(FrameType.CLOSE, 0, session, 0, acked(0), 0, Frame.empty()));
                to.close();
            }
            failPending();
        }
        client.close();
    }
}
