package io.parley.perf.report;

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
}
