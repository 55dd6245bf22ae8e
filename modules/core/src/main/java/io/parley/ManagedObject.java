package io.parley;

/**
 * A handle on a named object as a manager gives it: the object is in a domain of this host or of another one, and the
 * caller need not know which.
 *
 * <p><b>Threading:</b> handles may be used by any number of threads.
 */
public interface ManagedObject extends AutoCloseable {
    /**
     * The object's name, without domain and suffix.
     *
     * @return the name
     */
    String name();

    /**
     * Whether the object was deleted, by whomever.
     *
     * @return true once {@link #delete()} ran in any process
     */
    boolean isDeleted();

    /**
     * Deletes the object for everybody: removes its name and its content. Handles that are open elsewhere fail with
     * {@link ObjectDeletedException} on their next wait or check. Deleting twice is fine.
     *
     * @throws DomainAccessException if the file system refuses; the object is marked deleted all the same
     */
    void delete();

    /** Closes this handle. The object stays. A second call does nothing; use after it is an IllegalStateException. */
    @Override
    void close();
}
