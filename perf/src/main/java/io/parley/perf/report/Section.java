package io.parley.perf.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A part of the page: measures something, then shows every run of it. */
interface Section {
    /** Heading, and what is said while it runs. */
    String title();

    /** Measures; called once, before everything else. */
    void measure();

    /** The runs, in Markdown. */
    String toMarkdown();

    /** What the summary quotes. */
    List<Figure> figures();

    /**
     * Writes into {@code directory} what there is besides latencies, in full; nothing by default.
     *
     * @return what the page says of it, in Markdown; may be empty
     */
    default String writeRaw(Path directory) throws IOException {
        return "";
    }

    /** The latencies of every run, for plots and raw files; none where something else is measured. */
    default List<Chart> charts() {
        return List.of();
    }
}
