package io.parley.cli.doctor;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** {@code /dev/shm}, where domains lie that are called by a name. */
final class SharedMemoryCheck implements Check {
    private static final Path PLACE = Path.of("/dev/shm");
    private static final String NAME = "shared memory";
    private static final String WHY = "domains that are named lie in " + PLACE + ", and share it with all others";
    /** What container engines give unless they are told. */
    private static final long SMALL = 64L << 20;

    @Override
    public List<Finding> look(Subject subject) {
        File place = PLACE.toFile();
        return List.of(judge(subject.host().mount(PLACE), place.getTotalSpace()));
    }

    static Finding judge(Optional<Mount> mount, long total) {
        boolean own = mount.isPresent()
                && mount.get().at().equals(PLACE)
                && mount.get().isMemory();
        if (!own) {
            return Finding.bad(
                    NAME,
                    mount.map(found -> PLACE + " is on " + found.type() + " at " + found.at())
                            .orElse("no " + PLACE),
                    WHY + "; there it is no memory",
                    "mount -t tmpfs -o size=1g tmpfs " + PLACE);
        }
        String value = PLACE + ": " + Sizes.text(total);
        return total <= SMALL
                ? Finding.notice(NAME, value, WHY, "docker run --shm-size=1g, or mount -o remount,size=1g " + PLACE)
                : Finding.ok(NAME, value, WHY);
    }
}
