package io.parley.sync;

import io.parley.Parley;
import io.parley.internal.domain.Domain;
import io.parley.internal.memory.ObjectFile;
import io.parley.internal.sync.PermitWord;

/**
 * Permits between processes, of which there are never more than at the beginning: who releases once too often is told.
 * Python's {@code BoundedSemaphore}. A bound of 0 is legal; such a semaphore can neither be acquired nor released.
 *
 * <p><b>Threading, Processes, Ordering, Blocking, Allocation:</b> as {@link SharedSemaphore}. The bound is on the sum:
 * a release too many goes unnoticed while other permits are out.
 *
 * <p><b>Failure:</b> {@link #release()} beyond the bound is an {@link IllegalStateException}; nothing is changed.
 */
public final class BoundedSemaphore extends SharedSemaphore {
    private BoundedSemaphore(Domain domain, String name, ObjectFile file) {
        super(domain, name, file, counted(domain, file, PermitWord.initial(file.memory())));
    }

    /**
     * Opens the semaphore, creating it first if there is none. {@link Parley#boundedSemaphore} is the short way.
     *
     * @param parley the domain
     * @param name its name
     * @param permits how many permits it begins with, and the most there can be
     * @return a handle
     * @throws IllegalArgumentException if {@code permits} is negative
     * @throws io.parley.ObjectMismatchException if it exists and began with another number, or is of another sort
     * @throws io.parley.ParleyException if something else has that name, or the file system refuses
     */
    public static BoundedSemaphore open(Parley parley, String name, int permits) {
        Domain domain = Domain.of(parley);
        return new BoundedSemaphore(
                domain, name, openFile(domain, name, PermitWord.BOUNDED, requireInitial(name, permits)));
    }
}
