package io.parley.value;

import java.math.BigInteger;
import java.util.List;
import java.util.Locale;

/**
 * Element types by the one-letter codes of Python's {@code multiprocessing.Value} and {@code Array}: fourteen letters,
 * and {@code ?} for truth values. Sizes are the same on every machine.
 *
 * <p><b>Store rules</b> of the generic doors ({@code setValue}): integers wrap around, and refuse fractional types,
 * {@code null} and text; truth values count as 0 and 1; {@link #CHAR} takes 0 to 255 or a {@code byte[]} of one;
 * {@link #WIDE_CHAR} takes a text of one code point; floating types round.
 *
 * <p><b>Differs from Python:</b> {@code l} and {@code L} have 8 bytes everywhere; {@code u} has 4 and holds any code
 * point; {@code l} and {@code q} are one type, and {@code L} and {@code Q}.
 */
public enum TypeCode {
    /** {@code b}: 8 bits with a sign. */
    BYTE('b', 1, "signed char", "c_byte"),
    /** {@code B}: 8 bits without a sign. */
    UNSIGNED_BYTE('B', 1, "unsigned char", "c_ubyte"),
    /** {@code h}: 16 bits with a sign. */
    SHORT('h', 2, "short", "c_short"),
    /** {@code H}: 16 bits without a sign. */
    UNSIGNED_SHORT('H', 2, "unsigned short", "c_ushort"),
    /** {@code i}: 32 bits with a sign. */
    INT('i', 4, "int", "c_int"),
    /** {@code I}: 32 bits without a sign. */
    UNSIGNED_INT('I', 4, "unsigned int", "c_uint"),
    /** {@code l}: 64 bits with a sign; the same as {@code q}. */
    LONG('l', 8, "long", "c_long"),
    /** {@code L}: 64 bits without a sign; the same as {@code Q}. */
    UNSIGNED_LONG('L', 8, "unsigned long", "c_ulong"),
    /** {@code q}: 64 bits with a sign. */
    LONG_LONG('q', 8, "long long", "c_longlong"),
    /** {@code Q}: 64 bits without a sign. */
    UNSIGNED_LONG_LONG('Q', 8, "unsigned long long", "c_ulonglong"),
    /** {@code f}: IEEE single. */
    FLOAT('f', 4, "float", "c_float"),
    /** {@code d}: IEEE double. */
    DOUBLE('d', 8, "double", "c_double"),
    /** {@code c}: one byte of a byte string. */
    CHAR('c', 1, "char", "c_char"),
    /** {@code u}: one code point. */
    WIDE_CHAR('u', 4, "wchar_t", "c_wchar"),
    /** {@code ?}: a truth value; has no letter of its own in Python. */
    BOOLEAN('?', 1, "bool", "c_bool");

    private static final List<String> LONG_DOUBLES = List.of("long double", "c_longdouble", "g");
    private static final List<String> POINTERS =
            List.of("c_char_p", "c_wchar_p", "c_void_p", "char*", "wchar_t*", "void*", "z", "Z", "P");

    private final char letter;
    private final int size;
    private final String cName;
    private final String ctypesName;

    TypeCode(char letter, int size, String cName, String ctypesName) {
        this.letter = letter;
        this.size = size;
        this.cName = cName;
        this.ctypesName = ctypesName;
    }

    /**
     * Finds a type by its letter, its C name or its ctypes name: {@code "I"}, {@code "unsigned int"}, {@code "c_uint"}.
     *
     * @param code one of them
     * @return the type
     * @throws UnsupportedOperationException for {@code long double} and for pointers; the message says what to use
     * @throws IllegalArgumentException for anything else; the message lists the letters
     */
    public static TypeCode of(String code) {
        for (TypeCode type : values()) {
            if (type.ctypesName.equals(code)
                    || type.cName.equals(code)
                    || String.valueOf(type.letter).equals(code)) {
                return type;
            }
        }
        if (code != null && LONG_DOUBLES.contains(code)) {
            throw new UnsupportedOperationException("no 80-bit floating point: type code '" + code + "'. Use 'd'");
        }
        if (code != null && POINTERS.contains(code)) {
            throw new UnsupportedOperationException("no pointers, an address means nothing in another process:"
                    + " type code '" + code + "'. Use parley.text(name, maxBytes) or parley.bytes(name, capacity)");
        }
        throw new IllegalArgumentException(
                "unknown type code: '" + code + "'. Use one of b B h H i I l L q Q f d c u, or ? for truth values");
    }

    /**
     * The one-letter code.
     *
     * @return for example {@code 'i'}
     */
    public char letter() {
        return letter;
    }

    /**
     * Bytes of an element.
     *
     * @return 1, 2, 4 or 8
     */
    public int size() {
        return size;
    }

    /**
     * What C calls it.
     *
     * @return for example {@code "unsigned int"}
     */
    public String cName() {
        return cName;
    }

    /**
     * What ctypes calls it.
     *
     * @return for example {@code "c_uint"}
     */
    public String ctypesName() {
        return ctypesName;
    }

    /**
     * Whether it is {@link #FLOAT} or {@link #DOUBLE}.
     *
     * @return true for these two
     */
    public boolean isFloating() {
        return this == FLOAT || this == DOUBLE;
    }

    /**
     * Whether negative numbers can be held.
     *
     * @return false for the unsigned types, bytes of strings, code points and truth values
     */
    public boolean isSigned() {
        return isFloating() || Character.isLowerCase(letter) && this != CHAR && this != WIDE_CHAR;
    }

    /**
     * The smallest number it holds.
     *
     * @return a {@link BigInteger}, or a {@link Double} for the floating types
     */
    public Number min() {
        if (isFloating()) {
            return -max().doubleValue();
        }
        return isSigned() ? BigInteger.ONE.shiftLeft(size * Byte.SIZE - 1).negate() : BigInteger.ZERO;
    }

    /**
     * The largest number it holds.
     *
     * @return a {@link BigInteger}, or a {@link Double} for the floating types
     */
    public Number max() {
        return switch (this) {
            case FLOAT -> (double) Float.MAX_VALUE;
            case DOUBLE -> Double.MAX_VALUE;
            case WIDE_CHAR -> BigInteger.valueOf(Character.MAX_CODE_POINT);
            case BOOLEAN -> BigInteger.ONE;
            default ->
                BigInteger.ONE
                        .shiftLeft(size * Byte.SIZE - (isSigned() ? 1 : 0))
                        .subtract(BigInteger.ONE);
        };
    }

    /**
     * The bits of a value of this type, by its store rules.
     *
     * @param value what {@code setValue} takes
     * @return as many bits as it has, the rest without meaning; of floating types those of the {@code float} or
     *     {@code double}
     * @throws IllegalArgumentException if the type cannot hold such a thing
     */
    public long toBits(Object value) {
        return switch (this) {
            case FLOAT -> Float.floatToRawIntBits((float) toDouble(value));
            case DOUBLE -> Double.doubleToRawLongBits(toDouble(value));
            default -> toLong(value);
        };
    }

    /**
     * The value that bits stand for.
     *
     * @param bits as {@link #toBits} returns them
     * @return as {@link SharedValue#value()}
     */
    public Object fromBits(long bits) {
        return switch (this) {
            case FLOAT -> Float.intBitsToFloat((int) bits);
            case DOUBLE -> Double.longBitsToDouble(bits);
            default -> box(bits);
        };
    }

    /** The letter in the file: one for each type that differs in more than its name. */
    int stored() {
        return switch (this) {
            case LONG -> LONG_LONG.letter;
            case UNSIGNED_LONG -> UNSIGNED_LONG_LONG.letter;
            default -> letter;
        };
    }

    /** What the generic door stores in a cell of an integer type; the cell takes as many bits as it has. */
    long toLong(Object value) {
        return switch (this) {
            case BOOLEAN -> isTrue(value) ? 1 : 0;
            case CHAR -> toCharByte(value);
            case WIDE_CHAR -> toCodePoint(value);
            default -> toInteger(value);
        };
    }

    /** What the generic door stores in a cell of a floating type. */
    double toDouble(Object value) {
        if (value instanceof Number number) {
            return number.doubleValue();
        }
        if (value instanceof Boolean flag) {
            return flag ? 1 : 0;
        }
        throw refused(value, "a number");
    }

    private long toInteger(Object value) {
        if (value instanceof Boolean flag) {
            return flag ? 1 : 0;
        }
        // Double, Float, BigDecimal and Numbers of others may be fractional: Java's cast would cut and saturate.
        boolean whole = value instanceof Long
                || value instanceof Integer
                || value instanceof Short
                || value instanceof Byte
                || value instanceof BigInteger
                || value instanceof java.util.concurrent.atomic.AtomicInteger
                || value instanceof java.util.concurrent.atomic.AtomicLong;
        if (!whole) {
            throw refused(value, "a whole number");
        }
        return ((Number) value).longValue();
    }

    private long toCharByte(Object value) {
        if (value instanceof byte[] bytes && bytes.length == 1) {
            return bytes[0];
        }
        if (value instanceof Character character && character <= 0xFF) {
            return character;
        }
        boolean number = value instanceof Number || value instanceof Boolean;
        BigInteger whole = value instanceof BigInteger big ? big : number ? BigInteger.valueOf(toInteger(value)) : null;
        if (whole == null || whole.signum() < 0 || whole.bitLength() > Byte.SIZE) {
            throw refused(value, "0..255, a char of that range or a byte[] of one");
        }
        return whole.longValue();
    }

    private long toCodePoint(Object value) {
        String text = value instanceof CharSequence || value instanceof Character ? value.toString() : "";
        if (text.isEmpty() || text.codePointCount(0, text.length()) != 1 || isLoneSurrogate(text.codePointAt(0))) {
            throw refused(value, "a text of one code point");
        }
        return text.codePointAt(0);
    }

    private static boolean isLoneSurrogate(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }

    private static boolean isTrue(Object value) {
        if (value instanceof Boolean flag) {
            return flag;
        }
        if (value instanceof Number number) {
            return number.doubleValue() != 0 || number instanceof BigInteger big && big.signum() != 0;
        }
        return value != null && !(value instanceof CharSequence text && text.length() == 0);
    }

    /** What the generic door reads from a cell of an integer type, sign-extended. */
    Object box(long bits) {
        return switch (this) {
            case BYTE -> (byte) bits;
            case SHORT -> (short) bits;
            case INT -> (int) bits;
            case UNSIGNED_BYTE, CHAR -> (int) bits & 0xFF;
            case UNSIGNED_SHORT -> (int) bits & 0xFFFF;
            case UNSIGNED_INT -> bits & 0xFFFF_FFFFL;
            case UNSIGNED_LONG, UNSIGNED_LONG_LONG -> unsigned(bits);
            case WIDE_CHAR -> Character.toString(Character.isValidCodePoint((int) bits) ? (int) bits : 0xFFFD);
            case BOOLEAN -> bits != 0;
            default -> bits;
        };
    }

    /** What the generic door reads from a cell of a floating type. */
    Object box(double value) {
        if (this == FLOAT) {
            return (float) value;
        }
        return value;
    }

    static BigInteger unsigned(long bits) {
        BigInteger low = BigInteger.valueOf(bits & Long.MAX_VALUE);
        return bits < 0 ? low.setBit(Long.SIZE - 1) : low;
    }

    static long unsigned(int bits) {
        return Integer.toUnsignedLong(bits);
    }

    static int unsigned(short bits) {
        return Short.toUnsignedInt(bits);
    }

    static int unsigned(byte bits) {
        return Byte.toUnsignedInt(bits);
    }

    private IllegalArgumentException refused(Object value, String wanted) {
        String found = value == null ? "null" : value.getClass().getSimpleName() + " " + value;
        return new IllegalArgumentException(
                "value does not fit: type=" + this + " found=" + found + ", expected=" + wanted);
    }

    @Override
    public String toString() {
        return "'" + letter + "' (" + name().toLowerCase(Locale.ROOT).replace('_', ' ') + ")";
    }
}
