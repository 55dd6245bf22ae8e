package io.parley.cli.demo;

import java.time.DateTimeException;
import java.time.LocalDate;

/** The inputs the demo knows, by their header. */
enum CsvFormat {
    /** Daily prices of a stock or an index. */
    SP500("date,open,high,low,close,adjclose,volume", "close", "shares traded", "year") {
        @Override
        Tick parse(String[] fields) {
            LocalDate date = date(fields[0]);
            return new Tick(
                    date.toEpochDay(),
                    date.getYear(),
                    Decimals.micros("close", fields[4]),
                    Decimals.integer("volume", fields[6]));
        }
    },
    /** Departures in order of the time of day. */
    FLIGHTS("time_hours,delay_minutes,distance_miles", "distance", "minutes of delay", "hour") {
        @Override
        Tick parse(String[] fields) {
            long time = Decimals.cutMicros("time_hours", fields[0]);
            if (time < 0 || time > 24 * HOUR) {
                throw new IllegalArgumentException("time_hours '" + fields[0] + "' is not within 0..24");
            }
            return new Tick(
                    time,
                    (int) (time / HOUR),
                    Decimals.micros("distance_miles", fields[2]),
                    Decimals.integer("delay_minutes", fields[1]));
        }
    };

    /** Buckets are numbered below this. */
    static final int BUCKETS = 10_000;

    private static final long HOUR = 1_000_000;

    /** The first line. */
    final String header;
    /** What {@link Tick#price} is here. */
    final String priceName;
    /** What {@link Tick#volume} is here. */
    final String volumeName;
    /** What {@link Tick#bucket} is here. */
    final String bucketName;

    private final int fields;

    CsvFormat(String header, String priceName, String volumeName, String bucketName) {
        this.header = header;
        this.priceName = priceName;
        this.volumeName = volumeName;
        this.bucketName = bucketName;
        this.fields = header.split(",").length;
    }

    /** The tick of a row, whose fields are as many as the header has. */
    abstract Tick parse(String[] row);

    /**
     * The tick of a line.
     *
     * @throws IllegalArgumentException saying what is wrong with it
     */
    Tick parse(String line) {
        String[] row = line.split(",", -1);
        if (row.length != fields) {
            throw new IllegalArgumentException("expected " + fields + " fields (" + header + "), found " + row.length
                    + ": '" + Decimals.abbreviate(line) + "'");
        }
        return parse(row);
    }

    private static LocalDate date(String text) {
        try {
            LocalDate date = LocalDate.parse(text);
            if (date.getYear() >= 0 && date.getYear() < BUCKETS) {
                return date;
            }
        } catch (DateTimeException e) {
            throw notADate(text, e);
        }
        throw notADate(text, null);
    }

    private static IllegalArgumentException notADate(String text, Exception cause) {
        return new IllegalArgumentException(
                "date '" + Decimals.abbreviate(text) + "' is not a date like 2000-01-31", cause);
    }

    /** The format with this header, or null. */
    static CsvFormat withHeader(String line) {
        for (CsvFormat format : values()) {
            if (format.header.equals(line.strip())) {
                return format;
            }
        }
        return null;
    }
}
