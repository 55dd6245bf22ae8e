package io.parley.cli.doctor;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether files in memory are made of huge pages. */
final class HugePagesCheck implements Check {
    private static final String SETTING = "sys/kernel/mm/transparent_hugepage/shmem_enabled";
    private static final Pattern CHOSEN = Pattern.compile("\\[(\\w+)]");
    private static final String WHY =
            "a file of huge pages takes 2 MiB at least, and a domain has a file for each lock and number";

    @Override
    public List<Finding> look(Subject subject) {
        String all = chosen(subject.host().text(SETTING).orElse(""));
        Mount mount = subject.host()
                .mount(subject.directory())
                .filter(found -> found.type().equals("tmpfs"))
                .orElse(null);
        if (mount == null || all.isEmpty()) {
            return List.of();
        }
        String own = mount.option("huge");
        String value = "shmem_enabled " + all + ", " + mount.at() + " huge=" + (own.isEmpty() ? "never" : own);
        if (all.equals("force")) {
            return List.of(Finding.notice("huge pages", value, WHY, "echo advise > /" + SETTING));
        }
        return List.of(
                own.equals("always") && !all.equals("deny")
                        ? Finding.notice("huge pages", value, WHY, "mount -o remount,huge=within_size " + mount.at())
                        : Finding.ok("huge pages", value, WHY));
    }

    private static String chosen(String setting) {
        Matcher chosen = CHOSEN.matcher(setting);
        return chosen.find() ? chosen.group(1) : "";
    }
}
