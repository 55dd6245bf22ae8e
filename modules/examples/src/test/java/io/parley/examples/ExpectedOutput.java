package io.parley.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an example should print, in which {@code {pid}} stands for a number that is another one in each run; where the
 * same word stands again, it is the same number.
 */
record ExpectedOutput(String text, Pattern pattern) {
    private static final Pattern NUMBER = Pattern.compile("\\{([a-z]+)}");

    static ExpectedOutput of(String text) {
        StringBuilder pattern = new StringBuilder();
        Set<String> seen = new HashSet<>();
        int end = 0;
        for (Matcher number = NUMBER.matcher(text); number.find(); end = number.end()) {
            String name = number.group(1);
            pattern.append(Pattern.quote(text.substring(end, number.start())));
            pattern.append(seen.add(name) ? "(?<" + name + ">[0-9]+)" : "\\k<" + name + ">");
        }
        pattern.append(Pattern.quote(text.substring(end)));
        return new ExpectedOutput(text, Pattern.compile(pattern.toString()));
    }

    void compare(String printed) {
        if (!pattern.matcher(printed).matches()) {
            assertThat(printed).isEqualTo(text); // fails, and shows the difference
        }
    }
}
