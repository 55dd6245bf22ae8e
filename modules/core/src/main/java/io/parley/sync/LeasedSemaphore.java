package io.parley.sync;

import io.parley.Parley;
import io.parley.internal.domain.Domain;
import io.parley.internal.memory.ObjectFile;
import io.parley.internal.sync.LeasedPermits;
import io.parley.internal.sync.LockCore;
import io.parley.internal.sync.PermitWord;
import java.util.List;

/**
 * Permits that come back when the process that has them dies: each process's permits are recorded as its lease.
 *
 * <p><b>Threading:</b> a lease belongs to a process, not to a thread; any thread of the process may release.
 * <b>Processes:</b> if a process dies, however it dies, its permits are there again: a waiter finds out within 10 ms,
 * and so does the next who finds too few. A paused process keeps its lease; nothing expires. Closing the domain in a
 * process ends its lease as death does; closing a handle does not.
 *
 * <p><b>Ordering, Blocking:</b> as {@link SharedSemaphore}. Each step runs under a guard that is held for well under a
 * microsecond and comes back when its holder dies; a process that is stopped in that moment holds the others up.
 * <b>Allocation:</b> none in acquire and release.
 *
 * <p><b>Failure:</b> releasing more than this process has is an {@link IllegalStateException}; nothing is changed.
 *
 * <p><b>Differs from Python:</b> there the permits of the dead are lost.
 */
public final class LeasedSemaphore extends SharedSemaphore {
    private final LeasedPermits leased;

    private LeasedSemaphore(Domain domain, String name, ObjectFile file, LeasedPermits leased) {
        super(domain, name, file, leased);
        this.leased = leased;
    }

    /**
     * Opens the semaphore, creating it first if there is none. {@link Parley#leasedSemaphore} is the short way.
     *
     * @param parley the domain
     * @param name its name
     * @param permits how many permits there are
     * @return a handle
     * @throws IllegalArgumentException if {@code permits} is negative
     * @throws io.parley.ObjectMismatchException if it exists with another number, or is of another sort
     * @throws io.parley.ParleyException if something else has that name, or the file system refuses
     */
    public static LeasedSemaphore open(Parley parley, String name, int permits) {
        Domain domain = Domain.of(parley);
        ObjectFile file = openFile(domain, name, PermitWord.LEASED, requireInitial(name, permits));
        LockCore guard = domain.lockCore(file, PermitWord.GUARD);
        return new LeasedSemaphore(
                domain,
                name,
                file,
                new LeasedPermits(file.memory(), guard, domain.liveness(), domain.clock(), domain.strategy()));
    }

    /**
     * Who has permits.
     *
     * @return a snapshot; a dead process is in it until somebody takes its permits back
     */
    public List<ProcessHold> holders() {
        requireOpen();
        return Holders.of(domain(), leased.leases());
    }

    /**
     * How many permits this process has.
     *
     * @return a snapshot
     */
    public int heldPermits() {
        requireOpen();
        return leased.leases().own();
    }

    @Override
    String describeHolders() {
        return ", holders=" + Holders.of(domain(), leased.leases());
    }
}
