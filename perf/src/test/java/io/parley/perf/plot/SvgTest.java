package io.parley.perf.plot;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.w3c.dom.Element;

@Timeout(10)
class SvgTest {
    private static final String DOCUMENT = """
            <?xml version="1.0" encoding="UTF-8"?>
            <!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">
            <svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="10">
            <defs><clipPath id="clip1"/></defs><g clip-path="url(#clip1)"/><use xlink:href="#clip1"/></svg>
            """;

    @Test
    void shouldKeepTheIdsOfPicturesApart() {
        Element svg =
                Xml.parse(Svg.inline(DOCUMENT, "one-", "Queues & <locks>")).getDocumentElement();

        assertThat(attribute(svg, "clipPath", "id")).isEqualTo("one-clip1");
        assertThat(attribute(svg, "g", "clip-path")).isEqualTo("url(#one-clip1)");
        assertThat(attribute(svg, "use", "xlink:href")).isEqualTo("#one-clip1");
    }

    @Test
    void shouldSayWhatThePictureShows() {
        Element svg =
                Xml.parse(Svg.inline(DOCUMENT, "one-", "Queues & <locks>")).getDocumentElement();

        assertThat(svg.getTagName()).isEqualTo("svg");
        assertThat(svg.getAttribute("aria-label")).isEqualTo("Queues & <locks>");
        assertThat(svg.getAttribute("role")).isEqualTo("img");
    }

    @Test
    void shouldSendNoReaderToTheNetwork() {
        assertThat(Svg.compact(DOCUMENT)).startsWith("<?xml").doesNotContain("svg11.dtd");
        assertThat(Svg.inline(DOCUMENT, "one-", "")).startsWith("<svg ").doesNotContain("svg11.dtd");
    }

    @Test
    void shouldLeaveOutDigitsThatNobodySees() {
        assertThat(Svg.compact("<path d=\"M-0.984375,12.5 L1100,0.10\"/>"))
                .isEqualTo("<path d=\"M-0.98,12.5 L1100,0.10\"/>");
    }

    private static String attribute(Element svg, String tag, String name) {
        return ((Element) svg.getElementsByTagName(tag).item(0)).getAttribute(name);
    }
}
