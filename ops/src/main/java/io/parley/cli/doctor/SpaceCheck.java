package io.parley.cli.doctor;

import io.parley.cli.doctor.Finding.Level;
import java.io.File;
import java.util.List;

/** Room for what is written next. */
final class SpaceCheck implements Check {
    private static final long LEAST = 16L << 20;
    private static final int FEW_PARTS = 10;
    /** However large the file system is, so much is enough for a while. */
    private static final long ENOUGH = 10L << 30;

    @Override
    public List<Finding> look(Subject subject) {
        File directory = subject.directory().toFile();
        long total = directory.getTotalSpace();
        return total == 0 ? List.of() : List.of(judge(subject, total, directory.getUsableSpace()));
    }

    static Finding judge(Subject subject, long total, long free) {
        long few = Math.min(total / FEW_PARTS, ENOUGH);
        long bad = Math.max(few / FEW_PARTS, LEAST);
        Level level = free < bad ? Level.BAD : free < few ? Level.NOTICE : Level.OK;
        String fix = subject.host()
                .mount(subject.directory())
                .filter(Mount::isMemory)
                .map(mount -> "mount -o remount,size=" + 2 * Math.max(1, total >> 20) + "M " + mount.at())
                .orElse("du -sh " + subject.directory() + "/* | sort -h");
        return Finding.of(
                level,
                "free space",
                Sizes.text(free) + " of " + Sizes.text(total),
                "objects and messages that find no room fail; a sparse page that finds none ends its writer with an error",
                fix);
    }
}
