package io.parley.cli.doctor;

import io.parley.observe.ObjectInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** Who may read and write the domain's files. */
final class PermissionsCheck implements Check {
    private static final String NAME = "permissions";

    @Override
    public List<Finding> look(Subject subject) {
        if (!subject.hasDomain()) {
            return List.of();
        }
        try {
            return judge(subject);
        } catch (IOException gone) {
            return List.of();
        }
    }

    private static List<Finding> judge(Subject subject) throws IOException {
        Path directory = subject.directory();
        PosixFileAttributes own = attributes(directory);
        List<String> open = new ArrayList<>();
        TreeSet<String> owners = new TreeSet<>(List.of(own.owner().getName()));
        for (Subject.Seen each : subject.objects()) {
            look(each.object(), owners, open);
        }
        String value = PosixFilePermissions.toString(own.permissions()) + " "
                + own.owner().getName() + ":" + own.group().getName();
        List<Finding> found = new ArrayList<>();
        if (own.permissions().contains(PosixFilePermission.OTHERS_WRITE) || !open.isEmpty()) {
            found.add(Finding.bad(
                    NAME,
                    value + (open.isEmpty() ? ", writable by everybody" : ", writable by everybody: " + open),
                    "who may write a domain's files can damage them; nobody can open a domain that everybody may write to",
                    "chmod -R o-w " + directory));
        }
        boolean group = own.permissions().contains(PosixFilePermission.GROUP_WRITE);
        if (owners.size() > 1 && !group) {
            found.add(Finding.notice(
                    NAME,
                    value + ", files of " + String.join(", ", owners),
                    "files are their owner's alone (0600), so that the others cannot use them",
                    "ParleyConfig.withGroupAccess(true) when the domain is created, or chown -R "
                            + own.owner().getName() + " " + directory));
        }
        if (!Files.isWritable(directory)) {
            found.add(Finding.notice(
                    NAME,
                    value + ", not writable by " + System.getProperty("user.name"),
                    "this user can look at the domain and cannot take part in it",
                    "sudo -u " + own.owner().getName() + " parley doctor " + directory));
        }
        return found.isEmpty()
                ? List.of(Finding.ok(NAME, value, "who may write a domain's files takes part in it"))
                : found;
    }

    private static void look(ObjectInfo object, TreeSet<String> owners, List<String> open) {
        try {
            PosixFileAttributes file = attributes(object.path());
            owners.add(file.owner().getName());
            if (!file.isSymbolicLink() && file.permissions().contains(PosixFilePermission.OTHERS_WRITE)) {
                open.add(object.file());
            }
        } catch (IOException deletedMeanwhile) {
            return;
        }
    }

    private static PosixFileAttributes attributes(Path path) throws IOException {
        return Files.readAttributes(path, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    }
}
