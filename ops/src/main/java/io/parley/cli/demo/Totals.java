package io.parley.cli.demo;

import java.nio.file.Path;
import java.util.Arrays;

/** What the processes together must come to, added up by one thread straight from the file. */
final class Totals {
    private final CsvFormat format;
    private final long[] buckets = new long[CsvFormat.BUCKETS];
    private final TickChecksum checksum = new TickChecksum();
    private int firstBucket = CsvFormat.BUCKETS;
    private int lastBucket = -1;
    private long rows;
    private long volume;
    private long lastPrice;
    private long highest = Long.MIN_VALUE;
    private long lowest = Long.MAX_VALUE;

    private Totals(CsvFormat format) {
        this.format = format;
    }

    /** Reads the whole file, so that a malformed row is found before anything is started. */
    static Totals of(Path file) throws DemoException {
        try (CsvSource source = CsvSource.open(file)) {
            Totals totals = new Totals(source.format());
            for (Tick tick = source.next(); tick != null; tick = source.next()) {
                totals.add(tick);
            }
            if (totals.rows == 0) {
                throw new DemoException(file + ": no rows behind the header");
            }
            return totals;
        }
    }

    private void add(Tick tick) {
        rows++;
        volume += tick.volume();
        lastPrice = tick.price();
        highest = Math.max(highest, tick.price());
        lowest = Math.min(lowest, tick.price());
        buckets[tick.bucket()]++;
        firstBucket = Math.min(firstBucket, tick.bucket());
        lastBucket = Math.max(lastBucket, tick.bucket());
        checksum.add(tick);
    }

    CsvFormat format() {
        return format;
    }

    long rows() {
        return rows;
    }

    long volume() {
        return volume;
    }

    long lastPrice() {
        return lastPrice;
    }

    long highest() {
        return highest;
    }

    long lowest() {
        return lowest;
    }

    int firstBucket() {
        return firstBucket;
    }

    /** Rows in each bucket from the first to the last. */
    long[] buckets() {
        return Arrays.copyOfRange(buckets, firstBucket, lastBucket + 1);
    }

    long checksum() {
        return checksum.value();
    }
}
