package io.parley.internal.domain;

import io.parley.ObjectDeletedException;
import io.parley.ParleyException;
import io.parley.ProcessTableFullException;
import io.parley.internal.live.ChildTable;
import io.parley.internal.live.Owner;
import io.parley.internal.live.ProcessIdentity;
import io.parley.internal.live.ProcessTable;
import io.parley.internal.live.Reaper;
import io.parley.internal.live.ThreadTable;
import io.parley.internal.memory.ObjectFile;
import io.parley.internal.memory.ObjectKind;
import io.parley.internal.memory.Permission;
import io.parley.internal.observe.LatencyLanes;
import io.parley.internal.os.Clock;
import io.parley.internal.os.SystemClock;
import io.parley.internal.wait.WaitBoard;
import io.parley.internal.wait.WaitBoards;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * This JVM's one slot in a domain, however often the domain is opened here. Also the home of what must exist once per
 * process: the cores of locks, which know which thread holds them.
 */
final class Membership {
    private static final Map<Path, Membership> OPEN = new HashMap<>();
    private static final int OWNER_OF_DOMAIN_FILE = 0;
    private static final ObjectFile.Spec SPEC =
            new ObjectFile.Spec(ObjectKind.DOMAIN, 0, ProcessTable.CAPACITY, ProcessTable.FILE_LENGTH, memory -> {});

    private final Path directory;
    private final ObjectFile file;
    private final ProcessTable table;
    private final ThreadTable threads;
    private final ObjectFile.Site site;
    private final Clock clock;
    private final Map<Long, Object> cores = new ConcurrentHashMap<>();
    private final LatencyLanes lanes;
    private final Thread exitHook = new Thread(this::exiting, "parley-exit");
    private final Supplier<WaitBoard> waitBoardOpener = this::waitBoard;
    private volatile WaitBoard waitBoard;
    private ChildTable children;
    private boolean childrenLeft;
    private int users;

    private Membership(Path directory, String processName, Set<Permission> access, boolean durable) {
        this.directory = directory;
        this.file = openDomainFile(directory, access, durable);
        this.table = new ProcessTable(file.path(), file.memory());
        this.threads = new ThreadTable(file.memory());
        this.clock = new SystemClock(table.clockOffset(SystemClock.currentOffsetNs()));
        ProcessIdentity identity = ProcessIdentity.current(processName);
        join(identity);
        this.site = new ObjectFile.Site(table.self(), identity.incarnation(), clock, durable, table, access);
        this.lanes = new LatencyLanes(table, new HistogramFiles(this));
    }

    private static ObjectFile openDomainFile(Path directory, Set<Permission> access, boolean durable) {
        ObjectFile.Site founder =
                new ObjectFile.Site(OWNER_OF_DOMAIN_FILE, 0, SystemClock.LOCAL, durable, Runnable::run, access);
        return ObjectFile.createOrOpen(directory.resolve(DomainPaths.DOMAIN_FILE), SPEC, founder);
    }

    /**
     * Whether the directory still has this domain, and not none or another one: somebody may have removed the directory
     * under us. Two process tables in one place would call each other's processes dead.
     */
    private boolean isCurrent() {
        if (file.isDeleted()) {
            return false;
        }
        ObjectFile found = ObjectFile.openExisting(file.path(), SPEC, site);
        return found != null && found.header().generation() == file.header().generation();
    }

    /** Throws unless the directory still has this domain. */
    void requireCurrent() {
        if (!isCurrent()) {
            throw new ObjectDeletedException(
                    "domain was removed or replaced under this process: " + directory + ". Close it and open it again");
        }
    }

    private void join(ProcessIdentity identity) {
        reap();
        if (!table.tryJoin(identity, clock.epochNs())) {
            ProcessTableFullException full = table.full(); // which looks at who is alive
            table.close();
            throw full;
        }
    }

    /** Joins the domain, or counts one more user of this JVM's slot in it. */
    static Membership enter(Path directory, String processName, Set<Permission> access, boolean durable) {
        synchronized (OPEN) {
            Membership membership = OPEN.get(directory);
            if (membership == null || !membership.isCurrent()) {
                membership = new Membership(directory, processName, access, durable);
                OPEN.put(directory, membership);
                WaitBoards.add(directory.toString(), membership.waitBoardOpener);
                Runtime.getRuntime().addShutdownHook(membership.exitHook);
            }
            membership.users++;
            return membership;
        }
    }

    /** Counts one user less; the last one gives the slot back. */
    void leave() {
        synchronized (OPEN) {
            if (--users == 0) {
                OPEN.remove(directory, this);
                WaitBoards.remove(directory.toString(), waitBoardOpener);
                table.close();
                threads.close();
                closeChildren();
                removeExitHook();
            }
        }
    }

    private void removeExitHook() {
        try {
            Runtime.getRuntime().removeShutdownHook(exitHook);
        } catch (IllegalStateException alreadyShuttingDown) {
            return;
        }
    }

    private void exiting() {
        table.exiting();
    }

    int reap() {
        return new Reaper(directory, table, this::parentPid).reap();
    }

    /** For a message only, and also before this process has joined. */
    private long parentPid(int owner) {
        try {
            ObjectFile.Site nobody = new ObjectFile.Site(Owner.NONE, 0, clock, false, table, Set.of());
            ObjectFile found = ObjectFile.openExisting(childrenPath(), ChildTable.SPEC, nobody);
            return found == null ? 0 : ChildTable.parentPid(found.memory(), owner);
        } catch (ParleyException unreadable) {
            return 0;
        }
    }

    ObjectFile file() {
        return file;
    }

    ProcessTable table() {
        return table;
    }

    ThreadTable threads() {
        return threads;
    }

    ObjectFile.Site site() {
        return site;
    }

    Clock clock() {
        return clock;
    }

    /** The board of who sleeps for what, created when the first thread of the domain is about to sleep. */
    private WaitBoard waitBoard() {
        synchronized (waitBoardOpener) {
            if (waitBoard == null) {
                ObjectFile opened = ObjectFile.createOrOpen(waitBoardPath(), WaitBoard.SPEC, site);
                waitBoard = new WaitBoard(opened.memory(), table);
            }
            return waitBoard;
        }
    }

    private Path waitBoardPath() {
        return directory.resolve("domain." + ObjectKind.WAIT_BOARD.suffix());
    }

    /** The board of who sleeps for what; null if nobody ever slept in the domain. */
    WaitBoard waitBoardIfThere() {
        return waitBoard != null || Files.exists(waitBoardPath()) ? waitBoard() : null;
    }

    /** Who started whom, created when the first process of the domain is about to start another. */
    synchronized ChildTable children() {
        if (children == null) {
            children = new ChildTable(ObjectFile.createOrOpen(childrenPath(), ChildTable.SPEC, site), table.self());
            if (childrenLeft) {
                children.close(); // somebody starts a child while another thread closes the domain
            }
        }
        return children;
    }

    private Path childrenPath() {
        return directory.resolve("domain." + ObjectKind.CHILDREN.suffix());
    }

    /** Who started whom; null if nobody ever started a process in the domain. */
    synchronized ChildTable childrenIfThere() {
        return children != null || Files.exists(childrenPath()) ? children() : null;
    }

    private synchronized void closeChildren() {
        childrenLeft = true;
        if (children != null) {
            children.close();
        }
    }

    /** Where this process records what operations take. */
    LatencyLanes lanes() {
        return lanes;
    }

    Path directory() {
        return directory;
    }

    /** What this process must have once for each object, however many handles it opens. */
    Object core(ObjectFile object, Function<ObjectFile, ?> maker) {
        return cores.computeIfAbsent(object.header().generation(), generation -> maker.apply(object));
    }

    void forgetCore(ObjectFile object) {
        cores.remove(object.header().generation());
    }
}
