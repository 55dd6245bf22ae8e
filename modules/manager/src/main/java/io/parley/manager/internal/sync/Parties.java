package io.parley.manager.internal.sync;

import io.parley.manager.internal.server.Holding;
import io.parley.manager.internal.server.Session;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The threads of one client that took locks, each with what it holds; given back when the session ends. */
final class Parties implements Holding {
    /** More are remembered only while they hold something or wait. */
    private static final int REMEMBERED = 1_024;

    private final Map<Long, Party> byThread = new HashMap<>();
    private boolean ended;

    /** Those of a session. */
    static Parties of(Session session) {
        return session.holding(Parties.class, Parties::new);
    }

    /** The thread of that number. */
    synchronized Party party(long thread) {
        Party known = byThread.get(thread);
        if (known != null) {
            return known;
        }
        if (byThread.size() >= REMEMBERED) {
            byThread.values().removeIf(Party::isIdle);
        }
        Party made = new Party(this);
        byThread.put(thread, made);
        return made;
    }

    synchronized boolean isEnded() {
        return ended;
    }

    @Override
    public void sessionEnded(boolean lost) {
        List<Party> all;
        synchronized (this) {
            ended = true;
            all = List.copyOf(byThread.values());
        }
        all.forEach(Party::end);
    }
}
