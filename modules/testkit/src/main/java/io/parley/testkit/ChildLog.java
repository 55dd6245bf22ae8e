package io.parley.testkit;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The lines that a forked JVM printed on both streams, in the order in which they arrived, without those of the script.
 *
 * <p>Its memory is bounded: of a very long log the first 200 lines and the last 4 million characters are kept, and what
 * is between them is counted. <b>Threading:</b> thread-safe; a log can be read while the child runs and after its end.
 */
public final class ChildLog {
    private static final String OUT = "out";
    private static final String ERR = "err";

    /** Each at most {@link LinePump#MAX_LINE} bytes. */
    private static final int HEAD_LINES = 200;

    private static final int TAIL_CHARS = 4_000_000;
    /** What a line costs beside its characters, so that empty lines are bounded as well. */
    private static final int LINE_OVERHEAD = 64;

    private final long startNs = System.nanoTime();
    private final List<Line> head = new ArrayList<>();
    private final Deque<Line> tail = new ArrayDeque<>();
    private int tailChars;
    private long dropped;

    private record Line(long atNs, String stream, String text) {}

    ChildLog() {}

    /**
     * What the child printed on standard output.
     *
     * @return the kept lines in order
     */
    public synchronized List<String> stdout() {
        return lines(line -> line.stream().equals(OUT));
    }

    /**
     * What the child printed on standard error.
     *
     * @return the kept lines in order
     */
    public synchronized List<String> stderr() {
        return lines(line -> line.stream().equals(ERR));
    }

    /**
     * The last lines of both streams, each with the seconds since the start and the name of its stream.
     *
     * @param max how many lines at most
     * @return the lines, each ended by a newline
     */
    public synchronized String tail(int max) {
        long kept = head.size() + (long) tail.size();
        StringBuilder text = new StringBuilder();
        Stream.concat(head.stream(), tail.stream())
                .skip(Math.max(0, kept - max))
                .forEach(line -> append(text, line));
        return text.toString();
    }

    /**
     * Everything that was kept of both streams, each line with the seconds since the start and the name of its stream.
     *
     * @return the lines, each ended by a newline
     */
    @Override
    public synchronized String toString() {
        StringBuilder text = new StringBuilder();
        head.forEach(line -> append(text, line));
        if (dropped > 0) {
            text.append("... ").append(dropped).append(" lines dropped ...\n");
        }
        tail.forEach(line -> append(text, line));
        return text.toString();
    }

    void addOut(String text) {
        add(OUT, text);
    }

    void addErr(String text) {
        add(ERR, text);
    }

    private synchronized void add(String stream, String text) {
        Line line = new Line(System.nanoTime() - startNs, stream, text);
        if (head.size() < HEAD_LINES) {
            head.add(line);
            return;
        }
        tail.addLast(line);
        tailChars += LINE_OVERHEAD + text.length();
        while (tailChars > TAIL_CHARS) {
            tailChars -= LINE_OVERHEAD + tail.removeFirst().text().length();
            dropped++;
        }
    }

    /** How many lines were added so far. */
    synchronized long size() {
        return head.size() + dropped + tail.size();
    }

    /** The kept lines of both streams from number {@code first} on, counted as {@link #size} counts. */
    synchronized List<String> linesFrom(long first) {
        List<String> all = lines(line -> true);
        long from = first <= head.size() ? first : Math.max(head.size(), first - dropped);
        return all.subList((int) Math.min(from, all.size()), all.size());
    }

    private List<String> lines(Predicate<Line> wanted) {
        List<String> lines = new ArrayList<>();
        head.stream().filter(wanted).map(Line::text).forEach(lines::add);
        tail.stream().filter(wanted).map(Line::text).forEach(lines::add);
        return lines;
    }

    private static void append(StringBuilder text, Line line) {
        text.append(String.format(Locale.ROOT, "%8.3f %s | %s\n", line.atNs() / 1e9, line.stream(), line.text()));
    }
}
