package io.parley.internal.live;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.concurrent.ThreadLocalRandom;

/** What is known of this process, for people; none of it decides who is alive. */
public record ProcessIdentity(long incarnation, long pid, long startTime, long pidNamespace, String name) {

    /** Looks at the process this code runs in. */
    public static ProcessIdentity current(String name) {
        return new ProcessIdentity(
                ThreadLocalRandom.current().nextLong(),
                ProcessHandle.current().pid(),
                readStartTime(),
                inode("/proc/self/ns/pid"),
                name);
    }

    /** A number that changes with every boot of the machine. */
    public static long bootIdHash() {
        return Boot.ID_HASH;
    }

    private static final class Boot {
        static final long ID_HASH = read();

        private static long read() {
            try {
                String id = Files.readString(Path.of("/proc/sys/kernel/random/boot_id"))
                        .trim();
                long hash = 1125899906842597L;
                for (int i = 0; i < id.length(); i++) {
                    hash = 31 * hash + id.charAt(i);
                }
                return hash;
            } catch (IOException unknown) {
                return 0;
            }
        }
    }

    /**
     * Field 22 of /proc/self/stat; the name in field 2 may hold blanks and brackets, so count from the last bracket.
     */
    private static long readStartTime() {
        try {
            String stat = Files.readString(Path.of("/proc/self/stat"), StandardCharsets.ISO_8859_1);
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            return Long.parseLong(fields[19]);
        } catch (IOException | RuntimeException unknown) {
            return 0;
        }
    }

    private static long inode(String path) {
        try {
            return (long) Files.getAttribute(Path.of(path), "unix:ino", new LinkOption[0]);
        } catch (IOException | RuntimeException unknown) {
            return 0;
        }
    }
}
