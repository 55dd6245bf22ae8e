package io.parley.cli.doctor;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How many processors there are, and how much of them the container may use. */
final class ProcessorsCheck implements Check {
    private static final String NAME = "processors";
    private static final double UNLIMITED = 0;

    @Override
    public List<Finding> look(Subject subject) {
        Host host = subject.host();
        int count = host.entry("proc/self/status", "Cpus_allowed_list")
                .map(ProcessorsCheck::count)
                .orElse(0);
        if (count == 0) {
            return List.of();
        }
        double quota = quota(host);
        if (quota != UNLIMITED) {
            return List.of(Finding.notice(
                    NAME,
                    count + ", of which this container may use " + String.format(Locale.ROOT, "%.2f", quota),
                    "who has used up its share stands still until the next period, and whoever waits for it does",
                    "docker update --cpus=" + count + " CONTAINER, or leave out resources.limits.cpu"));
        }
        return List.of(
                count == 1
                        ? Finding.notice(
                                NAME,
                                "1",
                                "processes cannot run at the same time: who waits takes the processor from whom it waits for",
                                "give it a second one, or see taskset -p 1")
                        : Finding.ok(NAME, count + ", no quota", "as many processes run at the same time"));
    }

    /** In a list such as {@code 0-3,8}. */
    static int count(String list) {
        int count = 0;
        for (String range : list.split(",")) {
            String[] ends = range.strip().split("-");
            count += ends.length == 1 ? 1 : Integer.parseInt(ends[1]) - Integer.parseInt(ends[0]) + 1;
        }
        return count;
    }

    private static double quota(Host host) {
        Optional<String> both = host.controlGroup("cpu", "cpu.max", "cpu.cfs_quota_us")
                .map(quota -> quota.contains(" ")
                        ? quota
                        : quota + " "
                                + host.controlGroup("cpu", "cpu.max", "cpu.cfs_period_us")
                                        .orElse(""));
        return both.filter(text -> text.matches("[0-9]+ [1-9][0-9]*"))
                .map(text -> text.split(" "))
                .map(parts -> Double.parseDouble(parts[0]) / Double.parseDouble(parts[1]))
                .orElse(UNLIMITED);
    }
}
