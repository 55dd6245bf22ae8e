package io.parley.internal.domain;

import io.parley.DomainAccessException;
import io.parley.internal.memory.FileFailures;
import io.parley.internal.memory.ObjectName;
import io.parley.internal.memory.Permission;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;

/** Where domains lie, and how their directories are made. */
public final class DomainPaths {
    /** Shared memory, one folder for each user. */
    public static final Path ROOT = Path.of("/dev/shm/parley");
    /** The file every domain has. */
    public static final String DOMAIN_FILE = "domain.parley";

    private static final int STICKY_AND_OPEN_TO_ALL = 01777;

    private DomainPaths() {}

    /** The default place of a domain. */
    public static Path directory(String name) {
        ObjectName.check(name);
        return userFolder().resolve(name);
    }

    /** How a process is called if it does not say: the main class, or the jar. */
    public static String processName() {
        String command = System.getProperty("sun.java.command", "java");
        String main = command.split(" ", 2)[0];
        String simple = main.substring(main.lastIndexOf('/') + 1);
        return simple.endsWith(".jar") ? simple : simple.substring(simple.lastIndexOf('.') + 1);
    }

    /** Makes the domain's directory if it is missing and refuses one that others could tamper with. */
    static void prepare(Path directory, Set<Permission> access) {
        try {
            if (directory.startsWith(ROOT)) {
                createShared(ROOT);
                Path folder = ROOT.resolve(ROOT.relativize(directory).getName(0));
                create(folder, access);
                if (folder.endsWith(System.getProperty("user.name"))) {
                    requireOwn(folder);
                }
            }
            create(directory, access);
        } catch (IOException e) {
            throw FileFailures.explain("create domain", directory, e);
        }
        if (!Files.isDirectory(directory)) {
            throw new DomainAccessException("not a directory: " + directory + ". Choose another domain name", null);
        }
        requireTrusted(directory);
    }

    /**
     * Makes a directory for files of this user that belong to no domain, such as what makes the next start faster, if
     * it is missing. Refuses one that somebody else could put files into.
     */
    public static void prepareOwn(Path directory) {
        prepare(directory, Set.of());
        try {
            requireOwn(directory);
        } catch (IOException e) {
            throw FileFailures.explain("inspect", directory, e);
        }
    }

    /** The folder of this user's domains. */
    public static Path userFolder() {
        return ROOT.resolve(System.getProperty("user.name"));
    }

    /** Like /tmp: everybody may add a folder, nobody may remove another's. */
    private static void createShared(Path root) throws IOException {
        try {
            Files.createDirectory(root);
        } catch (FileAlreadyExistsException fine) {
            if ((int) Files.getAttribute(root, "unix:uid") != userId()) {
                return;
            }
        }
        // Also if it was there: its creator may have died before it got this far.
        Files.setAttribute(root, "unix:mode", STICKY_AND_OPEN_TO_ALL);
    }

    private static int userId() throws IOException {
        return (int) Files.getAttribute(Path.of("/proc/self"), "unix:uid");
    }

    private static void create(Path directory, Set<Permission> access) throws IOException {
        try {
            Files.createDirectory(directory, Permission.attribute(access, true));
            Permission.enforce(directory, access, true);
        } catch (FileAlreadyExistsException fine) {
            return;
        }
    }

    /** Everybody may make folders here, so somebody else may have made the one with this user's name. */
    private static void requireOwn(Path folder) throws IOException {
        int owner = (int) Files.getAttribute(folder, "unix:uid");
        if (owner != userId()) {
            throw new DomainAccessException(
                    "folder belongs to another user: " + folder + " owner uid=" + owner + ", this process's=" + userId()
                            + ". Open the domain by a path of your own",
                    null);
        }
    }

    private static void requireTrusted(Path directory) {
        try {
            Set<PosixFilePermission> bits = Files.getPosixFilePermissions(directory);
            if (bits.contains(PosixFilePermission.OTHERS_WRITE)) {
                throw new DomainAccessException(
                        "domain is writable by everybody: " + directory
                                + ". Remove the write permission for others (chmod o-w)",
                        null);
            }
        } catch (IOException e) {
            throw FileFailures.explain("inspect domain", directory, e);
        }
    }
}
