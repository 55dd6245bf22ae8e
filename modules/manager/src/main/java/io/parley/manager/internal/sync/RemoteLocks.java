package io.parley.manager.internal.sync;

import io.parley.manager.internal.client.Link;
import io.parley.sync.LockOptions;
import io.parley.sync.ManagedBinaryLock;
import io.parley.sync.ManagedLock;
import java.util.HashMap;
import java.util.Map;

/**
 * The locks of another host as one manager opened them: all handles on one lock count as the same lock for re-entry.
 */
public final class RemoteLocks {
    private final Link link;
    private final Map<String, RemoteLock> latest = new HashMap<>();

    /** Those of one session. */
    public RemoteLocks(Link link) {
        this.link = link;
    }

    /** Opens a lock; without options, with those it has. */
    public synchronized ManagedLock lock(String name, LockOptions options) {
        RemoteLock before = latest.get(name);
        boolean same = before != null && (before.holds().isEmpty() || !before.isDeleted());
        RemoteLock lock = new RemoteLock(link, name, options, same ? before.holds() : new Holds());
        latest.put(name, lock);
        return lock;
    }

    /** Opens a lock without an owner; without options, with those it has. */
    public ManagedBinaryLock binaryLock(String name, LockOptions options) {
        return new RemoteBinaryLock(link, name, options);
    }
}
