package io.parley.cli.doctor;

import java.util.List;
import java.util.Set;

/** What sort of file system the domain lies on. */
final class MountCheck implements Check {
    private static final String NAME = "file system";
    private static final Set<String> DISKS =
            Set.of("ext2", "ext3", "ext4", "xfs", "btrfs", "f2fs", "zfs", "bcachefs", "jfs");
    private static final Set<String> NETWORKS = Set.of(
            "nfs",
            "nfs4",
            "cifs",
            "smb3",
            "smbfs",
            "9p",
            "afs",
            "ceph",
            "lustre",
            "gpfs",
            "virtiofs",
            "fuse.sshfs",
            "fuse.glusterfs");

    @Override
    public List<Finding> look(Subject subject) {
        return subject.host()
                .mount(subject.directory())
                .map(mount -> List.of(judge(subject, mount)))
                .orElse(List.of());
    }

    private static Finding judge(Subject subject, Mount mount) {
        String value = mount.type() + " at " + mount.at() + (mount.isReadOnly() ? ", read-only" : "");
        if (NETWORKS.contains(mount.type())) {
            return Finding.bad(
                    NAME,
                    value,
                    "network file systems have neither the locks nor the shared pages that processes meet in",
                    "mv " + subject.directory() + " to a local disk or to /dev/shm");
        }
        if (mount.isReadOnly()) {
            return Finding.notice(
                    NAME,
                    value,
                    "the domain can be looked at; who takes part in it writes",
                    "mount -o remount,rw " + mount.at());
        }
        if (mount.isMemory()) {
            return Finding.ok(NAME, value, "memory: fast, and gone after a reboot");
        }
        if (DISKS.contains(mount.type())) {
            return Finding.ok(NAME, value, "a local disk: what was forced to it is there after a reboot");
        }
        return mount.type().equals("overlay")
                ? Finding.notice(
                        NAME,
                        value,
                        "a container's own layer: no other container sees it, and it is gone with the container",
                        "docker run --mount type=volume,source=parley,target=" + subject.directory())
                : Finding.notice(
                        NAME,
                        value,
                        "nobody tried Parley on it: it must have locks on bytes of files, and one page for all who map it",
                        "mv " + subject.directory() + " to ext4, xfs or tmpfs");
    }
}
