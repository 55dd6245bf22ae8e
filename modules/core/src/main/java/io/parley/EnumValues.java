package io.parley;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;

/**
 * The constants of one enum, by name, so that a constant may be added or moved without old messages changing meaning.
 *
 * <p>Names are turned into bytes once. Reading narrows the sorted names down byte by byte; the name never becomes a
 * string unless it is unknown.
 */
final class EnumValues {
    private static final int MAX_SHOWN = 100;
    private static final MethodHandle WRITE;
    private static final MethodHandle READ;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            WRITE = lookup.findVirtual(
                    EnumValues.class, "write", MethodType.methodType(void.class, Enum.class, MessageWriter.class));
            READ = lookup.findVirtual(EnumValues.class, "read", MethodType.methodType(Enum.class, MessageReader.class));
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final Class<?> type;
    private final byte[][] namesByOrdinal;
    private final Enum<?>[] sorted;
    private final byte[][] sortedNames;

    private EnumValues(Class<?> type) {
        this.type = type;
        Enum<?>[] constants = (Enum<?>[]) type.getEnumConstants();
        namesByOrdinal = Arrays.stream(constants).map(EnumValues::nameOf).toArray(byte[][]::new);
        sorted = constants.clone();
        Arrays.sort(sorted, Comparator.comparing(EnumValues::nameOf, Arrays::compare));
        sortedNames = Arrays.stream(sorted).map(EnumValues::nameOf).toArray(byte[][]::new);
    }

    static ValueType of(Class<?> type) {
        EnumValues values = new EnumValues(type);
        return new ValueType("enum " + type.getName(), WRITE.bindTo(values), READ.bindTo(values))
                .as(type)
                .nullable();
    }

    private static byte[] nameOf(Enum<?> constant) {
        return constant.name().getBytes(StandardCharsets.UTF_8);
    }

    private void write(Enum<?> value, MessageWriter out) {
        byte[] name = namesByOrdinal[value.ordinal()];
        out.writeInt(name.length);
        out.writeBytes(name, 0, name.length);
    }

    private Enum<?> read(MessageReader in) {
        int length = DamagedMessages.readLength(in, "Enum constant");
        int from = 0;
        int to = sorted.length;
        for (int i = 0; i < length; i++) {
            byte b = in.readByte();
            int similar = from;
            while (from < to && !hasByte(from, i, b)) {
                from++;
            }
            while (from < to && !hasByte(to - 1, i, b)) {
                to--;
            }
            if (from == to) {
                throw unknown(similar, i, b, length, in);
            }
        }
        // Of names that all begin with these bytes, the shortest sorts first.
        if (from == to || sortedNames[from].length != length) {
            throw unknown(from == to ? new byte[0] : Arrays.copyOf(sortedNames[from], length));
        }
        return sorted[from];
    }

    private boolean hasByte(int constant, int index, byte b) {
        byte[] name = sortedNames[constant];
        return index < name.length && name[index] == b;
    }

    /* The bytes before index were those of a similar constant and cannot be read again. */
    private CodecException unknown(int similar, int index, byte b, int length, MessageReader in) {
        byte[] name = new byte[length];
        if (index > 0) {
            System.arraycopy(sortedNames[similar], 0, name, 0, index);
        }
        name[index] = b;
        in.readBytes(name, index + 1, length - index - 1);
        return unknown(name);
    }

    private CodecException unknown(byte[] name) {
        String shown = new String(name, 0, Math.min(name.length, MAX_SHOWN), StandardCharsets.UTF_8);
        return new CodecException("Enum " + type.getName() + " has no constant '" + shown
                + "'. The message was written by another version of it: keep a constant as long as messages name it.");
    }
}
