package io.parley.observe;

import io.parley.ChildInfo;
import io.parley.DomainAccessException;
import io.parley.ParleyException;
import io.parley.ProcessInfo;
import io.parley.internal.domain.DomainGlance;
import io.parley.internal.domain.DomainPaths;
import io.parley.internal.live.ChildSnapshot;
import io.parley.internal.live.ChildTable;
import io.parley.internal.live.Family;
import io.parley.internal.memory.FileFailures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A domain seen from outside: its objects, processes and children, and what state each object is in. For tools and
 * exporters.
 *
 * <pre>{@code
 * try (DomainView view = DomainView.open("orders")) {
 *     for (ObjectInfo object : view.objects()) {
 *         System.out.println(object.file() + ": " + view.snapshot(object).summary());
 *     }
 * }
 * }</pre>
 *
 * <p><b>Processes:</b> whoever looks takes no part: no slot in the process table, no lock, no store, and nobody is
 * cleaned up after. Files are mapped for reading only, so a user who may only read them can look, also where the file
 * system is read-only. Nobody is held up, by a view that is paused neither. What somebody creates, deletes or damages
 * meanwhile is there or not, as it was found; a file that is half-built, damaged, foreign, of a newer version or not
 * readable is listed with what is wrong with it, and the others are listed as ever. What a process that died was just
 * writing is read as it lies there.
 *
 * <p><b>Threading:</b> thread-safe. <b>Blocking:</b> none, but for the file system. <b>Allocation:</b> as much as it
 * returns; an object's file is mapped once, however often it is looked at, and the mappings go with the garbage
 * collector. <b>Failure:</b> of the methods, only {@link #open} fails, and those that ask who lives, with
 * IllegalStateException, once the view is closed. <b>Differs from Python:</b> there is no such thing.
 */
public final class DomainView implements AutoCloseable {
    private final DomainGlance domain;
    private final People people;
    private final Inventory inventory;
    private final Mappings mappings = new Mappings();

    private DomainView(Path directory) {
        this.domain = new DomainGlance(directory);
        this.people = new People(domain);
        this.inventory = new Inventory(domain);
    }

    /**
     * Looks at the domain {@code /dev/shm/parley/<user>/<name>}.
     *
     * @param name the domain's name
     * @return a view to close
     * @throws IllegalArgumentException if the name cannot be a file name
     * @throws DomainAccessException if there is no such domain
     */
    public static DomainView open(String name) {
        return open(DomainPaths.directory(name));
    }

    /**
     * Looks at the domain in a directory.
     *
     * @param directory the directory
     * @return a view to close
     * @throws DomainAccessException if there is no domain, or the user may not look into the directory
     */
    public static DomainView open(Path directory) {
        if (!exists(directory)) {
            throw new DomainAccessException("no domain: " + directory + " has no " + DomainPaths.DOMAIN_FILE
                    + ". Give the directory of a domain, or its name");
        }
        try {
            return new DomainView(directory.toRealPath());
        } catch (IOException e) {
            throw FileFailures.explain("look at the domain", directory, e);
        }
    }

    /**
     * Whether there is a domain in a directory.
     *
     * @param directory the directory
     * @return whether it has the file that each domain has, and the user may see that
     */
    public static boolean exists(Path directory) {
        return Files.exists(directory.resolve(DomainPaths.DOMAIN_FILE));
    }

    /**
     * The domains of this user in shared memory, those that {@link #open(String)} finds by name.
     *
     * @return their directories, by name
     */
    public static List<Path> domains() {
        return FileSizes.in(DomainPaths.userFolder()).stream()
                .filter(DomainView::exists)
                .sorted()
                .toList();
    }

    /**
     * Where the domain lies.
     *
     * @return the directory, without symbolic links
     */
    public Path directory() {
        return domain.directory();
    }

    /**
     * The domain as a whole.
     *
     * @return a snapshot
     */
    public Summary summary() {
        List<ProcessInfo> processes = processes();
        List<ObjectInfo> objects = objects();
        int dead = (int) processes.stream().filter(each -> !each.alive()).count();
        return new Summary(
                directory(),
                domain.file().problem(),
                domain.file().header() == null
                        ? Optional.empty()
                        : Optional.of(People.instant(domain.file().header().createdAtNs())),
                processes.size() - dead,
                dead,
                domain.deaths(),
                (int) objects.stream().filter(each -> !each.isBookkeeping()).count(),
                objects.stream().mapToLong(ObjectInfo::bytes).sum());
    }

    /**
     * A domain as a whole; a snapshot.
     *
     * @param directory where it lies
     * @param problem what is wrong with its process table; empty if nothing is. Otherwise nobody is known to live
     * @param createdAt when it was created; empty if unknown
     * @param processes how many live processes take part
     * @param dead how many dead ones nobody has cleaned up after yet
     * @param deaths how many dead ones somebody has cleaned up after, ever
     * @param objects how many objects, and files that are none, lie in it; without the domain's own
     * @param bytes the length of all files
     */
    public record Summary(
            Path directory,
            String problem,
            Optional<Instant> createdAt,
            int processes,
            int dead,
            long deaths,
            int objects,
            long bytes) {}

    /**
     * Everything in the domain's directory, the files that the domain keeps for itself included.
     *
     * @return a snapshot, by file name
     */
    public List<ObjectInfo> objects() {
        List<ObjectInfo> objects = inventory.all();
        mappings.keep(objects);
        return objects;
    }

    /**
     * The objects of a name: a number and a lock may have the same.
     *
     * @param name the object's name, or the name of its file, such as {@code orders.queue}
     * @return a snapshot; one object at most if a file has that name
     */
    public List<ObjectInfo> find(String name) {
        List<ObjectInfo> objects = objects();
        List<ObjectInfo> files =
                objects.stream().filter(each -> each.file().equals(name)).toList();
        return files.isEmpty()
                ? objects.stream().filter(each -> each.name().equals(name)).toList()
                : files;
    }

    /**
     * Looks into an object.
     *
     * @param object as {@link #objects} or {@link #find} returned it
     * @return the state it is in now; {@link ObjectSnapshot.Unreadable} if it cannot be looked into, or is gone
     */
    public ObjectSnapshot snapshot(ObjectInfo object) {
        if (object.state() != ObjectInfo.State.READY) {
            return new ObjectSnapshot.Unreadable(object.problem());
        }
        try {
            return new Look(domain, people, mappings).into(object.path());
        } catch (IOException e) {
            return new ObjectSnapshot.Unreadable("cannot read: " + object.path() + " reason=" + e + ". Look again");
        } catch (ParleyException | IllegalArgumentException e) {
            return new ObjectSnapshot.Unreadable(e.getMessage());
        } catch (RuntimeException | InternalError damaged) {
            // What was believed of the file led out of it, or it was cut off under the mapping.
            return new ObjectSnapshot.Unreadable("object's content makes no sense: " + object.path() + " reason="
                    + damaged + ". Look again; if it stays, restore the file, or delete it");
        }
    }

    /**
     * The process that created an object.
     *
     * @param object as {@link #objects} or {@link #find} returned it
     * @return empty if it is unknown, or its place in the process table was given to another
     */
    public Optional<ProcessInfo> creator(ObjectInfo object) {
        return people.process(object.creator());
    }

    /**
     * The processes in the domain.
     *
     * @return a snapshot; the dead are in it until somebody reaps them
     */
    public List<ProcessInfo> processes() {
        return people.processes();
    }

    /**
     * The child processes of the domain, as {@link io.parley.Parley#children()} has them.
     *
     * @return a snapshot, newest last
     */
    public List<ChildInfo> children() {
        return Family.of(domain.children(), domain.processes()).stream()
                .map(DomainView::child)
                .toList();
    }

    private static ChildInfo child(Family family) {
        ChildSnapshot child = family.child();
        return new ChildInfo(
                child.number(),
                child.name(),
                child.pid(),
                family.slot(),
                new ChildInfo.Parent(
                        family.parentNumber(),
                        family.parentSlot(),
                        child.parentPid(),
                        family.parentName(),
                        child.parentAlive()),
                child.is(ChildTable.DAEMON),
                child.is(ChildTable.WORKER),
                ChildInfo.State.valueOf(child.state().name()),
                People.instant(child.startedAtNs()),
                child.endedAtNs() == 0 ? null : People.instant(child.endedAtNs()),
                family.exit(),
                child.reason());
    }

    /** Gives back what it has open; a second call does nothing. What it returned stays. */
    @Override
    public void close() {
        domain.close();
    }

    @Override
    public String toString() {
        return "DomainView(" + directory() + ")";
    }
}
