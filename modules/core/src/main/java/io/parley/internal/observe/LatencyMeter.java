package io.parley.internal.observe;

import io.parley.internal.memory.Memory;
import io.parley.internal.memory.ObjectFile;
import io.parley.internal.memory.ObjectHeader;
import io.parley.internal.memory.ObjectKind;
import io.parley.internal.memory.Words;
import io.parley.internal.os.Clock;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * Measures what operations of one object take, if somebody switched that on; {@code docs/spec/object-file.md},
 * "Recording". One for each handle or core, at the price of this object until the first measured operation.
 *
 * <pre>{@code
 * long since = meter.start();                 // 0 if nothing is to be measured
 * ... the operation ...
 * meter.record(Measure.PUT, since);           // nothing if since is 0
 * }</pre>
 *
 * <p><b>Threading:</b> any number of threads. <b>Processes:</b> each records in a lane of its own. <b>Death:</b> an
 * operation is counted or not. <b>Blocking:</b> none, but for the first operation after switching on, which opens
 * files. <b>Allocation:</b> none, with the same exception. <b>Failure:</b> none: what cannot be recorded is not, and
 * that is logged once.
 */
public final class LatencyMeter {
    private static final Opened NOTHING = new Opened(0, new HistogramFile[0]);
    /** Never on. */
    public static final LatencyMeter OFF =
            new LatencyMeter(Memory.allocateDirect(ObjectHeader.LENGTH, "nothing"), "", List.of(), null, null);

    private final ByteBuffer words;
    private final String fileName;
    private final List<Measure> measures;
    private final Clock clock;
    private final LatencyLanes lanes;
    /** Where to record as long as the word in the header is the one noted there. */
    private volatile Opened opened = NOTHING;

    /** By ordinal of the measure; null where there is no such measure, or it cannot be recorded. */
    private record Opened(int word, HistogramFile[] lanes) {}

    private LatencyMeter(Memory memory, String fileName, List<Measure> measures, Clock clock, LatencyLanes lanes) {
        this.words = memory.words();
        this.fileName = fileName;
        this.measures = measures;
        this.clock = clock;
        this.lanes = lanes;
    }

    /**
     * What measures an object.
     *
     * @param fileName by which histograms are called: of the object's file, or of its directory where it has one
     */
    public static LatencyMeter of(
            ObjectFile object, ObjectKind kind, String fileName, Clock clock, LatencyLanes lanes) {
        List<Measure> measures = Measure.of(kind);
        return measures.isEmpty() ? OFF : new LatencyMeter(object.memory(), fileName, measures, clock, lanes);
    }

    /** Whether operations are to be measured: one load and a branch. */
    public boolean isOn() {
        return RecordingSwitch.isOn(words);
    }

    /** The time, if operations are to be measured; 0 if not, and then no clock is read. */
    public long start() {
        return isOn() ? clock.monotonicNs() | 1 : 0;
    }

    /** The time on which all processes of the domain agree, if operations are to be measured; 0 if not. */
    public long stamp() {
        return isOn() ? clock.epochNs() : 0;
    }

    /** Counts what was begun at {@code sinceNs}; nothing if that is 0. */
    public void record(Measure measure, long sinceNs) {
        if (sinceNs != 0) {
            recordNs(measure, clock.monotonicNs() - sinceNs);
        }
    }

    /** As {@link #record}, and passes on what the operation returned. */
    public boolean recorded(Measure measure, long sinceNs, boolean result) {
        record(measure, sinceNs);
        return result;
    }

    /** The time since {@code sinceNs}, which {@link #start} returned. */
    public long elapsedNs(long sinceNs) {
        return clock.monotonicNs() - sinceNs;
    }

    /** Counts a latency that is known already, if operations are still to be measured. */
    public void recordNs(Measure measure, long ns) {
        int word = RecordingSwitch.word(words);
        Opened now = opened;
        if (now.word != word) {
            now = open(word);
        }
        HistogramFile lane = now.lanes.length == 0 ? null : now.lanes[measure.ordinal()];
        if (lane != null) {
            lane.add(ns);
        }
    }

    /** The word has changed since the last look: it was switched on, or off and perhaps on again. */
    private synchronized Opened open(int word) {
        if (opened.word == word) {
            return opened;
        }
        if (!RecordingSwitch.isOn(word)) {
            return NOTHING;
        }
        HistogramFile[] found = new HistogramFile[Measure.values().length];
        for (Measure measure : measures) {
            found[measure.ordinal()] = isDeleted() ? null : lanes.lane(measure.histogramOf(fileName), word);
        }
        if (isDeleted()) { // by somebody who may have looked for histograms before these were there
            lanes.delete(fileName, measures);
        }
        opened = new Opened(word, found);
        return opened;
    }

    private boolean isDeleted() {
        return Words.getIntVolatile(words, ObjectHeader.STATE) == ObjectHeader.DELETED;
    }
}
