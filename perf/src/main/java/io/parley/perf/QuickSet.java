package io.parley.perf;

import io.parley.perf.report.Effort;
import io.parley.perf.report.Page;
import io.parley.perf.rig.RecoveryLatency;
import java.io.IOException;
import java.nio.file.Path;

/** Measures the agreed set and writes the page; {@code perf/bin/run} starts it. */
public final class QuickSet {
    private QuickSet() {}

    /**
     * Arguments: the directory for the page, and {@code quick}, {@code sync}, {@code rings}, {@code maps},
     * {@code processes}, {@code managers}, {@code long} or {@code smoke}.
     */
    public static void main(String[] args) throws IOException {
        RecoveryLatency.hushTakeOvers();
        Page page = new Page(Effort.of(args[1]));
        page.measure();
        Path file = page.write(Path.of(args[0]));
        System.out.println(page.summary());
        System.out.println("Written to " + file);
    }
}
