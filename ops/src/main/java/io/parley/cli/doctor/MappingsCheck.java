package io.parley.cli.doctor;

import io.parley.cli.doctor.Finding.Level;
import io.parley.internal.live.ProcessSlot;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How many pieces of memory processes have mapped, against how many they may. */
final class MappingsCheck implements Check {
    private static final String SETTING = "proc/sys/vm/max_map_count";
    private static final String WHY =
            "each open object is a mapping or several; at the limit the next one fails, and so may the JVM";

    @Override
    public List<Finding> look(Subject subject) {
        Host host = subject.host();
        long limit = host.number(SETTING).orElse(0L);
        if (limit == 0) {
            return List.of();
        }
        long here = host.lines("proc/self/maps").size();
        List<Finding> found = new ArrayList<>();
        found.add(judge("this JVM", here, limit));
        for (ProcessSlot each : subject.neighbours()) {
            long count = host.lines("proc/" + each.pid() + "/maps").size();
            if (count > 0) { // those of other users cannot be read
                found.add(judge("pid " + each.pid() + " (" + each.name() + ")", count, limit));
            }
        }
        return found;
    }

    private static Finding judge(String who, long count, long limit) {
        Level level = count > limit * 9 / 10 ? Level.BAD : count > limit / 2 ? Level.NOTICE : Level.OK;
        return Finding.of(
                level,
                "mappings",
                String.format(Locale.ROOT, "%s: %,d of %,d", who, count, limit),
                WHY,
                "sysctl -w vm.max_map_count=" + 4 * limit);
    }
}
