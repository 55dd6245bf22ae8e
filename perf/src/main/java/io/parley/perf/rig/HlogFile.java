package io.parley.perf.rig;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogWriter;

/** Raw latencies of a run as a histogram log of one interval, for HdrHistogram's own tools. */
public final class HlogFile {
    private HlogFile() {}

    /** Writes it; a file of that name is replaced. */
    public static void write(Path file, Histogram ns, List<String> comments) throws IOException {
        // Through memory, because the log writer's PrintStream keeps errors to itself.
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        HistogramLogWriter log = new HistogramLogWriter(text);
        comments.forEach(comment -> log.outputComment("[" + comment.replace('\n', ' ') + "]"));
        log.outputLogFormatVersion();
        log.outputStartTime(ns.getStartTimeStamp());
        log.outputLegend();
        log.outputIntervalHistogram(ns);
        log.close();
        Files.write(file, text.toByteArray());
    }
}
