package io.parley.perf;

import io.parley.perf.report.Effort;
import io.parley.perf.report.Report;
import io.parley.perf.rig.RecoveryLatency;
import java.io.IOException;
import java.nio.file.Path;

/** Measures the agreed set and writes a page, raw latencies and plots; {@code perf/bin/report} starts it. */
public final class ReportSet {
    private ReportSet() {}

    /** Arguments: the directory for the directory, and {@code quick}, {@code full} or {@code smoke}. */
    public static void main(String[] args) throws IOException {
        System.setProperty("java.awt.headless", "true");
        RecoveryLatency.hushTakeOvers();
        Report report = new Report(Effort.ofReport(args[1]));
        report.measure();
        Path directory = report.write(Path.of(args[0]));
        System.out.println(report.summary());
        System.out.println("Written to " + directory + ". For a browser: " + directory.resolve("index.html"));
    }
}
