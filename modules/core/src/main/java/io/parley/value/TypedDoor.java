package io.parley.value;

import io.parley.Parley;
import java.lang.reflect.Array;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Opens values and arrays by their type code. */
final class TypedDoor {
    private TypedDoor() {}

    static SharedValue value(Parley parley, String name, TypeCode type, Object initial, ValueOptions options) {
        ValueOptions typed = options.type(type);
        if (type.isFloating()) {
            double start = initial == null ? 0 : type.toDouble(initial);
            return type == TypeCode.FLOAT
                    ? SharedFloat.open(parley, name, (float) start, typed)
                    : SharedDouble.open(parley, name, start, typed);
        }
        long start = initial == null ? 0 : type.toLong(initial);
        if (type == TypeCode.BOOLEAN) {
            return SharedBoolean.open(parley, name, start != 0, typed);
        }
        return switch (type.size()) {
            case Byte.BYTES -> SharedByte.open(parley, name, (byte) start, typed);
            case Short.BYTES -> SharedShort.open(parley, name, (short) start, typed);
            case Integer.BYTES -> SharedInt.open(parley, name, (int) start, typed);
            default -> SharedLong.open(parley, name, start, typed);
        };
    }

    static SharedArray array(Parley parley, String name, TypeCode type, Object lengthOrContent, ValueOptions options) {
        if (type == TypeCode.BOOLEAN) {
            throw new IllegalArgumentException(
                    "no arrays of truth values: name=" + name + " type=" + type + ". Use type code 'b'");
        }
        if (type == TypeCode.CHAR) {
            return bytes(parley, name, lengthOrContent, options);
        }
        ValueOptions typed = options.type(type);
        List<?> elements = elements(type, lengthOrContent);
        if (elements == null) {
            return zeros(parley, name, type, length(lengthOrContent), typed);
        }
        return type.isFloating()
                ? floating(parley, name, type, elements, typed)
                : whole(parley, name, type, elements, typed);
    }

    /** A byte string: Python's rules for it are those of {@link SharedBytes}, not those of numbers. */
    private static SharedArray bytes(Parley parley, String name, Object lengthOrContent, ValueOptions options) {
        if (!options.lock().equals(LockChoice.EMBEDDED) || options.isSparse()) {
            throw new IllegalArgumentException("byte strings have a lock of their own and are not sparse: name=" + name
                    + " options=" + options + ". Use the defaults, or type code 'B'");
        }
        List<?> elements = elements(TypeCode.CHAR, lengthOrContent);
        if (elements == null) {
            return SharedBytes.open(parley, name, length(lengthOrContent));
        }
        byte[] content = new byte[elements.size()];
        for (int i = 0; i < content.length; i++) {
            content[i] = (byte) TypeCode.CHAR.toLong(box(elements.get(i)));
        }
        return SharedBytes.open(parley, name, content.length, content);
    }

    /** A byte of a Java array stands for its bits. */
    private static Object box(Object element) {
        return element instanceof Byte bits ? Byte.toUnsignedInt(bits) : element;
    }

    private static SharedArray zeros(Parley parley, String name, TypeCode type, int length, ValueOptions options) {
        return switch (type) {
            case FLOAT -> SharedFloatArray.open(parley, name, length, options);
            case DOUBLE -> SharedDoubleArray.open(parley, name, length, options);
            case BYTE, UNSIGNED_BYTE -> SharedByteArray.open(parley, name, length, options);
            case SHORT, UNSIGNED_SHORT -> SharedShortArray.open(parley, name, length, options);
            case INT, UNSIGNED_INT, WIDE_CHAR -> SharedIntArray.open(parley, name, length, options);
            default -> SharedLongArray.open(parley, name, length, options);
        };
    }

    private static SharedArray floating(
            Parley parley, String name, TypeCode type, List<?> elements, ValueOptions options) {
        double[] content = elements.stream().mapToDouble(type::toDouble).toArray();
        if (type == TypeCode.DOUBLE) {
            return SharedDoubleArray.open(parley, name, content, options);
        }
        float[] narrow = new float[content.length];
        for (int i = 0; i < narrow.length; i++) {
            narrow[i] = (float) content[i];
        }
        return SharedFloatArray.open(parley, name, narrow, options);
    }

    private static SharedArray whole(
            Parley parley, String name, TypeCode type, List<?> elements, ValueOptions options) {
        long[] content = elements.stream().mapToLong(type::toLong).toArray();
        switch (type.size()) {
            case Byte.BYTES -> {
                byte[] narrow = new byte[content.length];
                for (int i = 0; i < narrow.length; i++) {
                    narrow[i] = (byte) content[i];
                }
                return SharedByteArray.open(parley, name, narrow, options);
            }
            case Short.BYTES -> {
                short[] narrow = new short[content.length];
                for (int i = 0; i < narrow.length; i++) {
                    narrow[i] = (short) content[i];
                }
                return SharedShortArray.open(parley, name, narrow, options);
            }
            case Integer.BYTES -> {
                int[] narrow = new int[content.length];
                for (int i = 0; i < narrow.length; i++) {
                    narrow[i] = (int) content[i];
                }
                return SharedIntArray.open(parley, name, narrow, options);
            }
            default -> {
                return SharedLongArray.open(parley, name, content, options);
            }
        }
    }

    /** The elements that a content has; null if it is none. */
    private static List<?> elements(TypeCode type, Object content) {
        if (content instanceof Collection<?> collection) {
            return new ArrayList<>(collection);
        }
        if (content instanceof CharSequence text && type == TypeCode.WIDE_CHAR) {
            return text.codePoints().mapToObj(Character::toString).toList();
        }
        if (content == null || !content.getClass().isArray()) {
            return null;
        }
        List<Object> elements = new ArrayList<>(Array.getLength(content));
        for (int i = 0; i < Array.getLength(content); i++) {
            elements.add(Array.get(content, i));
        }
        return elements;
    }

    /** How many zeros; by Python's rules true is 1. */
    private static int length(Object length) {
        boolean whole = length instanceof Integer
                || length instanceof Long
                || length instanceof Short
                || length instanceof Byte
                || length instanceof BigInteger;
        if (length instanceof Boolean flag) {
            return flag ? 1 : 0;
        }
        if (!whole || new BigInteger(length.toString()).bitLength() >= Integer.SIZE) {
            String found = length == null ? "null" : length.getClass().getSimpleName() + " " + length;
            throw new IllegalArgumentException("neither a length nor a content: found=" + found
                    + ". Give a whole number up to " + Integer.MAX_VALUE
                    + ", an array, a collection, or a text for type code 'u'");
        }
        return ((Number) length).intValue();
    }
}
