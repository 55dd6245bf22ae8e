package io.parley.cli;

import io.parley.queue.Replay;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * A place in a queue's history, as users say it.
 *
 * @param kind what the value is
 * @param value a message's number or index, how many messages from the end, or epoch ns
 */
record Place(Kind kind, long value) {
    /** The ways to say it, for help texts. */
    static final String WAYS =
            "a time of today (09:30, 09:30:15.5), a day (2026-03-01), a day and time (2026-03-01T09:30, or with Z), a"
                    + " message's number (17), its index (0x4d9a00000011), or so many from the end (-10)";

    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,18}");
    private static final Pattern INDEX = Pattern.compile("0x[0-9a-fA-F]{1,16}");

    /** What can be said. */
    enum Kind {
        /** A message's number. */
        SEQUENCE,
        /** So many messages from the end. */
        LAST,
        /** Where a message lies. */
        INDEX,
        /** When messages were put. */
        TIME
    }

    /** Whether a message is at the place or behind it. */
    boolean isReached(Message message, long appended) {
        return switch (kind) {
            case SEQUENCE -> message.sequence() >= value;
            case LAST -> message.sequence() >= appended - value;
            case INDEX -> message.place() >= value;
            case TIME -> !message.at().isBefore(Instant.ofEpochSecond(0, value));
        };
    }

    /** A replay that begins here; behind its last message is the one with that number. */
    <E> Replay<E> begin(Replay<E> replay, long end) {
        return switch (kind) {
            case SEQUENCE -> replay.fromSequence(value);
            case LAST -> replay.fromSequence(Math.max(0, end - value));
            case INDEX -> replay.fromIndex(value);
            case TIME -> replay.fromTime(Instant.ofEpochSecond(0, value));
        };
    }

    /** A replay that ends before what is here. */
    <E> Replay<E> end(Replay<E> replay, long end) {
        return switch (kind) {
            case SEQUENCE -> replay.toSequence(value);
            case LAST -> replay.toSequence(Math.max(0, end - value));
            case INDEX -> replay.toIndex(value);
            case TIME -> replay.toTime(Instant.ofEpochSecond(0, value));
        };
    }

    /** From what the user typed. */
    static final class Converter implements ITypeConverter<Place> {
        @Override
        public Place convert(String text) {
            if (NUMBER.matcher(text).matches()) {
                long number = Long.parseLong(text);
                return text.startsWith("-") ? new Place(Kind.LAST, -number) : new Place(Kind.SEQUENCE, number);
            }
            if (INDEX.matcher(text).matches()) {
                return new Place(Kind.INDEX, Long.parseUnsignedLong(text, 2, text.length(), 16));
            }
            try {
                Instant time = time(text);
                return new Place(
                        Kind.TIME,
                        Math.addExact(Math.multiplyExact(time.getEpochSecond(), 1_000_000_000L), time.getNano()));
            } catch (DateTimeException | ArithmeticException e) {
                throw new TypeConversionException("'" + text + "' is no place in a queue; say " + WAYS);
            }
        }

        private static Instant time(String text) {
            ZoneId here = ZoneId.systemDefault();
            if (text.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}")) {
                return LocalDate.parse(text).atStartOfDay(here).toInstant();
            }
            if (!text.contains("T")) {
                return LocalDate.now(here)
                        .atTime(LocalTime.parse(text))
                        .atZone(here)
                        .toInstant();
            }
            boolean zoned = text.matches(".*T.*(Z|[+-][0-9:]+)");
            return zoned
                    ? OffsetDateTime.parse(text).toInstant()
                    : LocalDateTime.parse(text).atZone(here).toInstant();
        }
    }
}
