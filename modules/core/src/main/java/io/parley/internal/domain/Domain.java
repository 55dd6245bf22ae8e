package io.parley.internal.domain;

import io.parley.ParleyException;
import io.parley.WaitStrategy;
import io.parley.internal.live.ChildTable;
import io.parley.internal.live.Liveness;
import io.parley.internal.live.ProcessSlot;
import io.parley.internal.memory.FileFailures;
import io.parley.internal.memory.FileGlance;
import io.parley.internal.memory.FileTrees;
import io.parley.internal.memory.ObjectFile;
import io.parley.internal.memory.ObjectHeader;
import io.parley.internal.memory.ObjectKind;
import io.parley.internal.memory.ObjectName;
import io.parley.internal.memory.Permission;
import io.parley.internal.observe.LatencyMeter;
import io.parley.internal.observe.Measure;
import io.parley.internal.observe.RecordingSwitch;
import io.parley.internal.os.Clock;
import io.parley.internal.sync.LockCore;
import io.parley.internal.wait.WaitBoard;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * One opening of a domain: what the public types need to know of it. Public types find theirs by their {@code Parley},
 * through {@link #of}, so that no internal type appears in a public signature.
 */
public final class Domain implements DomainLook {
    private static final Map<Object, Domain> BY_HANDLE = new ConcurrentHashMap<>();
    private static final Map<Identity, EmbeddedLock> EMBEDDED_LOCKS = new ConcurrentHashMap<>();

    private final Path directory;
    private final Membership membership;
    private final WaitStrategy strategy;
    /** What was opened because something stored refers to it, by what refers to it; closed with the domain. */
    private final Map<Object, AutoCloseable> referred = new ConcurrentHashMap<>();

    private final Map<Object, Object> kept = new ConcurrentHashMap<>();
    /** In the order of opening: what is built on others is closed before them. */
    private final Set<Identity> open = new LinkedHashSet<>();

    private Domain(Path directory, Membership membership, WaitStrategy strategy) {
        this.directory = directory;
        this.membership = membership;
        this.strategy = strategy;
    }

    /** Joins the domain on behalf of {@code handle}. */
    public static Domain open(
            Object handle,
            Path directory,
            String processName,
            Set<Permission> access,
            boolean durable,
            WaitStrategy strategy) {
        DomainPaths.prepare(directory, access);
        try {
            Path real = directory.toRealPath();
            Domain domain = new Domain(real, Membership.enter(real, processName, access, durable), strategy);
            BY_HANDLE.put(handle, domain);
            return domain;
        } catch (IOException e) {
            throw FileFailures.explain("open domain", directory, e);
        }
    }

    /**
     * The domain behind a public handle.
     *
     * @throws IllegalStateException if the handle was closed
     */
    public static Domain of(Object handle) {
        Domain domain = BY_HANDLE.get(handle);
        if (domain == null) {
            throw new IllegalStateException("domain is closed: " + handle + ". Open it again");
        }
        return domain;
    }

    /** Closes everything opened through {@code handle} and leaves the domain; nothing if it was closed already. */
    public static void close(Object handle) {
        Domain domain = BY_HANDLE.remove(handle);
        if (domain != null) {
            domain.closeAll();
        }
    }

    private void closeAll() {
        List<Identity> newestFirst;
        synchronized (open) {
            newestFirst = new ArrayList<>(open);
        }
        Collections.reverse(newestFirst);
        RuntimeException failure = null;
        for (Identity each : newestFirst) {
            try {
                each.handle().close();
            } catch (Exception e) {
                RuntimeException failed = e instanceof ParleyException known
                        ? known
                        : new IllegalStateException("cannot close " + each.handle(), e);
                if (failure == null) {
                    failure = failed;
                } else {
                    failure.addSuppressed(failed);
                }
            }
        }
        membership.leave();
        if (failure != null) {
            throw failure;
        }
    }

    /** Opens or creates an object of one file. */
    public ObjectFile openObject(String name, ObjectFile.Spec spec) {
        return openHere(() -> ObjectFile.createOrOpen(pathOf(name, spec.kind()), spec, membership.site()));
    }

    /** Opens an object of one file; null if there is none. */
    public ObjectFile findObject(String name, ObjectFile.Spec spec) {
        return openHere(() -> ObjectFile.openExisting(pathOf(name, spec.kind()), spec, membership.site()));
    }

    /**
     * Opens an object by the name of its file or directory, whatever it is: for its header, or to delete it; null if
     * none.
     */
    public ObjectFile find(String fileName) {
        ObjectKind kind = ObjectKind.ofFile(fileName);
        int dot = fileName.lastIndexOf('.');
        if (kind == null || dot < 0) {
            return null;
        }
        Path path = pathOf(fileName.substring(0, dot), kind);
        Path file = Files.isDirectory(path) ? path.resolve(Address.STATE_FILE) : path;
        ByteBuffer type = FileGlance.read(file, kind, ObjectHeader.TYPE_CODE, Integer.BYTES);
        if (type == null) {
            return null;
        }
        ObjectFile.Spec spec = new ObjectFile.Spec(kind, type.getInt(), -1, 0, memory -> {});
        return openHere(() -> ObjectFile.openExisting(file, path, spec, membership.site()));
    }

    /** Whether the domain behind a public handle is open. */
    public static boolean isOpen(Object handle) {
        return BY_HANDLE.containsKey(handle);
    }

    /** Opens or creates an object with a directory of its own. */
    public ObjectFile openDirectory(String name, String stateFile, ObjectFile.Spec spec) {
        return openHere(() -> ObjectFile.createOrOpenIn(pathOf(name, spec.kind()), stateFile, spec, membership.site()));
    }

    /** Opens or creates a file that belongs to another object, at a path inside that object's directory. */
    public ObjectFile openPart(Path path, ObjectFile.Spec spec) {
        return openHere(() -> ObjectFile.createOrOpen(path, spec, membership.site()));
    }

    /** Opens or creates a file at a path of this domain that only this user may read, whatever the domain's rule is. */
    public ObjectFile openPrivate(Path path, ObjectFile.Spec spec) {
        ObjectFile.Site site = membership.site();
        ObjectFile.Site mine =
                new ObjectFile.Site(site.owner(), site.incarnation(), site.clock(), false, site.names(), Set.of());
        return openHere(() -> ObjectFile.createOrOpen(path, spec, mine));
    }

    /** Opens a file that belongs to another object; null if there is none. */
    public ObjectFile openPartIfThere(Path path, ObjectFile.Spec spec) {
        return openHere(() -> ObjectFile.openExisting(path, spec, membership.site()));
    }

    /**
     * Opens something in this domain and not in another one that lies at the same place by now: owner words mean
     * nothing there. Looked at before, so as not to create where one does not belong, and after, to be sure.
     */
    private ObjectFile openHere(Supplier<ObjectFile> opening) {
        membership.requireCurrent();
        ObjectFile object = opening.get();
        membership.requireCurrent();
        return object;
    }

    /** Where an object of this name and kind lies. */
    public Path pathOf(String name, ObjectKind kind) {
        return directory.resolve(ObjectName.file(name, kind));
    }

    /** A path for a moment, that nobody else uses; the reaper removes what is left there. */
    public Path temporary(String purpose) {
        return membership.site().temporary(directory.resolve(purpose));
    }

    /** Marks the object deleted and removes its name. */
    public void delete(ObjectFile object) {
        object.markDeleted();
        object.unlink(membership.site());
        if (RecordingSwitch.wasEverOn(object.memory())) {
            deleteHistograms(object);
        }
    }

    /** Deletes the histograms of a deleted object. */
    public void deleteHistograms(ObjectFile object) {
        membership.lanes().delete(fileName(object), Measure.of(object.kind()));
    }

    /** Closes {@code handle} with the domain if nobody does so earlier. */
    public void track(AutoCloseable handle) {
        synchronized (open) {
            open.add(new Identity(handle));
        }
    }

    /** The handle was closed. */
    public void untrack(AutoCloseable handle) {
        Identity identity = new Identity(handle);
        EMBEDDED_LOCKS.remove(identity);
        synchronized (open) {
            open.remove(identity);
        }
    }

    /** Whether {@code handle} was opened here and not closed yet. */
    public boolean isTracked(AutoCloseable handle) {
        synchronized (open) {
            return open.contains(new Identity(handle));
        }
    }

    /**
     * The one handle on an object that something stored refers to: however often that is read, the object is opened
     * once. Opened again if somebody closed it.
     */
    public AutoCloseable referred(Object reference, Supplier<? extends AutoCloseable> opening) {
        AutoCloseable known = referred.get(reference);
        if (known != null && Addresses.of(known).isOpen()) {
            return known;
        }
        return referred.compute(reference, (same, found) -> {
            boolean open = found != null && Addresses.of(found).isOpen();
            return open ? found : opening.get();
        });
    }

    /** What is made once for each opening of a domain, at the first demand, and goes with it. */
    @SuppressWarnings("unchecked") // one key, one maker
    public <T> T kept(Object key, Supplier<T> maker) {
        Object known = kept.get(key);
        return (T) (known != null ? known : kept.computeIfAbsent(key, same -> maker.get()));
    }

    /**
     * What this process must have once for each object, however many handles it opens: which thread holds it, how
     * often. The same object always gets the same core, so one kind of object has one class of core.
     */
    @SuppressWarnings("unchecked")
    public <C> C core(ObjectFile object, Function<ObjectFile, C> maker) {
        return (C) membership.core(object, maker);
    }

    /** The object was deleted. */
    public void forgetCore(ObjectFile object) {
        membership.forgetCore(object);
    }

    /** The core of the lock whose cell lies at {@code cell} of the object's file; an object has one at most. */
    public LockCore lockCore(ObjectFile object, int cell) {
        return core(object, file -> {
            LockCore core = newLockCore(file, cell);
            core.measureWith(latencyMeter(file));
            return core;
        });
    }

    /** What measures operations of an object, if somebody wants that; one for each handle or core. */
    public LatencyMeter latencyMeter(ObjectFile object) {
        return LatencyMeter.of(object, object.kind(), fileName(object), clock(), membership.lanes());
    }

    /** How an object's file is called in the domain; the directory, where it has one. */
    public String fileName(ObjectFile object) {
        return directory.relativize(object.path()).getName(0).toString();
    }

    /** A new core of a lock, for who keeps several of one object in a core of his own. */
    public LockCore newLockCore(ObjectFile object, int cell) {
        return new LockCore(object.memory(), cell, liveness(), membership.threads(), clock(), strategy);
    }

    /** Who creates files here, and under which rules. */
    public ObjectFile.Site site() {
        return membership.site();
    }

    /** Says that {@code handle} is one on {@code object}, whose file has a lock cell at {@code cell}. */
    public void offerLock(AutoCloseable handle, String name, ObjectFile object, int cell) {
        EMBEDDED_LOCKS.put(new Identity(handle), new EmbeddedLock(this, name, object, cell));
    }

    /** A lock cell inside the file of another object. */
    public record EmbeddedLock(Domain domain, String name, ObjectFile object, int cell) {}

    /** The lock cell in the file behind a handle; null if it has none, or the handle was closed. */
    public static EmbeddedLock embeddedLock(AutoCloseable handle) {
        return EMBEDDED_LOCKS.get(new Identity(handle));
    }

    /** A handle as itself: two collections with the same content are equal, and their hash codes change. */
    private record Identity(AutoCloseable handle) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Identity same && same.handle == handle;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(handle);
        }
    }

    @Override
    public WaitBoard waitBoard() {
        return membership.waitBoardIfThere();
    }

    /** Who started whom in the domain. */
    public ChildTable children() {
        membership.requireCurrent();
        return membership.children();
    }

    /** Who started whom; null if nobody ever started a process in the domain. */
    public ChildTable childrenIfThere() {
        return membership.childrenIfThere();
    }

    @Override
    public boolean hasThreadEnded(int mark) {
        return mark != 0 && membership.threads().isDead(mark);
    }

    /** Cleans up after dead processes. */
    public int reap() {
        return membership.reap();
    }

    /** The processes in the domain. */
    public List<ProcessSlot> processes() {
        return membership.table().live();
    }

    @Override
    public ProcessSlot find(int owner) {
        return membership.table().find(owner);
    }

    /** How many dead processes were cleaned up since the domain was created. */
    public long deaths() {
        return membership.table().deaths();
    }

    /** Removes the whole domain if this is the only process in it; false if it is not. */
    public boolean deleteAll() {
        membership.reap();
        int self = liveness().self();
        boolean alone = processes().stream().allMatch(p -> p.owner() == self || !p.alive());
        if (alone) {
            membership.file().markDeleted();
            try {
                // First out of the way in one step: who opens the name from now on founds a new domain.
                Path aside = membership.site().temporary(directory);
                Files.move(directory, aside, StandardCopyOption.ATOMIC_MOVE);
                FileTrees.delete(aside);
            } catch (IOException e) {
                throw FileFailures.explain("delete domain", directory, e);
            }
        }
        return alone;
    }

    /** A random number that tells this domain from every other one, also at the same place. */
    public long generation() {
        return membership.file().header().generation();
    }

    @Override
    public Path directory() {
        return directory;
    }

    @Override
    public Liveness liveness() {
        return membership.table();
    }

    /** The domain's time. */
    public Clock clock() {
        return membership.clock();
    }

    /** How threads of this process wait. */
    public WaitStrategy strategy() {
        return strategy;
    }
}
