package io.parley.value;

import io.parley.Parley;

/** What the contract tests need to know of a width. */
enum NumberType {
    LONG(Long.MIN_VALUE, Long.MAX_VALUE, Long.BYTES, 'q'),
    INT(Integer.MIN_VALUE, Integer.MAX_VALUE, Integer.BYTES, 'i'),
    SHORT(Short.MIN_VALUE, Short.MAX_VALUE, Short.BYTES, 'h'),
    BYTE(Byte.MIN_VALUE, Byte.MAX_VALUE, Byte.BYTES, 'b'),
    /** Up to where a float holds every whole number. */
    FLOAT(-(1L << 24), 1L << 24, Float.BYTES, 'f'),
    /** Up to where a double holds every whole number. */
    DOUBLE(-(1L << 53), 1L << 53, Double.BYTES, 'd');

    final long min;
    final long max;
    final int bytes;
    final char letter;

    NumberType(long min, long max, int bytes, char letter) {
        this.min = min;
        this.max = max;
        this.bytes = bytes;
        this.letter = letter;
    }

    String suffix() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    boolean isFloating() {
        return this == FLOAT || this == DOUBLE;
    }

    /** What is left of a number that may be too large. */
    long cut(long number) {
        return switch (this) {
            case LONG -> number;
            case INT -> (int) number;
            case SHORT -> (short) number;
            case BYTE -> (byte) number;
            case FLOAT -> (long) (float) number;
            case DOUBLE -> (long) (double) number;
        };
    }

    /** How a whole number is printed. */
    String text(long number) {
        return isFloating() ? number + ".0" : String.valueOf(number);
    }

    Cell open(Parley domain, String name, long initial) {
        return open(domain, name, initial, ValueOptions.defaults());
    }

    Cell open(Parley domain, String name, long initial, ValueOptions options) {
        return switch (this) {
            case LONG -> SharedLongCell.open(domain, name, initial, options);
            case INT -> SharedIntCell.open(domain, name, initial, options);
            case SHORT -> SharedShortCell.open(domain, name, initial, options);
            case BYTE -> SharedByteCell.open(domain, name, initial, options);
            case FLOAT -> SharedFloatCell.open(domain, name, initial, options);
            case DOUBLE -> SharedDoubleCell.open(domain, name, initial, options);
        };
    }

    Cells openArray(Parley domain, String name, int length) {
        return switch (this) {
            case LONG -> SharedLongArrayCells.open(domain, name, length);
            case INT -> SharedIntArrayCells.open(domain, name, length);
            case SHORT -> SharedShortArrayCells.open(domain, name, length);
            case BYTE -> SharedByteArrayCells.open(domain, name, length);
            case FLOAT -> SharedFloatArrayCells.open(domain, name, length);
            case DOUBLE -> SharedDoubleArrayCells.open(domain, name, length);
        };
    }

    Cells openArray(Parley domain, String name, ValueOptions options, long... content) {
        return switch (this) {
            case LONG -> SharedLongArrayCells.open(domain, name, options, content);
            case INT -> SharedIntArrayCells.open(domain, name, options, content);
            case SHORT -> SharedShortArrayCells.open(domain, name, options, content);
            case BYTE -> SharedByteArrayCells.open(domain, name, options, content);
            case FLOAT -> SharedFloatArrayCells.open(domain, name, options, content);
            case DOUBLE -> SharedDoubleArrayCells.open(domain, name, options, content);
        };
    }
}
