package io.parley.manager.internal.client;

import io.parley.MessageReader;
import io.parley.Parley;
import io.parley.internal.memory.MessageBuffer;
import io.parley.internal.wait.Uninterrupted;
import io.parley.manager.SessionState;
import io.parley.manager.internal.net.FrameClient;
import io.parley.manager.internal.wire.Failures;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * What connects a manager with its server: one session, and after that is over, when asked to, another. A request is
 * sent until it is answered; the server does it once.
 *
 * <p><b>Threading:</b> any thread may send; answers arrive on the one thread of the client.
 */
public final class Link implements AutoCloseable {
    private final FrameClient client;
    private final long timeoutMs;
    private final CallMeter latency;
    private volatile ClientSession session;
    private final Map<Class<?>, Object> kept = new ConcurrentHashMap<>();
    private volatile boolean closed;

    private Link(FrameClient client, long timeoutMs) {
        this.client = client;
        this.timeoutMs = timeoutMs;
        this.latency = new CallMeter(client.thread());
        this.session = new ClientSession(client, latency);
    }

    /** Connects, proves the key, opens a session. */
    public static Link open(FrameClient client, long timeoutMs) throws IOException {
        Link link = new Link(client, timeoutMs);
        try {
            link.start(link.session);
            return link;
        } catch (IOException | RuntimeException e) {
            link.close();
            throw e;
        }
    }

    private void start(ClientSession fresh) throws IOException {
        try {
            fresh.start(timeoutMs).get(timeoutMs, TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            fresh.close();
            throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
        } catch (TimeoutException e) {
            fresh.close();
            throw new IOException("no session within " + timeoutMs + " ms", e);
        } catch (InterruptedException e) {
            fresh.close();
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while connecting");
        }
    }

    /** Opens another session if this one is over; objects are opened again when they are used. */
    public synchronized void renew() throws IOException {
        session.requireOtherThread();
        if (closed) {
            throw new IllegalStateException("manager is closed. Connect again");
        }
        if (session.isOver()) {
            ClientSession fresh = new ClientSession(client, latency);
            start(fresh);
            session = fresh;
            if (closed) {
                fresh.close();
            }
        }
    }

    /** From now on counts how long requests take, in two histograms of that domain. */
    public void recordCalls(Parley parley, String name) {
        session(); // or it is closed
        latency.begin(parley, name);
        if (closed) {
            latency.end();
        }
    }

    /** From now on does not. */
    public void stopRecordingCalls() {
        latency.end();
    }

    /** What there is one of for each manager. */
    public <T> T kept(Class<T> type, Supplier<T> first) {
        return type.cast(kept.computeIfAbsent(type, absent -> first.get()));
    }

    /** What there is to say about the session. */
    public SessionState state() {
        return closed ? SessionState.CLOSED : session.state();
    }

    /** Whether the session is known to be over. */
    public boolean isOver() {
        return closed || session.isOver();
    }

    /** Whether the server, which was heard of lately enough, cannot have ended the session. */
    public boolean isSure() {
        return !closed && session.isSure();
    }

    ClientSession session() {
        if (closed) {
            throw new IllegalStateException("manager is closed. Connect again");
        }
        return session;
    }

    /** Sends a request; the answer comes later, on the client's thread. */
    CompletableFuture<MessageReader> send(ClientSession to, int object, int op, MessageBuffer args) {
        return to.send(object, op, args);
    }

    /** Sends a request and waits for the answer; interruption does not end the wait. */
    MessageReader call(ClientSession to, int object, int op, MessageBuffer args) {
        to.requireOtherThread();
        try {
            return Uninterrupted.get(to.send(object, op, args));
        } catch (ExecutionException e) {
            throw Link.<RuntimeException>thrown(e.getCause());
        }
    }

    /**
     * Sends a request that may wait at the server, and waits for the answer. Interruption takes the request back; if it
     * was done by then, the answer is returned all the same and the thread's flag is set.
     */
    MessageReader callInterruptibly(ClientSession to, int object, int op, MessageBuffer args)
            throws InterruptedException {
        to.requireOtherThread();
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        Pending answer = to.sendInterruptibly(object, op, args);
        boolean interrupted = false;
        while (true) {
            try {
                MessageReader result = answer.get();
                restore(interrupted);
                return result;
            } catch (InterruptedException e) {
                interrupted = true;
                to.takeBack(answer);
            } catch (ExecutionException e) {
                if (e.getCause() instanceof Pending.TakenBackException) {
                    throw new InterruptedException();
                }
                restore(interrupted);
                throw Link.<RuntimeException>thrown(e.getCause());
            }
        }
    }

    private static void restore(boolean interrupted) {
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** The failure as one of the calling thread; as it was thrown there, also if it must be declared. */
    @SuppressWarnings("unchecked") // to throw what is not declared
    public static <E extends Throwable> E thrown(Throwable failure) throws E {
        throw (E) Failures.ofCaller(failure);
    }

    /** Ends the session; what it holds is given back at once. */
    @Override
    public void close() {
        closed = true;
        session.close();
        client.close();
        latency.end();
    }

    @Override
    public String toString() {
        return session.toString();
    }
}
