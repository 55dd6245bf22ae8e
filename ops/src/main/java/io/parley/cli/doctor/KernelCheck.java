package io.parley.cli.doctor;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The kernel, and since which boot it runs. */
final class KernelCheck implements Check {
    private static final Pattern VERSION = Pattern.compile("([0-9]+)\\.([0-9]+).*");
    /** The first with a system call that sleeps on many words at once. */
    private static final int MAJOR = 5;

    private static final int MINOR = 16;

    @Override
    public List<Finding> look(Subject subject) {
        String release = subject.host().text("proc/sys/kernel/osrelease").orElse("");
        Matcher version = VERSION.matcher(release);
        if (!version.matches()) {
            return List.of();
        }
        int major = Integer.parseInt(version.group(1));
        boolean old = major < MAJOR || major == MAJOR && Integer.parseInt(version.group(2)) < MINOR;
        String value = release + ", boot "
                + subject.host().text("proc/sys/kernel/random/boot_id").orElse("?");
        String why = "from " + MAJOR + "." + MINOR + " on, all processes see the end of a thread that holds a lock,"
                + " and wait sets sleep on many things at once";
        return List.of(
                old ? Finding.notice("kernel", value, why, "upgrade the kernel") : Finding.ok("kernel", value, why));
    }
}
