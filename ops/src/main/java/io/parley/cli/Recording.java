package io.parley.cli;

import io.parley.cli.output.AtExit;
import io.parley.observe.LatencyHistogram;
import io.parley.observe.LatencyIntervals;
import io.parley.observe.LatencyKind;
import io.parley.observe.ObjectLatency;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** Lets every process record for a while, and finds what came in that time. */
final class Recording {
    private Recording() {}

    /** What came; ends early if the thread is interrupted. The switch is as before, also if the user ends the JVM. */
    static Map<LatencyKind, Distribution> of(ObjectLatency latency, Duration time) {
        List<LatencyHistogram> histograms = new ArrayList<>();
        Map<LatencyKind, LatencyIntervals> intervals = new EnumMap<>(LatencyKind.class);
        Map<LatencyKind, Distribution> found = new EnumMap<>(LatencyKind.class);
        try {
            for (LatencyKind kind : latency.kinds()) {
                LatencyHistogram histogram = latency.histogram(kind);
                histograms.add(histogram);
                intervals.put(kind, histogram.intervals());
            }
            record(latency, time);
            intervals.forEach(
                    (kind, interval) -> found.put(kind, Distribution.of(new Distribution.Counts(interval.next(), 0))));
        } finally {
            histograms.forEach(LatencyHistogram::close);
        }
        return found;
    }

    private static void record(ObjectLatency latency, Duration time) {
        boolean wasOn = latency.isOn();
        AtExit restoring = AtExit.of(() -> restore(latency, wasOn));
        try {
            latency.start();
            long end = System.nanoTime() + time.toNanos();
            while (end - System.nanoTime() > 0 && !Thread.currentThread().isInterrupted()) {
                LockSupport.parkNanos(end - System.nanoTime());
            }
        } finally {
            restoring.close();
        }
    }

    private static void restore(ObjectLatency latency, boolean wasOn) {
        if (!wasOn) {
            latency.stop();
        }
    }
}
