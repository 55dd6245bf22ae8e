package io.parley.internal.process;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/**
 * The environment variables from which every JVM takes flags by itself. A child inherits them, so those flags are not
 * put on its command line as well; and what must not be inherited is taken out of them.
 */
final class OptionVariables {
    private static final List<String> NAMES = List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS");

    private OptionVariables() {}

    /** The flags of a JVM without those that its environment gave it. */
    static List<String> without(Map<String, String> environment, List<String> flags) {
        List<String> rest = new ArrayList<>(flags);
        for (String name : NAMES) {
            for (String option : joined(split(environment.getOrDefault(name, "")))) {
                rest.remove(option);
            }
        }
        return rest;
    }

    /** Takes what must not be inherited out of a child's environment. */
    static void clean(Map<String, String> environment) {
        for (String name : NAMES) {
            String value = environment.get(name);
            if (value != null) {
                List<String> options = split(value);
                List<String> kept = InheritedFlags.inheritable(options);
                if (kept.isEmpty()) {
                    environment.remove(name);
                } else if (kept.size() < options.size()) {
                    environment.put(name, quoted(kept));
                }
            }
        }
    }

    /** At white space, except within quotes, as the JVM does it. */
    static List<String> split(String value) {
        List<String> options = new ArrayList<>();
        StringBuilder option = new StringBuilder();
        boolean started = false;
        char quote = 0;
        for (char c : value.toCharArray()) {
            if (quote != 0 ? c == quote : c == '"' || c == '\'') {
                quote = quote == 0 ? c : 0;
                started = true;
            } else if (quote == 0 && Character.isWhitespace(c)) {
                if (started) {
                    options.add(option.toString());
                }
                option.setLength(0);
                started = false;
            } else {
                option.append(c);
                started = true;
            }
        }
        if (started) {
            options.add(option.toString());
        }
        return options;
    }

    /** With {@code --add-opens x} written as {@code --add-opens=x}, which is how the JVM reports it. */
    private static List<String> joined(List<String> options) {
        List<String> joined = new ArrayList<>();
        for (int i = 0; i < options.size(); i++) {
            String option = options.get(i);
            boolean alone = option.startsWith("--add-") && option.indexOf('=') < 0 && i + 1 < options.size();
            joined.add(alone ? option + "=" + options.get(++i) : option);
        }
        return joined;
    }

    private static String quoted(List<String> options) {
        StringJoiner joiner = new StringJoiner(" ");
        for (String option : options) {
            joiner.add(option.indexOf('"') < 0 ? '"' + option + '"' : '\'' + option + '\'');
        }
        return joiner.toString();
    }
}
