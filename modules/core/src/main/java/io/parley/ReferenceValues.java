package io.parley;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The JDK's value classes that a record may have as components; every one may be null. */
final class ReferenceValues {
    private static final Map<Class<?>, ValueType> TYPES = Stream.of(
                    String.class,
                    byte[].class,
                    Instant.class,
                    Duration.class,
                    LocalDate.class,
                    BigDecimal.class,
                    UUID.class)
            .collect(Collectors.toUnmodifiableMap(
                    Function.identity(),
                    type -> ValueType.leaf(ReferenceValues.class, type).nullable()));

    private ReferenceValues() {}

    /** The type of one of these classes, null for any other. */
    static ValueType of(Class<?> type) {
        return TYPES.get(type);
    }

    static void write(String value, MessageWriter out) {
        out.writeUtf8(value);
    }

    static String readString(MessageReader in) {
        return in.readUtf8();
    }

    static void write(byte[] value, MessageWriter out) {
        out.writeInt(value.length);
        out.writeBytes(value, 0, value.length);
    }

    static byte[] readBytes(MessageReader in) {
        byte[] value = new byte[DamagedMessages.readLength(in, "byte[]")];
        in.readBytes(value, 0, value.length);
        return value;
    }

    static void write(Instant value, MessageWriter out) {
        out.writeLong(value.getEpochSecond());
        out.writeInt(value.getNano());
    }

    static Instant readInstant(MessageReader in) {
        long seconds = in.readLong();
        return Instant.ofEpochSecond(seconds, in.readInt());
    }

    static void write(Duration value, MessageWriter out) {
        out.writeLong(value.getSeconds());
        out.writeInt(value.getNano());
    }

    static Duration readDuration(MessageReader in) {
        long seconds = in.readLong();
        return Duration.ofSeconds(seconds, in.readInt());
    }

    static void write(LocalDate value, MessageWriter out) {
        out.writeLong(value.toEpochDay());
    }

    static LocalDate readLocalDate(MessageReader in) {
        return LocalDate.ofEpochDay(in.readLong());
    }

    static void write(BigDecimal value, MessageWriter out) {
        out.writeInt(value.scale());
        write(value.unscaledValue().toByteArray(), out);
    }

    static BigDecimal readBigDecimal(MessageReader in) {
        int scale = in.readInt();
        return new BigDecimal(new BigInteger(readBytes(in)), scale);
    }

    static void write(UUID value, MessageWriter out) {
        out.writeLong(value.getMostSignificantBits());
        out.writeLong(value.getLeastSignificantBits());
    }

    static UUID readUUID(MessageReader in) {
        long high = in.readLong();
        return new UUID(high, in.readLong());
    }
}
