package io.parley;

import io.parley.internal.domain.DomainPaths;
import java.nio.file.Path;
import java.util.Objects;

/**
 * Where a domain lies and how this process takes part in it. Start with {@link #named} or {@link #at}; every other
 * value has a default and is changed by a {@code with} method that returns a copy.
 *
 * @param directory the domain's directory
 * @param processName how this process is called in the process table; default: the main class, or {@code java}
 * @param groupAccess whether the directory's group may take part as well (files 0660 instead of 0600); default false
 * @param durable whether a new object's file is forced to disk before it gets its name; default true where the
 *     directory is not on tmpfs
 * @param waitStrategy how threads of this process wait; default {@link WaitStrategy#adaptive()}
 */
public record ParleyConfig(
        Path directory, String processName, boolean groupAccess, boolean durable, WaitStrategy waitStrategy) {
    /** Where {@link #named} puts domains: shared memory, one folder for each user. */
    public static final Path DEFAULT_ROOT = DomainPaths.ROOT;

    /**
     * Checks that nothing is null.
     *
     * @param directory the domain's directory
     * @param processName how this process is called
     * @param groupAccess whether the group may take part
     * @param durable whether a new object's file is forced to disk
     * @param waitStrategy how threads wait
     */
    public ParleyConfig {
        Objects.requireNonNull(directory, "directory");
        Objects.requireNonNull(processName, "processName");
        Objects.requireNonNull(waitStrategy, "waitStrategy");
    }

    /**
     * A domain in shared memory: {@code /dev/shm/parley/<user>/<name>}. It is gone after a reboot.
     *
     * @param name ASCII letters, digits, {@code -}, {@code _} and single dots inside
     * @return the configuration with defaults
     * @throws IllegalArgumentException if the name cannot be a file name
     */
    public static ParleyConfig named(String name) {
        return at(DomainPaths.directory(name));
    }

    /**
     * A domain in a directory of your choice, on a local file system; on a disk it survives a reboot.
     *
     * @param directory the directory; created if missing, its parent must exist
     * @return the configuration with defaults
     */
    public static ParleyConfig at(Path directory) {
        Path absolute = directory.toAbsolutePath().normalize();
        boolean memory = absolute.startsWith("/dev/shm");
        return new ParleyConfig(absolute, DomainPaths.processName(), false, !memory, WaitStrategy.adaptive());
    }

    /**
     * Sets how this process is called in the process table.
     *
     * @param name any text; at most 76 bytes of UTF-8 are kept
     * @return a copy
     */
    public ParleyConfig withProcessName(String name) {
        return new ParleyConfig(directory, name, groupAccess, durable, waitStrategy);
    }

    /**
     * Lets the directory's group take part.
     *
     * @param allowed whether files are created 0660 instead of 0600
     * @return a copy
     */
    public ParleyConfig withGroupAccess(boolean allowed) {
        return new ParleyConfig(directory, processName, allowed, durable, waitStrategy);
    }

    /**
     * Sets whether new objects are forced to disk before they get their names.
     *
     * @param forced true costs a disk write for each new object
     * @return a copy
     */
    public ParleyConfig withDurable(boolean forced) {
        return new ParleyConfig(directory, processName, groupAccess, forced, waitStrategy);
    }

    /**
     * Sets how threads of this process wait.
     *
     * @param strategy the strategy
     * @return a copy
     */
    public ParleyConfig withWaitStrategy(WaitStrategy strategy) {
        return new ParleyConfig(directory, processName, groupAccess, durable, strategy);
    }
}
