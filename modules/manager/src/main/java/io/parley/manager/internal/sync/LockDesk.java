package io.parley.manager.internal.sync;

import io.parley.internal.sync.LockCores;
import io.parley.internal.sync.WordLock;
import io.parley.manager.internal.server.ServerContext;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The locks of one server, each once however it was opened. */
final class LockDesk {
    private final Map<WordLock, LockPlace> places = new ConcurrentHashMap<>();

    /** The place of the lock behind a handle. */
    LockPlace place(ServerContext server, Object lock, boolean owned) {
        return places.computeIfAbsent(LockCores.ofLock(lock), core -> new LockPlace(core, owned, server.watcher()));
    }
}
