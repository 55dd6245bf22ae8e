package io.parley.perf.latency;

import io.parley.perf.rig.Latencies;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What {@code perf/bin/latency} prints. */
final class LatencyPage {
    private final PrintStream out;
    private final LatencyScenario scenario;

    LatencyPage(PrintStream out, LatencyScenario scenario) {
        this.out = out;
        this.scenario = scenario;
    }

    private void line(String format, Object... values) {
        out.printf(Locale.ROOT, format + "%n", values);
    }

    void head(Setup setup, String machine) {
        line("%s: %s", scenario.name(), scenario.about());
        line(
                "rate %,d/s, %d B, %d producer(s), %d consumer(s), wait %s, %s s to warm up, %s s measured%s",
                setup.rate(),
                setup.bytes(),
                setup.producers(),
                setup.consumers(),
                setup.waiting().label(),
                seconds(setup.warmUp().toNanos()),
                seconds(setup.duration().toNanos()),
                setup.pinned() ? ", pinned" : "");
        line("machine: %s", machine);
        line("response time: from when it should have gone out; service time: from when it did");
        line("");
        String columns = Latencies.COLUMNS.stream()
                .map(column -> String.format("%10s", column))
                .collect(Collectors.joining());
        line("%-16s%s%12s   (µs)", "", columns, "count");
    }

    private static String seconds(long ns) {
        String text = String.format(Locale.ROOT, "%.3f", ns / 1e9);
        return text.replaceFirst("\\.?0+$", "");
    }

    void absent(String title, String reason) {
        line("%s", title);
        line("  absent: %s", reason);
    }

    void result(String title, LatencyResult result) {
        line("%s", title);
        times("response time", result.recording().response());
        times("service time", result.recording().service());
        if (result.rateMissed()) {
            line(
                    "  RATE MISSED: WANTED %,d/S, ACHIEVED %,.0f/S. RESPONSE TIMES SHOW THE BACKLOG, NOT WHAT CARRIES IT",
                    result.wantedRate(), result.achievedRate());
        }
        if (result.replies() < result.requests()) {
            line(
                    "  REPLIES SHORT: SENT %,d, ARRIVED %,d. THE MISSING ONES ARE IN NO PERCENTILE",
                    result.requests(), result.replies());
        }
        if (result.isEmpty()) {
            line("  NOTHING MEASURED: THE TIME WAS OVER BEFORE ANYTHING COUNTED. LOWER THE RATE, OR FREE SOME CORES");
        }
        for (int part : result.lost()) {
            line("  REPLIES SHORT: PART %d ENDED BEFORE ITS TIME. WHAT IT MEASURED IS LOST", part);
        }
    }

    private void times(String name, Latencies latencies) {
        List<String> cells = latencies.cells();
        String columns = cells.stream().map(cell -> String.format("%10s", cell)).collect(Collectors.joining());
        line("  %-14s%s%,12d", name, columns, latencies.count());
    }
}
