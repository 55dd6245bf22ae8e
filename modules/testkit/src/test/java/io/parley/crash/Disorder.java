package io.parley.crash;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How far out of order messages came that were delivered again, and how late; for the record. */
record Disorder(List<Long> behind, List<Long> lateNs, long furthestFirst) {
    static Disorder of(Path journals) throws IOException {
        List<Journal.Line> lines = new ArrayList<>(Journal.readAll(journals));
        lines.removeIf(Journal.Line::isAcknowledgement);
        lines.sort(Comparator.comparingLong(Journal.Line::atNs));
        Disorder disorder = new Disorder(new ArrayList<>(), new ArrayList<>(), 0);
        Map<Long, Long> handledAtNs = new HashMap<>();
        long newest = -1;
        long furthestFirst = 0;
        for (Journal.Line line : lines) {
            newest = Math.max(newest, line.sequence());
            if (line.delivery() > 1) {
                disorder.behind.add(newest - line.sequence());
                Long beforeNs = handledAtNs.get(line.sequence());
                if (beforeNs != null) {
                    disorder.lateNs.add(line.atNs() - beforeNs);
                }
            } else {
                furthestFirst = Math.max(furthestFirst, newest - line.sequence());
            }
            handledAtNs.put(line.sequence(), line.atNs());
        }
        Collections.sort(disorder.behind);
        Collections.sort(disorder.lateNs);
        return new Disorder(disorder.behind, disorder.lateNs, furthestFirst);
    }

    private static long median(List<Long> sorted) {
        return sorted.isEmpty() ? 0 : sorted.get(sorted.size() / 2);
    }

    private static long worst(List<Long> sorted) {
        return sorted.isEmpty() ? 0 : sorted.get(sorted.size() - 1);
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "redelivered=%d, messages behind the newest: median %d, worst %d (first deliveries: worst %d);"
                        + " handled again after: median %.1f ms, worst %.1f ms",
                behind.size(),
                median(behind),
                worst(behind),
                furthestFirst,
                median(lateNs) / 1e6,
                worst(lateNs) / 1e6);
    }
}
