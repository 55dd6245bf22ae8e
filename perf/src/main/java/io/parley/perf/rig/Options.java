package io.parley.perf.rig;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** Command-line options {@code --name value}, each with a default. */
public final class Options {
    private static final double NS_PER_SECOND = 1e9;

    private final Map<String, String> values;

    private Options(Map<String, String> values) {
        this.values = values;
    }

    /** Reads options; on a mistake prints what there is and ends the JVM with exit code 2. */
    static Options parseOrExit(String program, Map<String, String> defaults, String... args) {
        try {
            return parse(defaults, args);
        } catch (IllegalArgumentException e) {
            System.err.println(program + ": " + e.getMessage());
            defaults.forEach((name, value) -> System.err.println("  --" + name + " " + value));
            System.exit(2);
            throw e;
        }
    }

    /** Reads options that all have a default. */
    static Options parse(Map<String, String> defaults, String... args) {
        Map<String, String> values = new LinkedHashMap<>(defaults);
        for (int i = 0; i < args.length; i += 2) {
            String name = args[i].startsWith("--") ? args[i].substring(2) : "";
            if (!values.containsKey(name)) {
                throw new IllegalArgumentException("no such option: " + args[i] + ". There are, with their defaults:");
            }
            if (i + 1 == args.length) {
                throw new IllegalArgumentException(
                        "option has no value: " + args[i] + ". There are, with their defaults:");
            }
            values.put(name, args[i + 1]);
        }
        return new Options(values);
    }

    /** The options as a command line that {@link #parse} reads. */
    List<String> toArguments() {
        List<String> args = new ArrayList<>();
        values.forEach((name, value) -> args.addAll(List.of("--" + name, value)));
        return args;
    }

    String text(String name) {
        return values.get(name);
    }

    int integer(String name) {
        return Math.toIntExact(number(name));
    }

    /** One whole number or several, separated by commas. */
    List<Integer> integers(String name) {
        return Stream.of(values.get(name).split(","))
                .map(word -> Integer.valueOf(word.strip()))
                .toList();
    }

    long number(String name) {
        try {
            return Long.parseLong(values.get(name).replace("_", ""));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("not a whole number: --" + name + " " + values.get(name), e);
        }
    }

    Duration seconds(String name) {
        try {
            return Duration.ofNanos((long) (Double.parseDouble(values.get(name)) * NS_PER_SECOND));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("not a number of seconds: --" + name + " " + values.get(name), e);
        }
    }

    /** One constant or several, separated by commas. */
    <T extends Enum<T>> List<T> constants(String name, Class<T> type) {
        List<T> found = new ArrayList<>();
        for (String word : values.get(name).split(",")) {
            found.add(Enum.valueOf(type, word.strip().toUpperCase(Locale.ROOT).replace('-', '_')));
        }
        return found;
    }
}
