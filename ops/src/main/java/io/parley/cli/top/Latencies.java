package io.parley.cli.top;

import io.parley.ParleyException;
import io.parley.internal.memory.Memory;
import io.parley.internal.memory.ObjectGlance;
import io.parley.internal.memory.ObjectKind;
import io.parley.internal.observe.HistogramFile;
import io.parley.internal.observe.Measure;
import io.parley.observe.ObjectInfo;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** What came since the last look into the histograms of objects that record. They are mapped once. */
final class Latencies {
    private final Map<String, Counted> last = new HashMap<>();
    private Map<String, ObjectInfo> histograms = Map.of();

    private record Counted(String generation, Memory memory, Histogram all) {}

    /** Finds the histograms that belong to an object. */
    void find(List<ObjectInfo> objects) {
        Map<String, ObjectInfo> byFile = new HashMap<>();
        objects.forEach(each -> byFile.put(each.file(), each));
        Map<String, ObjectInfo> found = new HashMap<>();
        for (ObjectInfo object : objects) {
            for (Measure measure : measures(object)) {
                ObjectInfo histogram = byFile.get(file(object, measure));
                if (histogram != null) {
                    found.put(histogram.file(), histogram);
                }
            }
        }
        histograms = found;
        last.keySet().retainAll(found.keySet());
    }

    /** Whether an object is such a histogram. */
    boolean isPart(ObjectInfo object) {
        return histograms.containsKey(object.file());
    }

    /** What came of an object, if it records. */
    List<Row.Latency> of(ObjectInfo object) {
        List<Row.Latency> latencies = new ArrayList<>();
        for (Measure measure : object.recording() ? measures(object) : List.<Measure>of()) {
            ObjectInfo histogram = histograms.get(file(object, measure));
            if (histogram != null && histogram.state() == ObjectInfo.State.READY) {
                try {
                    latencies.add(latency(measure, interval(histogram)));
                } catch (ParleyException deletedMeanwhile) {
                    continue;
                }
            }
        }
        return List.copyOf(latencies);
    }

    private static List<Measure> measures(ObjectInfo object) {
        boolean usable = object.state() == ObjectInfo.State.READY;
        return usable ? Measure.of(ObjectKind.ofFile(object.file())) : List.of();
    }

    private static String file(ObjectInfo object, Measure measure) {
        return measure.histogramOf(object.file()) + "." + ObjectKind.HISTOGRAM.suffix();
    }

    private static Row.Latency latency(Measure measure, Histogram interval) {
        return new Row.Latency(
                measure.name().toLowerCase(Locale.ROOT),
                interval.getTotalCount(),
                interval.getValueAtPercentile(50),
                interval.getValueAtPercentile(99));
    }

    /** Nothing at the first look. */
    private Histogram interval(ObjectInfo histogram) {
        Counted before = last.get(histogram.file());
        boolean same = before != null && before.generation.equals(histogram.generation());
        Memory memory = same ? before.memory : ObjectGlance.of(histogram.path()).map();
        Histogram all = HistogramFile.read(memory);
        last.put(histogram.file(), new Counted(histogram.generation(), memory, all));
        Histogram interval = all.copy();
        interval.subtract(same ? before.all : all);
        return interval;
    }
}
