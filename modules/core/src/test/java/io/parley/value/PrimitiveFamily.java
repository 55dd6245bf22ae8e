package io.parley.value;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Java has no generics over primitive types, so each shared type exists once for each width. The ones for {@code long}
 * are written by hand; the others are what the rules here make of them.
 */
enum PrimitiveFamily {
    INT(
            "int",
            "32-bit",
            "{@code i} ({@code I} and {@code u} by {@link ValueOptions#type})",
            "INT UNSIGNED_INT WIDE_CHAR"),
    SHORT("short", "16-bit", "{@code h} ({@code H} by {@link ValueOptions#type})", "SHORT UNSIGNED_SHORT"),
    BYTE("byte", "8-bit", "{@code b} ({@code B} by {@link ValueOptions#type})", "BYTE UNSIGNED_BYTE"),
    FLOAT("float", "32-bit floating-point", "{@code f}", "FLOAT"),
    DOUBLE("double", "64-bit floating-point", "{@code d}", "DOUBLE");

    private final String word;
    private final String bits;
    private final String letters;
    private final String types;

    PrimitiveFamily(String word, String bits, String letters, String types) {
        this.word = word;
        this.bits = bits;
        this.letters = letters;
        this.types = types;
    }

    /** What stands for {@code Long} in class names. */
    String prefix() {
        return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }

    /** The sister of a class for {@code long}. */
    String derive(String source) {
        boolean array = source.contains("extends MappedArray");
        Map<String, String> rules = new LinkedHashMap<>();
        rules.put("(?s)TYPES =\\s+List\\.of\\([^)]*\\)", "TYPES = List.of(" + codes(array) + ")");
        String own = array ? letters : letters.replace("{@code B}", "{@code B} and {@code c}");
        rules.put("(?s)\\{@code q\\} \\(.*?#type\\}\\)", own);
        rules.put("64-bit", bits);
        rules.put("AtomicLong", "Atomic@L@o@n@g"); // stays: there is none for the other widths
        if (this == FLOAT || this == DOUBLE) {
            addFloating(rules);
        } else {
            addWhole(rules);
        }
        rules.put("LONG", name());
        rules.put("Long", prefix());
        rules.put("\\blong", word);
        rules.put("@(\\w)@", "$1"); // letters that no rule was to see
        String derived = source;
        for (Map.Entry<String, String> rule : rules.entrySet()) {
            derived = derived.replaceAll(rule.getKey(), rule.getValue());
        }
        return derived;
    }

    /** A byte may also be one of a byte string; an array of these is a {@code SharedBytes}. */
    private String codes(boolean array) {
        String all = this == BYTE && !array ? types + " CHAR" : types;
        return Arrays.stream(all.split(" ")).map("TypeCode."::concat).collect(Collectors.joining(", "));
    }

    /** The cast that cuts what Java computes with to the width. */
    private String cut() {
        return this == INT || this == DOUBLE ? "" : "(" + word + ") ";
    }

    /** Functions work on int; what they return is cut to the width. */
    private void addWhole(Map<String, String> rules) {
        if (this != INT) {
            rules.put("return getAndAdd\\(([^()]*)\\) ([+-]) (\\w+);", "return " + cut() + "(getAndAdd($1) $2 $3);");
            rules.put("long delta", "int delta");
        }
        if (this == BYTE) {
            rules.put("import java\\.nio\\.LongBuffer;\n", "");
            rules.put("LongBuffer", "ByteBuffer");
        }
        rules.put("typeCode\\(\\)\\.toLong\\(", "(" + word + ") typeCode().to@L@o@n@g(");
        rules.put("function\\.applyAsLong\\(", cut() + "function.applyAsInt(");
        rules.put("import java\\.util\\.stream\\.LongStream;\n", "");
        rules.put("LongStream", "IntStream");
        rules.put("mapToLong", "map");
        rules.put("Long(UnaryOperator|BinaryOperator|Consumer)", "Int$1");
        rules.put("import java\\.math\\.BigInteger;\n", "");
        rules.put("BigInteger getUnsigned", (this == INT ? "@l@o@n@g" : "int") + " getUnsigned");
        if (this == INT) {
            rules.put("List<Long>", "List<Integer>");
            rules.put("Long\\.BYTES", "Integer.BYTES");
        }
    }

    /** Functions work on double, a change is a change of bits, and nothing is unsigned. */
    private void addFloating(Map<String, String> rules) {
        rules.put("(?s)\n    /\\*\\*\n     \\* [^/]{0,80} without a sign.*?\n    }\n", "");
        rules.put("import java\\.math\\.BigInteger;\n", "");
        rules.put("(get\\((?:index)?\\)|now) != seen", "MappedScalar.differ($1, seen)");
        rules.put(", wrapping around", ", rounding");
        rules.put("Overflow wraps\\s+\\* around\\.", "Sums round; a change is one of bits.");
        rules.put("typeCode\\(\\)\\.toLong\\(", cut() + "typeCode().toDouble(");
        rules.put("function\\.applyAsLong\\(", cut() + "function.applyAsDouble(");
        rules.put("LongStream", "DoubleStream");
        rules.put("mapToLong", "mapToDouble");
        rules.put("Long(UnaryOperator|BinaryOperator|Consumer)", "Double$1");
    }

    /** The same for two sources that differ in line breaks and in the order of imports only. */
    static String normal(String source) {
        String imports = source.lines()
                .filter(line -> line.startsWith("import "))
                .distinct()
                .sorted()
                .collect(Collectors.joining("\n"));
        String rest = source.lines()
                .filter(line -> !line.startsWith("import "))
                .map(line -> line.replaceFirst("^\\s*\\*(?!/)", ""))
                .collect(Collectors.joining(" "));
        return imports + "\n" + rest.replaceAll("\\s+", "");
    }
}
