package io.parley.internal.memory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

/** Who besides the owner may use a domain's files. */
public enum Permission {
    /** The files' group as well: 0660, directories 0770. */
    GROUP;

    private static final String MODE = "unix:mode";
    private static final int ALL_BITS = 07777;
    /** Set-group-id, and everything for owner and group. */
    private static final int SHARED_DIRECTORY = 02770;

    /** The attribute for a new file or directory; the process's umask may take bits away, see {@link #enforce}. */
    public static FileAttribute<Set<PosixFilePermission>> attribute(Set<Permission> access, boolean directory) {
        return PosixFilePermissions.asFileAttribute(bits(access, directory));
    }

    /**
     * Gives a file or directory that this process just created the bits that its umask took away. What is created in a
     * directory for the group belongs to the directory's group, whatever the creator's own is.
     */
    public static void enforce(Path created, Set<Permission> access, boolean directory) throws IOException {
        if (directory && access.contains(GROUP)) {
            Files.setAttribute(created, MODE, SHARED_DIRECTORY);
        } else {
            Files.setPosixFilePermissions(created, bits(access, directory));
        }
    }

    /** Gives a directory that this process just created the mode of the one it lies in. */
    public static void inherit(Path created) throws IOException {
        int mode = (int) Files.getAttribute(created.toAbsolutePath().getParent(), MODE);
        Files.setAttribute(created, MODE, mode & ALL_BITS);
    }

    private static Set<PosixFilePermission> bits(Set<Permission> access, boolean directory) {
        Set<PosixFilePermission> bits = EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
        if (access.contains(GROUP)) {
            bits.addAll(EnumSet.of(PosixFilePermission.GROUP_READ, PosixFilePermission.GROUP_WRITE));
        }
        if (directory) {
            bits.add(PosixFilePermission.OWNER_EXECUTE);
            if (access.contains(GROUP)) {
                bits.add(PosixFilePermission.GROUP_EXECUTE);
            }
        }
        return bits;
    }
}
