package io.parley.cli.output;

/** What a text is, for who sees colours. */
public enum Style {
    /** As any other. */
    PLAIN(""),
    /** Names of columns and figures. */
    HEADING("1"),
    /** In order. */
    GOOD("32"),
    /** Worth a look. */
    WARNING("33"),
    /** Out of order. */
    BAD("1;31");

    private final String code;

    Style(String code) {
        this.code = code;
    }

    String code() {
        return code;
    }
}
