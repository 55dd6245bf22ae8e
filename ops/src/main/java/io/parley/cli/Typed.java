package io.parley.cli;

import io.parley.value.TypeCode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;
import java.util.function.UnaryOperator;

/** What users type for a value of a type. Nothing wraps around, nothing is cut. */
final class Typed {
    private static final int HEXADECIMAL = 16;

    private Typed() {}

    /**
     * A value, as {@link TypeCode#toBits} takes it.
     *
     * @throws CommandFailure if the type has no such value
     */
    static Object value(TypeCode type, String text) {
        return switch (type) {
            case BOOLEAN -> truth(text);
            case WIDE_CHAR -> text;
            case FLOAT, DOUBLE -> floating(type, text);
            default -> inRange(type, whole(type, text), text);
        };
    }

    private static Boolean truth(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true", "yes", "1" -> true;
            case "false", "no", "0" -> false;
            default -> throw CommandFailure.usage("'" + text + "' is no truth value; say true or false");
        };
    }

    private static Double floating(TypeCode type, String text) {
        double number;
        try {
            number = Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw CommandFailure.usage("'" + text + "' is no number");
        }
        boolean endless = Double.isInfinite(type == TypeCode.FLOAT ? (float) number : number);
        if (endless && !text.endsWith("Infinity")) {
            throw outOfRange(type, text);
        }
        return number;
    }

    private static BigInteger whole(TypeCode type, String text) {
        try {
            return text.startsWith("0x")
                    ? new BigInteger(text.substring(2), HEXADECIMAL)
                    : new BigDecimal(text).toBigIntegerExact();
        } catch (NumberFormatException | ArithmeticException e) {
            throw CommandFailure.usage("'" + text + "' is no whole number, and the type is " + type.cName());
        }
    }

    private static BigInteger inRange(TypeCode type, BigInteger number, String text) {
        if (number.compareTo((BigInteger) type.min()) < 0 || number.compareTo((BigInteger) type.max()) > 0) {
            throw outOfRange(type, text);
        }
        return number;
    }

    private static CommandFailure outOfRange(TypeCode type, String text) {
        return CommandFailure.usage(
                text + " is out of range: type=" + type.cName() + ", allowed=" + type.min() + ".." + type.max());
    }

    /**
     * What adds a number to a value as {@link TypeCode#fromBits} returns it.
     *
     * @throws CommandFailure if that makes no sense; the function throws one if the sum is out of range
     */
    static UnaryOperator<Object> adding(TypeCode type, String text) {
        if (type == TypeCode.BOOLEAN || type == TypeCode.WIDE_CHAR) {
            throw CommandFailure.usage("nothing can be added to a " + type.cName() + "; parley value set sets it");
        }
        if (type.isFloating()) {
            double delta = floating(type, text);
            return old -> ((Number) old).doubleValue() + delta;
        }
        BigInteger delta = whole(type, text);
        return old -> {
            BigInteger sum = new BigInteger(old.toString()).add(delta);
            return inRange(type, sum, old + " + " + text);
        };
    }
}
