package io.parley.observe;

import io.parley.Parley;
import io.parley.SharedObject;
import io.parley.internal.domain.Address;
import io.parley.internal.domain.Addresses;
import io.parley.internal.domain.Domain;
import io.parley.internal.memory.FileFailures;
import io.parley.internal.memory.ObjectFile;
import io.parley.internal.memory.ObjectKind;
import io.parley.internal.memory.ObjectName;
import io.parley.internal.observe.HistogramFile;
import io.parley.internal.observe.HistogramText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * How often which latency was seen, by all processes of a domain together: the buckets of an HdrHistogram in mapped
 * memory, from 1 ns to one hour at two significant digits.
 *
 * <pre>{@code
 * try (LatencyHistogram fills = LatencyHistogram.open(parley, "fills")) {
 *     fills.record(nanoseconds);                          // one thread at a time per handle
 *     Histogram total = fills.snapshot();                 // everything since the histogram was created
 *     Histogram interval = fills.snapshotSince(total);    // what came after
 *     total.add(interval);                                // up to date again
 * }
 * }</pre>
 *
 * <p><b>Threading:</b> {@link #record} and {@link #close} by one thread at a time, for example under the lock that
 * guards what is measured; threads that record in parallel open a handle each. Overlapping calls of {@code record} on
 * one handle lose counts. All other methods may be called by any thread at any time.
 *
 * <p><b>Processes:</b> each handle counts in a lane of its own, 15 at a time; further ones share one more lane, where
 * counting costs an atomic add. A process that dies leaves each value counted or not counted and nothing to repair; its
 * lane goes to the next handle that needs one, counts kept. Nothing is ever reset: intervals are differences of
 * snapshots.
 *
 * <p><b>Blocking:</b> none. <b>Allocation:</b> none in {@code record}. <b>Units:</b> ns. <b>Size:</b> 592,128 bytes.
 */
public final class LatencyHistogram implements SharedObject {
    private static final String SUFFIX = "." + ObjectKind.HISTOGRAM.suffix();

    static {
        Addresses.register(LatencyHistogram.class, LatencyHistogram::address);
    }

    private final String name;
    private final Domain domain;
    private final ObjectFile file;
    private final HistogramFile counts;

    private LatencyHistogram(Domain domain, String name, ObjectFile file) {
        this.domain = domain;
        this.name = name;
        this.file = file;
        this.counts = new HistogramFile(file, domain.liveness());
    }

    private Address address() {
        boolean partOfAnother = name.indexOf('/') >= 0;
        return partOfAnother ? null : new Address(domain, this, file, name, List.of());
    }

    /**
     * Opens the histogram of this name, creating it first if there is none.
     *
     * @param parley the domain
     * @param name its name, of at most 160 characters
     * @return a handle
     * @throws IllegalArgumentException if it cannot have that name
     * @throws io.parley.ObjectMismatchException if another Parley made it with other buckets
     * @throws io.parley.ParleyException if something else has that name, or the file system refuses
     */
    public static LatencyHistogram open(Parley parley, String name) {
        return open(Domain.of(parley), name);
    }

    static LatencyHistogram open(Domain domain, String name) {
        return track(new LatencyHistogram(domain, name, domain.openObject(name, HistogramFile.spec())));
    }

    /**
     * Opens the histogram at a path inside the domain's directory, creating it first if there is none: the histogram of
     * an object that has a directory of its own.
     *
     * @param parley the domain
     * @param file a file name that ends in {@code .hist}, in the domain's directory or in an existing one below it
     * @return a handle; its name is the path relative to the domain, without suffix
     * @throws IllegalArgumentException if the path leads out of the domain's directory, or its last part cannot be the
     *     name of a histogram; nothing was created
     * @throws io.parley.ObjectMismatchException if another Parley made it with other buckets
     * @throws io.parley.ParleyException if something else has that name, or the file system refuses
     */
    public static LatencyHistogram open(Parley parley, Path file) {
        Domain domain = Domain.of(parley);
        Path inside = resolve(domain.directory(), file);
        String relative = domain.directory().relativize(inside).toString();
        String name = relative.substring(0, relative.length() - SUFFIX.length());
        return track(new LatencyHistogram(domain, name, domain.openPart(inside, HistogramFile.spec())));
    }

    private static LatencyHistogram track(LatencyHistogram histogram) {
        histogram.domain.track(histogram);
        return histogram;
    }

    /** Follows symbolic links before it compares, so that neither they nor {@code ..} lead out of the domain. */
    private static Path resolve(Path domain, Path file) {
        Path absolute = file.toAbsolutePath();
        String last = String.valueOf(absolute.getFileName());
        if (!last.endsWith(SUFFIX)) {
            throw new IllegalArgumentException(
                    "not a histogram's file name: " + file + " expected=<name>" + SUFFIX + ". Choose another path");
        }
        ObjectName.check(last.substring(0, last.length() - SUFFIX.length()), ObjectKind.HISTOGRAM);
        try {
            Path directory = absolute.getParent().toRealPath();
            if (!directory.startsWith(domain)) {
                throw new IllegalArgumentException("path leads out of the domain: " + file + " directory=" + directory
                        + ", domain=" + domain + ". Choose a path inside, or open the domain it belongs to");
            }
            return directory.resolve(last);
        } catch (IOException e) {
            throw FileFailures.explain("open histogram", file, e);
        }
    }

    /**
     * Counts one latency. For one thread at a time; see above.
     *
     * @param ns the latency; below 0, as clocks that disagree have it, counts as 0, above one hour as one hour and in
     *     {@link #clampedCount()}
     */
    public void record(long ns) {
        counts.record(ns);
    }

    /**
     * Reads the counts of all processes since the histogram was created. What is recorded meanwhile may be in it or
     * not; a later snapshot has at least what an earlier one has. Works on a deleted histogram for as long as it is
     * open.
     *
     * @return the counts, for the caller to keep; from the histogram's creation to now
     */
    public Histogram snapshot() {
        Histogram merged = counts.snapshot();
        merged.setStartTimeStamp(TimeUnit.NANOSECONDS.toMillis(file.header().createdAtNs()));
        merged.setEndTimeStamp(TimeUnit.NANOSECONDS.toMillis(domain.clock().epochNs()));
        return merged;
    }

    /**
     * Reads what came after an earlier snapshot. For the interval after this one, first add the result to
     * {@code previous}, or take the snapshots yourself and subtract.
     *
     * @param previous an earlier snapshot of this histogram; not changed
     * @return the counts since then; from the end of {@code previous} to now
     * @throws IllegalArgumentException if {@code previous} is no earlier snapshot of this histogram
     */
    public Histogram snapshotSince(Histogram previous) {
        Histogram interval = snapshot();
        try {
            interval.subtract(previous);
        } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException hasWhatThisHasNot) {
            throw new IllegalArgumentException(
                    "not an earlier snapshot of this histogram: " + path() + " count=" + previous.getTotalCount()
                            + ". Take a new one with snapshot(); was the histogram deleted and created again?",
                    hasWhatThisHasNot);
        }
        interval.setStartTimeStamp(previous.getEndTimeStamp());
        return interval;
    }

    /**
     * Reads interval by interval, as HdrHistogram's {@code Recorder} does; the first one begins now. Any number of
     * readers of any number of processes have intervals of their own: nothing is reset.
     *
     * @return a reader of its own, which needs no closing
     */
    public LatencyIntervals intervals() {
        return new LatencyIntervals(this);
    }

    /**
     * Adds up the counts of all processes.
     *
     * @return how many latencies were recorded since the histogram was created
     */
    public long totalCount() {
        return counts.totalCount();
    }

    /**
     * Adds up what was too long for the buckets, in all processes.
     *
     * @return how many latencies were above one hour
     */
    public long clampedCount() {
        return counts.clampedCount();
    }

    /**
     * Writes the counts since creation as a histogram log of one interval, which HdrHistogram's tools read and plot.
     * {@link LatencyIntervals#appendTo} writes interval by interval.
     *
     * @param hlog the file, usually {@code .hlog}; replaced if it exists
     * @throws IOException if the file cannot be written
     */
    public void exportTo(Path hlog) throws IOException {
        Histogram all = snapshot();
        Files.write(hlog, logLines(all, all.getStartTimeStamp()));
    }

    /** An interval as it stands in a log, behind the log's head if there is none yet. */
    byte[] logLines(Histogram interval, long startOfNewLogMs) {
        return HistogramText.log(interval, HistogramText.title(name, clampedCount()), startOfNewLogMs);
    }

    /**
     * Writes the percentiles of what was recorded since creation as comma-separated values, with one line of headings:
     * {@code "Value","Percentile","TotalCount","1/(1-Percentile)"}. Values are in ns, percentiles from 0 to 1, ever
     * denser towards 1; the last line has the highest value.
     *
     * @param csv the file; replaced if it exists
     * @throws IOException if the file cannot be written
     */
    public void exportPercentilesTo(Path csv) throws IOException {
        Files.write(csv, HistogramText.percentiles(snapshot()));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Path path() {
        return file.path();
    }

    @Override
    public boolean isDeleted() {
        return file.isDeleted();
    }

    /** Deletes the histogram for everybody. What other handles record from now on, nobody else will see. */
    @Override
    public void delete() {
        domain.delete(file);
    }

    /** Closes this handle; a recording one's lane is free for the next, its counts stay. Not while a thread records. */
    @Override
    public void close() {
        domain.untrack(this);
        counts.close();
    }

    @Override
    public String toString() {
        if (counts.isClosed()) {
            return "LatencyHistogram(" + name + " closed, " + path() + ")";
        }
        Histogram all = counts.snapshot();
        return "LatencyHistogram(" + name + " count=" + all.getTotalCount() + " p50=" + all.getValueAtPercentile(50)
                + "ns p99=" + all.getValueAtPercentile(99) + "ns max=" + all.getMaxValue() + "ns clamped="
                + clampedCount() + ", " + path() + ")";
    }
}
