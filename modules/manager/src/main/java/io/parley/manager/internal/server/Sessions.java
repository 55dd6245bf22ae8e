package io.parley.manager.internal.server;

import io.parley.internal.os.SystemClock;
import io.parley.manager.internal.net.FrameSink;
import java.security.SecureRandom;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** The sessions of a server: opens them, and ends those that are not heard of any more. */
final class Sessions implements AutoCloseable {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Map<Long, Session> sessions = new ConcurrentHashMap<>();
    private final AtomicLong commits = new AtomicLong();
    private final Workers workers;
    private final long limitNs;

    Sessions(Watcher watcher, Workers workers, long limitNs) {
        this.workers = workers;
        this.limitNs = limitNs;
        long everyNs = Math.max(TimeUnit.MILLISECONDS.toNanos(1), limitNs / 20);
        watcher.timer().scheduleWithFixedDelay(this::endLost, everyNs, everyNs, TimeUnit.NANOSECONDS);
    }

    long limitNs() {
        return limitNs;
    }

    Session open(FrameSink connection) {
        Session session;
        do {
            session = new Session(
                    RANDOM.nextLong() & Long.MAX_VALUE, RANDOM.nextLong(), commits, workers, connection, nowNs());
        } while (session.id() == 0 || sessions.putIfAbsent(session.id(), session) != null);
        return session;
    }

    /** The session of that number and secret; null if there is none any more. */
    Session find(long id, long secret) {
        Session session = sessions.get(id);
        return session != null && session.secret() == secret ? session : null;
    }

    void close(Session session) {
        sessions.remove(session.id());
        session.end(false);
    }

    int count() {
        return sessions.size();
    }

    static long nowNs() {
        return SystemClock.LOCAL.monotonicNs();
    }

    private void endLost() {
        long nowNs = nowNs();
        for (Session session : sessions.values()) {
            if (nowNs - session.heardAtNs() > limitNs) {
                sessions.remove(session.id());
                session.end(true);
            }
        }
    }

    @Override
    public void close() {
        sessions.values().forEach(this::close);
    }
}
