package io.parley.manager;

import io.parley.sync.LockOptions;
import io.parley.sync.ManagedBinaryLock;
import io.parley.sync.ManagedLock;

/** What a {@link Manager} knows of locks and everything to wait with. */
interface SyncObjects {
    /**
     * A re-entrant lock. Python's {@code RLock()}.
     *
     * @param name its name
     * @return a handle; all of one manager count as the same lock for re-entry
     */
    ManagedLock lock(String name);

    /**
     * A re-entrant lock.
     *
     * @param name its name
     * @param options how it behaves
     * @return a handle; all of one manager count as the same lock for re-entry
     * @throws io.parley.ObjectMismatchException if it exists with other options
     */
    ManagedLock lock(String name, LockOptions options);

    /**
     * A lock that one may acquire and another release. Python's {@code Lock()}.
     *
     * @param name its name
     * @return a handle
     */
    ManagedBinaryLock binaryLock(String name);

    /**
     * A lock that one may acquire and another release.
     *
     * @param name its name
     * @param options how it behaves
     * @return a handle
     * @throws io.parley.ObjectMismatchException if it exists with other options
     */
    ManagedBinaryLock binaryLock(String name, LockOptions options);
}
