package io.parley.testkit;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The lines that parent and child exchange: a verb and URL-encoded words, separated by spaces.
 *
 * <p>The child's lines share its standard output with whatever the program prints, so they begin with {@link #MARK}.
 * The child writes each with a single {@code write} of at most {@link #MAX_LINE} bytes, which a pipe keeps in one
 * piece; the mark may nevertheless follow text that the program has not ended with a newline yet.
 */
final class Protocol {
    /** What no program prints by accident: control characters around a name. */
    static final String MARK = "\u0001parley\u0002";
    /** {@code PIPE_BUF} of Linux: longer writes may be mixed with those of other threads. */
    static final int MAX_LINE = 4096;

    /* Child to parent. */
    static final String HELLO = "hello";
    static final String BOUND = "bound";
    static final String REACHED = "reached";
    static final String REPORT = "report";
    static final String REPORT_PART = "part";
    static final String FAILPOINT = "failpoint";
    static final String SIGNAL = "signal";

    /* Parent to child. */
    static final String GO = "go";

    /** A child that finds its parent dead ends itself with this exit code. */
    static final int EXIT_ORPHANED = 87;
    /** Where the child finds its {@link FailpointPlan}. */
    static final String PLAN_PROPERTY = "parley.testkit.failpoints";

    private Protocol() {}

    /** The barrier that the parent opens once it has sent the signal that the child asked for. */
    static String signalled(int signal) {
        return "io.parley.testkit/signalled/" + signal;
    }

    /** The barrier that releases a thread paused at the failpoint called {@code point}. */
    static String pauseBarrier(String point) {
        return "io.parley.testkit/failpoint/" + point;
    }

    static String encode(String verb, String... words) {
        StringBuilder line = new StringBuilder(verb);
        for (String word : words) {
            line.append(' ').append(URLEncoder.encode(word, StandardCharsets.UTF_8));
        }
        return line.append('\n').toString();
    }

    /** The verb and the words of a line without mark and newline. */
    static List<String> decode(String line) {
        List<String> words = new ArrayList<>();
        for (String word : line.split(" ", -1)) {
            words.add(URLDecoder.decode(word, StandardCharsets.UTF_8));
        }
        return words;
    }
}
