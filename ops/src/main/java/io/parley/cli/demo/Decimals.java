package io.parley.cli.demo;

import java.util.Locale;

/** Decimal texts as exact integers, and back. */
final class Decimals {
    private static final int DIGITS = 6;
    private static final long ONE = 1_000_000;

    private Decimals() {}

    /** Millionths of a number with at most six digits behind the point. */
    static long micros(String name, String text) {
        return parse(name, text, DIGITS);
    }

    /** Millionths of a number; digits behind the sixth are cut off. */
    static long cutMicros(String name, String text) {
        return parse(name, text, Integer.MAX_VALUE);
    }

    /** A whole number. */
    static long integer(String name, String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(name + " '" + abbreviate(text) + "' is not a whole number", e);
        }
    }

    private static long parse(String name, String text, int maxDigits) {
        int point = text.indexOf('.');
        String whole = point < 0 ? text : text.substring(0, point);
        String fraction = point < 0 ? "" : text.substring(point + 1);
        if (fraction.length() > maxDigits) {
            throw new IllegalArgumentException(
                    name + " '" + abbreviate(text) + "' has more than " + maxDigits + " digits behind the point");
        }
        if (whole.isEmpty() || (point >= 0 && fraction.isEmpty()) || !isDigits(fraction)) {
            throw notANumber(name, text, null);
        }
        try {
            long units = Math.multiplyExact(Long.parseLong(whole), ONE);
            long parts = Long.parseLong((fraction + "000000").substring(0, DIGITS));
            return whole.startsWith("-") ? Math.subtractExact(units, parts) : Math.addExact(units, parts);
        } catch (ArithmeticException | NumberFormatException e) {
            throw notANumber(name, text, e);
        }
    }

    private static boolean isDigits(String text) {
        return text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static IllegalArgumentException notANumber(String name, String text, Exception cause) {
        return new IllegalArgumentException(name + " '" + abbreviate(text) + "' is not a number, or too large", cause);
    }

    /** Millionths as people write them, without zeros at the end. */
    static String format(long micros) {
        long parts = Math.abs(micros % ONE);
        String sign = micros < 0 && micros / ONE == 0 ? "-" : "";
        String whole = String.format(Locale.ROOT, "%s%,d", sign, micros / ONE);
        return parts == 0
                ? whole
                : whole + String.format(Locale.ROOT, ".%06d", parts).replaceAll("0+$", "");
    }

    /** A text that fits a line. */
    static String abbreviate(String text) {
        String printable = text.replaceAll("[^\\x20-\\x7e]", "?");
        return printable.length() <= 60 ? printable : printable.substring(0, 57) + "...";
    }
}
