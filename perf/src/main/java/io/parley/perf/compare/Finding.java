package io.parley.perf.compare;

/**
 * One line of a comparison.
 *
 * @param what benchmark, parameters, and the figure
 * @param before as text, with its unit
 * @param after as text, with its unit
 * @param change how many times as costly it became, with its interval
 * @param verdict what that means
 * @param remark why there is no comparison, or what weakens it; empty if nothing does
 */
record Finding(String what, String before, String after, String change, Verdict verdict, String remark) {
    /** What a comparison says. */
    enum Verdict {
        /** Worse, beyond the noise. */
        REGRESSION,
        /** Better, beyond the noise. */
        BETTER,
        /** Noise. */
        SAME,
        /** Different, but nobody can tell how much of that is noise. */
        UNCLEAR,
        /** There was nothing to compare. */
        NOT_COMPARED
    }

    static Finding notCompared(String what, String remark) {
        return new Finding(what, "", "", "", Verdict.NOT_COMPARED, remark);
    }
}
