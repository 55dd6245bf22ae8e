package io.parley.manager.internal.sync;

import io.parley.manager.internal.client.Link;
import io.parley.sync.LockOptions;
import io.parley.sync.ManagedBinaryLock;
import io.parley.sync.ManagedLock;
import io.parley.value.TypeCode;
import java.util.HashMap;
import java.util.Map;

/**
 * The locks of another host as one manager opened them: all handles on one lock count as the same lock for re-entry.
 */
public final class RemoteLocks {
    private final Link link;
    private final Map<String, RemoteLock> latest = new HashMap<>();
    private final Map<String, RemoteLock> latestInside = new HashMap<>();

    private RemoteLocks(Link link) {
        this.link = link;
    }

    /** Those of one manager. */
    public static RemoteLocks of(Link link) {
        return link.kept(RemoteLocks.class, () -> new RemoteLocks(link));
    }

    /** Opens a lock; without options, with those it has. */
    public synchronized ManagedLock lock(String name, LockOptions options) {
        RemoteLock lock = new RemoteLock(link, name, options, holds(latest.get(name)));
        latest.put(name, lock);
        return lock;
    }

    private static Holds holds(RemoteLock before) {
        boolean same = before != null && (before.holds().isEmpty() || !before.isDeleted());
        return same ? before.holds() : new Holds();
    }

    /** Opens the lock that lies in a value. */
    public ManagedLock insideValue(String name, TypeCode type) {
        return inside(name, new Inside(type, Inside.VALUE));
    }

    /** Opens the lock that lies in an array. */
    public ManagedLock insideArray(String name, TypeCode type, int length) {
        return inside(name, new Inside(type, length));
    }

    private synchronized ManagedLock inside(String name, Inside inside) {
        RemoteLock lock = new RemoteLock(link, name, inside, holds(latestInside.get(name)));
        latestInside.put(name, lock);
        return lock;
    }

    /** Opens a lock without an owner; without options, with those it has. */
    public ManagedBinaryLock binaryLock(String name, LockOptions options) {
        return new RemoteBinaryLock(link, name, options);
    }
}
