package io.parley.internal.domain;

import io.parley.internal.live.ChildSnapshot;
import io.parley.internal.live.ChildTable;
import io.parley.internal.live.Liveness;
import io.parley.internal.live.Owner;
import io.parley.internal.live.ProcessSlot;
import io.parley.internal.live.ProcessTable;
import io.parley.internal.live.ThreadTable;
import io.parley.internal.memory.Memory;
import io.parley.internal.memory.ObjectGlance;
import io.parley.internal.memory.ObjectKind;
import io.parley.internal.wait.WaitBoard;
import java.nio.file.Path;
import java.util.List;

/**
 * A domain as its files lie there, for who takes no part in it: no slot, no lock, no store. Where the process table
 * cannot be read, there are no processes.
 *
 * <p>Thread-safe.
 */
public final class DomainGlance implements DomainLook, AutoCloseable {
    private static final Liveness UNKNOWN = new Liveness() {
        @Override
        public int self() {
            return Owner.NONE;
        }

        @Override
        public boolean isAlive(int owner) {
            return false;
        }

        @Override
        public String describe(int owner) {
            return "unknown";
        }
    };

    private final Path directory;
    private final ObjectGlance file;
    private final ProcessTable table;
    private final ThreadTable threads;
    private ChildTable children;
    private WaitBoard waits;

    /** Looks at the domain in a directory. */
    public DomainGlance(Path directory) {
        this.directory = directory;
        this.file = ObjectGlance.of(directory.resolve(DomainPaths.DOMAIN_FILE));
        boolean usable = isUsable(file, ObjectKind.DOMAIN, ProcessTable.FILE_LENGTH);
        Memory memory = usable ? file.map() : null;
        this.table = usable ? ProcessTable.lookingAt(file.path(), memory) : null;
        this.threads = usable ? new ThreadTable(memory) : ThreadTable.UNSEEN;
    }

    private static boolean isUsable(ObjectGlance glance, ObjectKind kind, long length) {
        return glance.problem().isEmpty()
                && glance.kind() == kind
                && glance.header().length() >= length;
    }

    @Override
    public Path directory() {
        return directory;
    }

    /** The file that makes the directory a domain. */
    public ObjectGlance file() {
        return file;
    }

    /** Nobody is alive, if the process table cannot be read. */
    @Override
    public Liveness liveness() {
        return table == null ? UNKNOWN : table;
    }

    /** The processes that have slots. */
    public List<ProcessSlot> processes() {
        return table == null ? List.of() : table.live();
    }

    @Override
    public ProcessSlot find(int owner) {
        return table == null ? null : table.find(owner);
    }

    /** How many dead processes were cleaned up since the domain was created. */
    public long deaths() {
        return table == null ? 0 : table.deaths();
    }

    @Override
    public boolean hasThreadEnded(int mark) {
        return mark != 0 && table != null && threads.isDead(mark);
    }

    /** The children that are remembered. */
    public synchronized List<ChildSnapshot> children() {
        if (children == null) {
            ObjectGlance found = find(ObjectKind.CHILDREN);
            if (!isUsable(found, ObjectKind.CHILDREN, ChildTable.SPEC.length())) {
                return List.of();
            }
            children = ChildTable.lookingAt(found.path(), found.map());
        }
        return children.read();
    }

    /** Who sleeps for what. */
    public List<WaitBoard.Note> waits() {
        WaitBoard board = waitBoard();
        return board == null ? List.of() : board.read();
    }

    @Override
    public synchronized WaitBoard waitBoard() {
        if (waits == null && table != null) {
            ObjectGlance found = find(ObjectKind.WAIT_BOARD);
            waits = isUsable(found, ObjectKind.WAIT_BOARD, WaitBoard.SPEC.length())
                    ? new WaitBoard(found.map(), table)
                    : null;
        }
        return waits;
    }

    private ObjectGlance find(ObjectKind kind) {
        return ObjectGlance.of(directory.resolve("domain." + kind.suffix()));
    }

    @Override
    public synchronized void close() {
        if (table != null) {
            table.close();
        }
        if (children != null) {
            children.close();
        }
    }
}
