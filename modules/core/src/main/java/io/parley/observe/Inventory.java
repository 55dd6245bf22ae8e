package io.parley.observe;

import io.parley.internal.domain.Address;
import io.parley.internal.domain.DomainGlance;
import io.parley.internal.memory.ObjectFile;
import io.parley.internal.memory.ObjectGlance;
import io.parley.internal.memory.ObjectHeader;
import io.parley.internal.memory.ObjectKind;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What lies in a domain's directory; each file is judged by its header. */
final class Inventory {
    private final DomainGlance domain;

    Inventory(DomainGlance domain) {
        this.domain = domain;
    }

    List<ObjectInfo> all() {
        List<ObjectInfo> found = new ArrayList<>();
        for (Path path : FileSizes.in(domain.directory())) {
            look(path).ifPresent(found::add);
        }
        found.sort(Comparator.comparing(ObjectInfo::file));
        return List.copyOf(found);
    }

    /** Empty if it went away meanwhile. */
    Optional<ObjectInfo> look(Path path) {
        String file = path.getFileName().toString();
        if (file.startsWith(ObjectFile.TEMPORARY)) {
            return Files.exists(path, LinkOption.NOFOLLOW_LINKS)
                    ? Optional.of(unfinished(path, file))
                    : Optional.empty();
        }
        boolean directory = Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
        ObjectGlance glance = ObjectGlance.of(directory ? path.resolve(Address.STATE_FILE) : path);
        if (glance.verdict() == ObjectGlance.Verdict.MISSING) {
            return directory && Files.exists(path)
                    ? Optional.of(bad(
                            path,
                            ObjectInfo.State.FOREIGN,
                            "a directory without " + Address.STATE_FILE + ": " + path
                                    + ". Move it away if nobody knows it"))
                    : Optional.empty();
        }
        return Optional.of(glance.header() == null ? bad(path, state(glance), glance.problem()) : known(path, glance));
    }

    private static ObjectInfo.State state(ObjectGlance glance) {
        return switch (glance.verdict()) {
            case READY -> ObjectInfo.State.READY;
            case DELETED -> ObjectInfo.State.DELETED;
            case FOREIGN, MISSING -> ObjectInfo.State.FOREIGN;
            case NEWER -> ObjectInfo.State.NEWER;
            case DAMAGED -> ObjectInfo.State.DAMAGED;
            case UNREADABLE -> ObjectInfo.State.UNREADABLE;
        };
    }

    private static ObjectInfo bad(Path path, ObjectInfo.State state, String problem) {
        String file = path.getFileName().toString();
        return new ObjectInfo(
                file, "", file, path, state, problem, FileSizes.below(path), 0, "", 0, "", Optional.empty(), 0, false);
    }

    private ObjectInfo known(Path path, ObjectGlance glance) {
        String file = path.getFileName().toString();
        ObjectKind kind = glance.kind();
        ObjectHeader.Fields header = glance.header();
        String suffix = "." + kind.suffix();
        boolean placed = file.endsWith(suffix) && file.length() > suffix.length();
        return new ObjectInfo(
                placed ? file.substring(0, file.length() - suffix.length()) : file,
                kind.words(),
                file,
                path,
                placed || !glance.problem().isEmpty() ? state(glance) : ObjectInfo.State.DAMAGED,
                placed || !glance.problem().isEmpty()
                        ? glance.problem()
                        : "a " + kind.words() + " under the name of something else: " + path
                                + ". Its name should end in " + suffix,
                FileSizes.below(path),
                header.version(),
                header.typeCode() == 0 ? "" : String.valueOf((char) header.typeCode()),
                header.capacity(),
                Long.toHexString(header.generation()),
                Optional.of(People.instant(header.createdAtNs())),
                header.creatorSlot(),
                (glance.recording() & ObjectHeader.RECORDED) != 0);
    }

    /** {@code .tmp-<owner word in hexadecimal>-<process>-<n>-<file name>}. */
    private ObjectInfo unfinished(Path path, String file) {
        int creator = creator(file);
        String who = creator == 0 ? "somebody" : domain.liveness().describe(creator);
        return new ObjectInfo(
                file,
                "",
                file,
                path,
                ObjectInfo.State.UNFINISHED,
                "being built or removed by " + who + ": " + path + ". If that died, reaping removes it",
                FileSizes.below(path),
                0,
                "",
                0,
                "",
                Optional.empty(),
                creator,
                false);
    }

    private static int creator(String file) {
        int start = ObjectFile.TEMPORARY.length();
        int end = file.indexOf('-', start);
        try {
            return end < 0 ? 0 : Integer.parseUnsignedInt(file.substring(start, end), 16);
        } catch (NumberFormatException notOurs) {
            return 0;
        }
    }
}
