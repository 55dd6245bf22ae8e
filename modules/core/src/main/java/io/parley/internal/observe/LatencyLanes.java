package io.parley.internal.observe;

import io.parley.internal.live.Liveness;
import io.parley.internal.memory.ObjectFile;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where this process records latencies of a domain's objects: one lane in each histogram, however many handles there
 * are. Thread-safe.
 */
public final class LatencyLanes {
    private static final Logger LOG = LoggerFactory.getLogger("io.parley.observe");

    private final Liveness liveness;
    private final Files files;
    private final Map<String, Lane> lanes = new ConcurrentHashMap<>();

    /** A lane, or null in it: then it could not be opened when the object's word was that. */
    private record Lane(HistogramFile file, int word) {
        boolean isUsable(int now) {
            return file == null ? word == now : !file.file().isDeleted();
        }
    }

    /** The domain's histograms as files. */
    public interface Files {
        /** Opens a histogram, creating it first if there is none. */
        ObjectFile open(String histogram);

        /** Deletes a histogram, if there is one. */
        void delete(String histogram);
    }

    /** The lanes of this process in a domain. */
    public LatencyLanes(Liveness liveness, Files files) {
        this.liveness = liveness;
        this.files = files;
    }

    /**
     * The lane in a histogram; null if it cannot be opened, which is logged once for each time that recording was
     * switched on.
     */
    HistogramFile lane(String histogram, int word) {
        return lanes.compute(
                        histogram,
                        (name, known) -> known != null && known.isUsable(word) ? known : new Lane(open(name), word))
                .file;
    }

    private HistogramFile open(String histogram) {
        try {
            return new HistogramFile(files.open(histogram), liveness);
        } catch (RuntimeException e) {
            LOG.warn("PLY-0100 latencies are not recorded by this process: histogram={}", histogram, e);
            return null;
        }
    }

    /** Deletes the histograms of an object that is deleted. */
    public void delete(String fileName, List<Measure> measures) {
        for (Measure measure : measures) {
            String histogram = measure.histogramOf(fileName);
            lanes.remove(histogram);
            try {
                files.delete(histogram);
            } catch (RuntimeException e) {
                LOG.warn("PLY-0101 histogram of a deleted object could not be deleted: histogram={}", histogram, e);
            }
        }
    }
}
