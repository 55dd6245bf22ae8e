package io.parley.perf.plot;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** SVG documents as text: what is done to them before they stand in a file or in a page. */
public final class Svg {
    private static final Pattern DECLARATION = Pattern.compile("<\\?xml[^>]*\\?>\\s*");
    private static final Pattern DOCUMENT_TYPE = Pattern.compile("<!DOCTYPE[^>]*>\\s*");
    private static final Pattern INVISIBLE_DIGITS = Pattern.compile("(\\.\\d\\d)\\d+");
    private static final Pattern ID = Pattern.compile("\\bid=\"([^\"]+)\"");
    private static final Pattern REFERENCE = Pattern.compile("url\\(#([^)]+)\\)|href=\"#([^\"]+)\"");

    private Svg() {}

    /**
     * The same document without its type, which is an address that some readers ask for, and with as many digits as can
     * be seen: text is drawn as the outlines of its letters, a thousand numbers a line.
     */
    static String compact(String document) {
        String typeless = DOCUMENT_TYPE.matcher(document).replaceFirst("");
        return INVISIBLE_DIGITS.matcher(typeless).replaceAll("$1");
    }

    /**
     * The element that stands for the document inside a page of HTML.
     *
     * @param document an SVG document
     * @param prefix set before all its ids, so that several can stand in one page
     * @param title what is read out in its place
     * @return the element {@code svg}
     */
    public static String inline(String document, String prefix, String title) {
        String element = DECLARATION
                .matcher(DOCUMENT_TYPE.matcher(document).replaceFirst(""))
                .replaceFirst("");
        String named =
                ID.matcher(element).replaceAll(id -> Matcher.quoteReplacement("id=\"" + prefix + id.group(1) + '"'));
        String bound = REFERENCE
                .matcher(named)
                .replaceAll(reference -> Matcher.quoteReplacement(
                        reference.group(1) != null
                                ? "url(#" + prefix + reference.group(1) + ")"
                                : "href=\"#" + prefix + reference.group(2) + '"'));
        return bound.replaceFirst(
                        "<svg ", Matcher.quoteReplacement("<svg role=\"img\" aria-label=\"" + escape(title) + "\" "))
                .strip();
    }

    /** The text as it stands in an element or an attribute. */
    public static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }
}
