package io.parley.internal.process;

import io.parley.internal.crash.Failpoint;
import io.parley.internal.domain.Domain;
import io.parley.internal.live.Owner;
import io.parley.internal.memory.Memory;
import io.parley.internal.memory.ObjectFile;
import io.parley.internal.memory.ObjectKind;
import io.parley.internal.memory.ObjectName;
import io.parley.internal.observe.LatencyMeter;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file of a pool, by which other processes find it while it lives. It belongs to one pool at a time: a second one
 * of the same name gets a number behind its name. Nothing that the pool does depends on it but what is measured.
 *
 * <p><b>Threading:</b> any number of threads. <b>Processes:</b> each pool claims a file of its own, by one
 * compare-and-set. <b>Death:</b> the file stays, with its histograms; the next pool of that name goes on with them.
 */
public final class PoolFile {
    private static final Logger LOG = LoggerFactory.getLogger("io.parley.pool");
    private static final Pattern NOT_PLAIN = Pattern.compile("[^A-Za-z0-9_-]");
    /** Leaves room for a number behind it. */
    private static final int NAME_MAX = ObjectName.MAX_LENGTH - 20;

    private final Domain domain;
    private final String name;
    private final ObjectFile file;
    private final AtomicBoolean deleted = new AtomicBoolean();

    private PoolFile(Domain domain, String name, ObjectFile file) {
        this.domain = domain;
        this.name = name;
        this.file = file;
    }

    /**
     * A file for a new pool.
     *
     * @param poolName any text; what a file's name cannot have becomes {@code _}
     * @throws io.parley.ParleyException if the file system refuses
     */
    public static PoolFile claim(Domain domain, String poolName) {
        String plain = plain(poolName);
        for (int number = 1; ; number++) {
            String name = number == 1 ? plain : plain + "-" + number;
            PoolFile mine = tryClaim(domain, name);
            if (mine != null) {
                return mine;
            }
        }
    }

    private static String plain(String poolName) {
        String plain = NOT_PLAIN.matcher(poolName).replaceAll("_");
        return plain.isEmpty() ? "_" : plain.substring(0, Math.min(plain.length(), NAME_MAX));
    }

    /** Null if it belongs to a pool that lives. */
    private static PoolFile tryClaim(Domain domain, String name) {
        while (true) {
            ObjectFile file = domain.openObject(name, PoolLayout.SPEC);
            Failpoint.POOL_NAMED_BEFORE_OWNER.hit();
            Memory memory = file.memory();
            int owner = memory.getIntVolatile(PoolLayout.OWNER);
            boolean free = owner == Owner.NONE || !domain.liveness().isAlive(owner);
            boolean mine = free
                    && memory.compareAndSetInt(
                            PoolLayout.OWNER, owner, domain.liveness().self());
            if (!file.isDeleted()) {
                return mine ? new PoolFile(domain, name, file) : null;
            }
        }
    }

    /** The owner word of the process that has the pool whose file that is; {@link Owner#NONE} if nobody has it yet. */
    public static int owner(Memory memory) {
        return memory.getIntVolatile(PoolLayout.OWNER);
    }

    /** What measures tasks in a process that knows the pool's file by its name only; nothing if the pool has ended. */
    public static LatencyMeter meterOf(Domain domain, String name) {
        ObjectFile file = domain.findObject(name, PoolLayout.SPEC);
        return file == null ? LatencyMeter.OFF : domain.latencyMeter(file);
    }

    /** The name of the object: the pool's, if nothing was in the way. */
    public String name() {
        return name;
    }

    /** How the file is called in the domain. */
    public String fileName() {
        return ObjectName.file(name, ObjectKind.POOL);
    }

    /** What measures tasks in the pool's process. */
    public LatencyMeter meter() {
        return domain.latencyMeter(file);
    }

    /**
     * The pool has ended: the file goes, and the histograms with it. A second call does nothing: there may be another
     * pool of that name by then.
     */
    public void delete() {
        if (deleted.getAndSet(true)) {
            return;
        }
        try {
            domain.delete(file);
        } catch (RuntimeException e) {
            LOG.warn("PLY-0113 file of a pool that has ended could not be deleted: file={}", file.path(), e);
        }
    }
}
