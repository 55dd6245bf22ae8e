package io.parley;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Locale;

/**
 * How values of one Java type {@code T} go into a message and come out.
 *
 * <p>Handles instead of an interface, because only they carry a primitive without boxing it, and because a tree of them
 * is compiled as one piece.
 *
 * @param name what enters the fingerprint of a record with such a component
 * @param writer {@code (T, MessageWriter)void}
 * @param reader {@code (MessageReader)T}
 */
record ValueType(String name, MethodHandle writer, MethodHandle reader) {
    private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();
    private static final MethodHandle WRITE_PRESENCE =
            find(ValueType.class, "writePresence", boolean.class, Object.class, MessageWriter.class);
    private static final MethodHandle READ_PRESENCE =
            find(DamagedMessages.class, "readFlag", boolean.class, MessageReader.class);
    private static final MethodHandle ENCODE_FAILURE =
            find(ValueType.class, "encodeFailure", CodecException.class, String.class, RuntimeException.class);
    private static final MethodHandle DECODE_FAILURE =
            find(ValueType.class, "decodeFailure", CodecException.class, String.class, RuntimeException.class);

    /** A static method of this package as a handle. */
    static MethodHandle find(Class<?> holder, String method, Class<?> result, Class<?>... parameters) {
        try {
            return LOOKUP.findStatic(holder, method, MethodType.methodType(result, parameters));
        } catch (ReflectiveOperationException e) {
            throw new AssertionError("Missing " + holder.getSimpleName() + "." + method, e);
        }
    }

    /** The type whose values the static methods {@code write} and {@code read<Type>} of a class handle. */
    static ValueType leaf(Class<?> holder, Class<?> type) {
        String simple = type.isArray() ? type.componentType().getSimpleName() + "s" : type.getSimpleName();
        String reader = "read" + simple.substring(0, 1).toUpperCase(Locale.ROOT) + simple.substring(1);
        return new ValueType(
                type.getTypeName(),
                find(holder, "write", void.class, type, MessageWriter.class),
                find(holder, reader, type, MessageReader.class));
    }

    /** The same values under another class, for example a wrapper or {@link Object}. */
    ValueType as(Class<?> other) {
        return new ValueType(
                name,
                writer.asType(writer.type().changeParameterType(0, other)),
                reader.asType(reader.type().changeReturnType(other)));
    }

    ValueType named(String newName) {
        return new ValueType(newName, writer, reader);
    }

    /** The same values or null: one byte in front says which. */
    ValueType nullable() {
        MethodType write = writer.type();
        MethodHandle nothing = MethodHandles.empty(write);
        MethodHandle present = WRITE_PRESENCE.asType(write.changeReturnType(boolean.class));
        MethodHandle absent = MethodHandles.empty(reader.type());
        return new ValueType(
                name,
                MethodHandles.guardWithTest(present, writer, nothing),
                MethodHandles.guardWithTest(READ_PRESENCE, reader, absent));
    }

    /** The same values; what fails says at which place. */
    ValueType at(String place) {
        return new ValueType(
                name,
                translating(writer, MethodHandles.insertArguments(ENCODE_FAILURE, 0, place)),
                translating(reader, MethodHandles.insertArguments(DECODE_FAILURE, 0, place)));
    }

    private static MethodHandle translating(MethodHandle target, MethodHandle translation) {
        MethodHandle thrower = MethodHandles.throwException(target.type().returnType(), CodecException.class);
        return MethodHandles.catchException(
                target, RuntimeException.class, MethodHandles.filterReturnValue(translation, thrower));
    }

    private static boolean writePresence(Object value, MessageWriter out) {
        boolean present = value != null;
        out.writeByte(present ? 1 : 0);
        return present;
    }

    private static CodecException encodeFailure(String place, RuntimeException e) {
        return new CodecException("Cannot encode " + place + ": " + reason(e), e);
    }

    private static CodecException decodeFailure(String place, RuntimeException e) {
        return new CodecException("Cannot decode " + place + ": " + reason(e), e);
    }

    /** What a failure says; the class of our own would only repeat itself at every level. */
    static String reason(Throwable e) {
        return e instanceof CodecException ? e.getMessage() : e.toString();
    }
}
