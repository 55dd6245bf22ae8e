package io.parley.collection;

import java.lang.invoke.MethodType;
import java.math.BigDecimal;
import java.math.BigInteger;

/** Values of attributes as the type that is asked for. */
final class Attributes {
    private Attributes() {}

    @SuppressWarnings("unchecked") // of a primitive's class there is only the box
    static <T> T as(Class<T> type, Object value, ManagedNamespace namespace, String attribute) {
        Class<T> boxed = (Class<T>) MethodType.methodType(type).wrap().returnType();
        Object converted =
                value instanceof Number number && Number.class.isAssignableFrom(boxed) ? number(boxed, number) : value;
        if (!boxed.isInstance(converted)) {
            throw new ClassCastException("attribute '" + attribute + "' of namespace '" + namespace.name() + "' is a "
                    + value.getClass().getSimpleName() + " and not a " + boxed.getSimpleName() + ": value="
                    + shown(value) + ". Get it as what it is, or set it as what it should be");
        }
        return (T) converted;
    }

    private static String shown(Object value) {
        String text = PyFormat.repr(value);
        return text.length() > 80 ? text.substring(0, 80) + "…" : text;
    }

    /** The same number as another type; itself if that cannot be. */
    private static Object number(Class<?> type, Number number) {
        if (type.isInstance(number) || type == Float.class && number instanceof Double) {
            return type.isInstance(number) || number.floatValue() != number.doubleValue()
                    ? number
                    : (Object) number.floatValue();
        }
        if (type == Double.class && number instanceof Float) {
            return number.doubleValue();
        }
        try {
            return exact(type, new BigDecimal(number.toString()), number);
        } catch (ArithmeticException | NumberFormatException itIsAnother) {
            return number;
        }
    }

    private static Object exact(Class<?> type, BigDecimal exact, Number number) {
        if (type == Byte.class) {
            return exact.byteValueExact();
        }
        if (type == Short.class) {
            return exact.shortValueExact();
        }
        if (type == Integer.class) {
            return exact.intValueExact();
        }
        if (type == Long.class) {
            return exact.longValueExact();
        }
        if (type == BigInteger.class) {
            return exact.toBigIntegerExact();
        }
        if (type == BigDecimal.class) {
            return exact;
        }
        double near = exact.doubleValue();
        boolean same = Double.isFinite(near) && new BigDecimal(near).compareTo(exact) == 0;
        if (same && type == Double.class) {
            return near;
        }
        return same && type == Float.class && (float) near == near ? (Object) (float) near : number;
    }
}
