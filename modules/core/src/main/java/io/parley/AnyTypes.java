package io.parley;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Month;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * The values that every {@link AnyCodec} knows: a tag of one byte, then the bytes of the value. Tags are part of the
 * format and never change their meaning; see {@code docs/spec/any-values.md}.
 */
final class AnyTypes {
    /** Inside a container only. */
    static final int NULL = 0;

    static final int LIST = 48;
    static final int SET = 49;
    static final int MAP = 50;
    /** An enum's constant: class, name. */
    static final int ENUM = 56;
    /** Written by another codec: its id, length, bytes. */
    static final int CODED = 57;
    /** A Java serialisation stream: length, bytes. */
    static final int SERIALIZED = 58;
    /** A shared object: where it lies. */
    static final int HANDLE = 64;

    /** Enums of the JDK that nobody need name. */
    static final List<Class<?>> ENUMS = List.of(DayOfWeek.class, Month.class, TimeUnit.class);

    private static final Map<Class<?>, Leaf<?>> BY_CLASS = new HashMap<>();
    private static final Leaf<?>[] BY_TAG = new Leaf<?>[LIST];

    static {
        add(1, Boolean.class, PrimitiveValues::write, PrimitiveValues::readBoolean);
        add(2, Byte.class, PrimitiveValues::write, PrimitiveValues::readByte);
        add(3, Short.class, PrimitiveValues::write, PrimitiveValues::readShort);
        add(4, Character.class, PrimitiveValues::write, PrimitiveValues::readChar);
        add(5, Integer.class, PrimitiveValues::write, PrimitiveValues::readInt);
        add(6, Long.class, PrimitiveValues::write, PrimitiveValues::readLong);
        add(7, Float.class, PrimitiveValues::write, PrimitiveValues::readFloat);
        add(8, Double.class, PrimitiveValues::write, PrimitiveValues::readDouble);
        add(9, String.class, ReferenceValues::write, ReferenceValues::readString);
        add(10, BigInteger.class, AnyTypes::write, AnyTypes::readBigInteger);
        add(11, BigDecimal.class, ReferenceValues::write, ReferenceValues::readBigDecimal);
        add(12, UUID.class, ReferenceValues::write, ReferenceValues::readUUID);
        add(16, boolean[].class, PrimitiveArrays::write, PrimitiveArrays::readBooleans);
        add(17, byte[].class, ReferenceValues::write, ReferenceValues::readBytes);
        add(18, short[].class, PrimitiveArrays::write, PrimitiveArrays::readShorts);
        add(19, char[].class, PrimitiveArrays::write, PrimitiveArrays::readChars);
        add(20, int[].class, PrimitiveArrays::write, PrimitiveArrays::readInts);
        add(21, long[].class, PrimitiveArrays::write, PrimitiveArrays::readLongs);
        add(22, float[].class, PrimitiveArrays::write, PrimitiveArrays::readFloats);
        add(23, double[].class, PrimitiveArrays::write, PrimitiveArrays::readDoubles);
        add(32, Instant.class, ReferenceValues::write, ReferenceValues::readInstant);
        add(33, Duration.class, ReferenceValues::write, ReferenceValues::readDuration);
        add(34, LocalDate.class, ReferenceValues::write, ReferenceValues::readLocalDate);
        add(35, LocalTime.class, AnyTypes::write, AnyTypes::readLocalTime);
        add(36, LocalDateTime.class, AnyTypes::write, AnyTypes::readLocalDateTime);
        add(37, ZoneOffset.class, AnyTypes::write, AnyTypes::readZoneOffset);
        add(38, OffsetDateTime.class, AnyTypes::write, AnyTypes::readOffsetDateTime);
        add(39, ZonedDateTime.class, AnyTypes::write, AnyTypes::readZonedDateTime);
        add(40, OffsetTime.class, AnyTypes::write, AnyTypes::readOffsetTime);
        add(41, Period.class, AnyTypes::write, AnyTypes::readPeriod);
        add(42, Year.class, (year, out) -> out.writeInt(year.getValue()), in -> Year.of(in.readInt()));
        add(43, YearMonth.class, AnyTypes::write, AnyTypes::readYearMonth);
        add(44, MonthDay.class, AnyTypes::write, AnyTypes::readMonthDay);
        // Of zones with rules the class is not public; the offsets above are found first.
        add(45, ZoneId.class, (zone, out) -> out.writeUtf8(zone.getId()), in -> ZoneId.of(in.readUtf8()));
    }

    private AnyTypes() {}

    /** One type: its tag, and how its values go into a message and come out. */
    private record Leaf<T>(
            int tag, Class<T> type, BiConsumer<? super T, MessageWriter> writer, Function<MessageReader, T> reader) {
        void write(Object value, MessageWriter out) {
            out.writeByte(tag);
            writer.accept(type.cast(value), out);
        }
    }

    private static <T> void add(
            int tag, Class<T> type, BiConsumer<? super T, MessageWriter> writer, Function<MessageReader, T> reader) {
        Leaf<T> leaf = new Leaf<>(tag, type, writer, reader);
        BY_CLASS.put(type, leaf);
        BY_TAG[tag] = leaf;
    }

    /** Writes a value with its tag; false if it is none of these. */
    static boolean write(Object value, Class<?> type, MessageWriter out) {
        Leaf<?> leaf = BY_CLASS.get(type);
        if (leaf == null && value instanceof ZoneId) {
            leaf = BY_CLASS.get(ZoneId.class);
        }
        if (leaf != null) {
            leaf.write(value, out);
        }
        return leaf != null;
    }

    /** Whether {@link #read} knows the tag. */
    static boolean isLeaf(int tag) {
        return tag >= 0 && tag < BY_TAG.length && BY_TAG[tag] != null;
    }

    /** Reads the value that follows its tag. */
    static Object read(int tag, MessageReader in) {
        return BY_TAG[tag].reader().apply(in);
    }

    private static void write(BigInteger value, MessageWriter out) {
        ReferenceValues.write(value.toByteArray(), out);
    }

    private static BigInteger readBigInteger(MessageReader in) {
        return new BigInteger(ReferenceValues.readBytes(in));
    }

    private static void write(LocalTime value, MessageWriter out) {
        out.writeLong(value.toNanoOfDay());
    }

    private static LocalTime readLocalTime(MessageReader in) {
        return LocalTime.ofNanoOfDay(in.readLong());
    }

    private static void write(LocalDateTime value, MessageWriter out) {
        out.writeLong(value.toLocalDate().toEpochDay());
        out.writeLong(value.toLocalTime().toNanoOfDay());
    }

    private static LocalDateTime readLocalDateTime(MessageReader in) {
        LocalDate date = ReferenceValues.readLocalDate(in);
        return LocalDateTime.of(date, readLocalTime(in));
    }

    private static void write(ZoneOffset value, MessageWriter out) {
        out.writeInt(value.getTotalSeconds());
    }

    private static ZoneOffset readZoneOffset(MessageReader in) {
        return ZoneOffset.ofTotalSeconds(in.readInt());
    }

    private static void write(OffsetDateTime value, MessageWriter out) {
        write(value.toLocalDateTime(), out);
        write(value.getOffset(), out);
    }

    private static OffsetDateTime readOffsetDateTime(MessageReader in) {
        LocalDateTime local = readLocalDateTime(in);
        return OffsetDateTime.of(local, readZoneOffset(in));
    }

    /* With the offset, so that the same instant arrives where the rules of the zone are others. */
    private static void write(ZonedDateTime value, MessageWriter out) {
        write(value.toOffsetDateTime(), out);
        out.writeUtf8(value.getZone().getId());
    }

    private static ZonedDateTime readZonedDateTime(MessageReader in) {
        OffsetDateTime moment = readOffsetDateTime(in);
        return ZonedDateTime.ofInstant(moment.toLocalDateTime(), moment.getOffset(), ZoneId.of(in.readUtf8()));
    }

    private static void write(OffsetTime value, MessageWriter out) {
        write(value.toLocalTime(), out);
        write(value.getOffset(), out);
    }

    private static OffsetTime readOffsetTime(MessageReader in) {
        LocalTime local = readLocalTime(in);
        return OffsetTime.of(local, readZoneOffset(in));
    }

    private static void write(Period value, MessageWriter out) {
        out.writeInt(value.getYears());
        out.writeInt(value.getMonths());
        out.writeInt(value.getDays());
    }

    private static Period readPeriod(MessageReader in) {
        int years = in.readInt();
        int months = in.readInt();
        return Period.of(years, months, in.readInt());
    }

    private static void write(YearMonth value, MessageWriter out) {
        out.writeInt(value.getYear());
        out.writeByte(value.getMonthValue());
    }

    private static YearMonth readYearMonth(MessageReader in) {
        int year = in.readInt();
        return YearMonth.of(year, in.readByte());
    }

    private static void write(MonthDay value, MessageWriter out) {
        out.writeByte(value.getMonthValue());
        out.writeByte(value.getDayOfMonth());
    }

    private static MonthDay readMonthDay(MessageReader in) {
        int month = in.readByte();
        return MonthDay.of(month, in.readByte());
    }
}
