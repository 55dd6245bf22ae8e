package io.parley;

import java.nio.file.Path;

/**
 * A handle on a named object that lives in a domain.
 *
 * <p><b>Threading:</b> handles may be used by any number of threads.
 *
 * <p><b>Processes:</b> opening the same name in another process, or again in this one, gives another handle on the same
 * object. {@link #close()} deletes nothing; {@link #delete()} does, for everybody.
 */
public interface SharedObject extends ManagedObject {
    /**
     * The object's name, without domain and suffix.
     *
     * @return the name
     */
    @Override
    String name();

    /**
     * Where the object lies.
     *
     * @return its file, or its directory where it has several
     */
    Path path();

    /**
     * Whether the object was deleted, by whomever.
     *
     * @return true once {@link #delete()} ran in any process
     */
    @Override
    boolean isDeleted();

    /**
     * Deletes the object for everybody: removes its name and its content. Handles that are open elsewhere fail with
     * {@link ObjectDeletedException} on their next wait or check; memory they have mapped stays readable until they
     * close. Deleting twice is fine.
     *
     * @throws DomainAccessException if the file system refuses; the object is marked deleted all the same
     */
    @Override
    void delete();

    /** Closes this handle. The object stays. A second call does nothing; use after it is an IllegalStateException. */
    @Override
    void close();
}
