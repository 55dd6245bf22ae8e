package io.parley.cli;

import io.parley.observe.ObjectLatency;
import java.time.Duration;
import picocli.CommandLine.Option;

/** What to do with the switch of an object that records latencies: one of these. */
final class LatencyChange {
    @Option(names = "--start", description = "Turns recording on. What was counted before stays.")
    private boolean start;

    @Option(names = "--stop", description = "Turns recording off. What was counted stays.")
    private boolean stop;

    @Option(
            names = "--for",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "Records for that time, such as 10s, says what came, and leaves the switch as it was.")
    private Duration time;

    /** For how long to record; null for until somebody says otherwise. */
    Duration time() {
        return time;
    }

    /** What is done to an object. */
    String words(String file) {
        String what = stop ? "stop recording" : "record";
        return what + " latencies of " + file + (time == null ? "" : " for " + time.toMillis() + " ms");
    }

    /** Turns the switch; whether it was the other way before. */
    boolean turn(ObjectLatency latency) {
        return start ? latency.start() : latency.stop();
    }
}
