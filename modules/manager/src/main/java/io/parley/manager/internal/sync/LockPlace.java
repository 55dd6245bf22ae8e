package io.parley.manager.internal.sync;

import io.parley.internal.live.LiveThread;
import io.parley.internal.sync.ConditionCore;
import io.parley.internal.sync.LockSource;
import io.parley.internal.sync.LockWord;
import io.parley.internal.sync.WordLock;
import io.parley.manager.internal.server.Line;
import io.parley.manager.internal.server.Watcher;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** One lock at one server: the requests that wait for it, and its conditions as far as clients opened them. */
final class LockPlace {
    private final WordLock core;
    private final boolean owned;
    private final Watcher watcher;
    private final LockSource source;
    private final Line line;
    private final List<ConditionCore> conditions = new CopyOnWriteArrayList<>();
    /** Of a lock without an owner: the client's thread that acquired last. */
    private volatile Party latest;

    LockPlace(WordLock core, boolean owned, Watcher watcher) {
        this.core = core;
        this.owned = owned;
        this.watcher = watcher;
        this.source = new LockSource(core, WordLock.NO_SLOT);
        this.line = watcher.line(source, false);
    }

    WordLock core() {
        return core;
    }

    Watcher watcher() {
        return watcher;
    }

    LockSource source() {
        return source;
    }

    /** Who waits for it, unless it is a fair one: there each waits in a slot of its own. */
    Line line() {
        return line;
    }

    void add(ConditionCore condition) {
        conditions.add(condition);
    }

    /** Whether one thread owns it. */
    boolean isOwned() {
        return owned;
    }

    /** Whether a hold ends with its session, so that the next is told. */
    private boolean endsWithSession() {
        return owned || (core.options() & LockWord.RECOVERS) != 0;
    }

    /**
     * The party has acquired it just now. A lock that does not end with its session is given back, should the session
     * end before the client {@linkplain #confirmed says} that it knows.
     */
    boolean took(Party party, long token) {
        latest = party;
        return party.took(this, token, endsWithSession());
    }

    /** The client knows that it has it. */
    void confirmed(Party party) {
        if (!endsWithSession()) {
            party.gave(this);
        }
    }

    /** The lock without an owner was released by somebody. */
    void released() {
        Party last = latest;
        if (last != null) {
            last.gave(this);
        }
    }

    /** The lock may have come free. */
    void moved() {
        line.retry();
    }

    /**
     * The agent's session is over. If the agent may have been about to signal, all look for themselves.
     *
     * @param asDead whether the next holder is told
     */
    void giveBack(LiveThread agent, long token, boolean asDead) {
        if (core.isHeldBy(agent) && core.token() == token) {
            if (asDead) {
                conditions.forEach(condition -> condition.signalAllAs(agent));
                core.abandon(agent, token);
            } else {
                core.releaseAs(agent);
            }
        }
        moved();
    }
}
