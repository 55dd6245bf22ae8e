package io.parley.manager.internal.server;

import io.parley.internal.os.SystemClock;
import java.security.SecureRandom;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The sessions of a server: opens them, and ends those that are not heard of any more. */
final class Sessions implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger("io.parley.manager");
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int GRACE = 20;
    private static final int AT_LEAST = 4;

    private final Map<Long, Session> sessions = new ConcurrentHashMap<>();
    private final AtomicLong commits = new AtomicLong();
    private final Workers workers;
    private final long limitNs;
    private final long graceNs;
    private final ScheduledExecutorService timer;
    private long lookAtNs = nowNs();
    private volatile boolean closed;

    Sessions(Watcher watcher, Workers workers, long limitNs) {
        this.workers = workers;
        this.limitNs = limitNs;
        this.graceNs = Math.max(TimeUnit.MILLISECONDS.toNanos(1), limitNs / GRACE);
        this.timer = watcher.timer();
        look();
    }

    long limitNs() {
        return limitNs;
    }

    /** A new session; null if the server is closing. */
    Session open() {
        Session session;
        do {
            session = new Session(RANDOM.nextLong() & Long.MAX_VALUE, RANDOM.nextLong(), commits, workers, nowNs());
        } while (session.id() == 0 || sessions.putIfAbsent(session.id(), session) != null);
        if (closed) {
            close(session);
            return null;
        }
        return session;
    }

    /** The session of that number and secret; null if there is none any more. */
    Session find(long id, long secret) {
        Session session = sessions.get(id);
        return session != null && session.secret() == secret ? session : null;
    }

    /** The client says that it is done. */
    void close(Session session) {
        end(session, false, "it was closed");
    }

    /** The client does what no client does. */
    void breakOff(Session session, String why) {
        LOG.warn("PLY-0131 session is ended: {}: {}", session, why);
        end(session, true, why);
    }

    private void end(Session session, boolean lost, String why) {
        sessions.remove(session.id());
        session.end(lost, why);
    }

    int count() {
        return sessions.size();
    }

    static long nowNs() {
        return SystemClock.LOCAL.monotonicNs();
    }

    /** Looks when the next can be lost, and now and then before that, so as to notice that this process was stopped. */
    private void look() {
        long nowNs = nowNs();
        long inNs = graceNs; // of a process that was stopped: what was sent to it meanwhile is to be read first
        try {
            if (nowNs - lookAtNs <= limitNs / AT_LEAST) {
                inNs = Math.min(limitNs / AT_LEAST, Math.max(graceNs, limitNs - endLost(nowNs)));
            }
        } finally {
            lookAgain(nowNs, inNs);
        }
    }

    private void lookAgain(long nowNs, long inNs) {
        lookAtNs = nowNs + inNs;
        try {
            timer.schedule(this::look, inNs, TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            // the server is closed
        }
    }

    /** Returns for how long the others have been silent, at most. */
    private long endLost(long nowNs) {
        long longestNs = 0;
        for (Session session : sessions.values()) {
            long silentNs = nowNs - session.heardAtNs();
            if (silentNs > limitNs) {
                LOG.warn("PLY-0130 session is lost, what it held is given back: {}", session);
                end(session, true, "nothing was heard of the client for " + limitNs / 1_000_000 + " ms");
            } else {
                longestNs = Math.max(longestNs, silentNs);
            }
        }
        return longestNs;
    }

    @Override
    public void close() {
        closed = true;
        sessions.values().forEach(session -> end(session, false, "the server was closed"));
    }
}
