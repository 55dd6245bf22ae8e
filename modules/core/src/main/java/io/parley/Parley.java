package io.parley;

import io.parley.internal.domain.Domain;
import io.parley.internal.memory.Permission;
import io.parley.internal.serial.Forms;
import io.parley.sync.Diagnosis;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * A domain: a directory of named objects that several processes of one host share. Everything else is reached from
 * here.
 *
 * <pre>{@code
 * try (Parley parley = Parley.open("orders")) {
 *     SharedLong count = parley.longValue("count");
 *     SharedQueue<String> queue = parley.queue("fills", Codecs.utf8());
 *     queue.put("bought 100");
 *     count.incrementAndGet();
 * }
 * }</pre>
 *
 * <p><b>Threading:</b> thread-safe. <b>Processes:</b> every process that opens the same directory sees the same
 * objects; there is no server. Opening takes a slot of the process table; if the process dies, its slot tells the
 * others within milliseconds, and what it held comes back.
 *
 * <p>Objects are found by name; the first to ask creates. Names are ASCII letters, digits, {@code -}, {@code _} and
 * single dots inside, at most 120 characters.
 */
public final class Parley extends ProcessFactories implements AutoCloseable {
    static {
        Forms.install(new TravelForms());
    }

    private final ParleyConfig config;

    private Parley(ParleyConfig config) {
        this.config = config;
    }

    @Override
    Parley self() {
        return this;
    }

    /**
     * Opens the domain {@code /dev/shm/parley/<user>/<name>}, creating it first if there is none.
     *
     * @param name the domain's name
     * @return a handle to close
     * @throws IllegalArgumentException if the name cannot be a file name
     * @throws DomainAccessException if the file system refuses
     * @throws DomainFullException if there is no room for it
     * @throws ProcessTableFullException if 1,023 live processes are in it
     */
    public static Parley open(String name) {
        return open(ParleyConfig.named(name));
    }

    /**
     * Opens the domain in a directory, creating it first if there is none. On a disk it survives a reboot.
     *
     * @param directory the directory; its parent must exist
     * @return a handle to close
     * @throws DomainAccessException if the file system refuses
     * @throws DomainFullException if there is no room for it
     * @throws ProcessTableFullException if 1,023 live processes are in it
     */
    public static Parley open(Path directory) {
        return open(ParleyConfig.at(directory));
    }

    /**
     * Opens a domain.
     *
     * @param config where, and how this process takes part
     * @return a handle to close
     * @throws DomainAccessException if the file system refuses
     * @throws DomainFullException if there is no room for it
     * @throws ProcessTableFullException if 1,023 live processes are in it
     */
    public static Parley open(ParleyConfig config) {
        Parley parley = new Parley(config);
        Set<Permission> access = config.groupAccess() ? EnumSet.of(Permission.GROUP) : EnumSet.noneOf(Permission.class);
        Domain.open(parley, config.directory(), config.processName(), access, config.durable(), config.waitStrategy());
        return parley;
    }

    /**
     * The processes in the domain, this one included.
     *
     * @return a snapshot; the dead are in it until somebody reaps them
     */
    public List<ProcessInfo> processes() {
        Domain domain = Domain.of(this);
        int self = domain.liveness().self();
        return domain.processes().stream()
                .map(p -> new ProcessInfo(
                        p.pid(),
                        p.name(),
                        p.slot(),
                        p.alive(),
                        p.owner() == self,
                        Instant.ofEpochSecond(0, p.openedAtNs())))
                .toList();
    }

    /**
     * The child processes of the domain, whoever started them: those that run, and how the others ended, as far as it
     * is remembered. The last 1,024 are, fewer than that if some of them are still running.
     *
     * @return a snapshot, newest last
     */
    public List<ChildInfo> children() {
        return Children.of(Domain.of(this));
    }

    /**
     * Who holds which lock in the domain, who waits for what, and who waits for whom in a circle. Takes no lock,
     * changes nothing and holds nobody up.
     *
     * @return a snapshot, stale at once; print it
     */
    public Diagnosis diagnose() {
        return Diagnosis.of(this);
    }

    /**
     * Cleans up after dead processes: their half-built files and their slots. Opening a domain does it as well; locks
     * and claims of the dead come back without it.
     *
     * @return how many dead processes there were
     */
    public int reap() {
        return Domain.of(this).reap();
    }

    /**
     * Where the domain lies.
     *
     * @return the directory
     */
    public Path directory() {
        return config.directory();
    }

    /**
     * How this process takes part.
     *
     * @return what the domain was opened with
     */
    public ParleyConfig config() {
        return config;
    }

    /**
     * Deletes the whole domain with every object in it, if no other live process takes part. Closes this handle.
     *
     * @throws IllegalStateException if another process takes part; the message names it, nothing was deleted
     */
    public void delete() {
        Domain domain = Domain.of(this);
        if (!domain.deleteAll()) {
            throw new IllegalStateException(
                    "domain is in use: " + directory() + " processes=" + domain.processes() + ". End them first");
        }
        close();
    }

    /**
     * Closes every object opened through this handle. With the last handle on the domain in this process, leaves it:
     * locks still held and messages still claimed go to the others as if the process had died. The objects stay. A
     * second call does nothing.
     */
    @Override
    public void close() {
        Domain.close(this);
    }

    @Override
    public String toString() {
        return "Parley(" + config.directory() + ")";
    }
}
