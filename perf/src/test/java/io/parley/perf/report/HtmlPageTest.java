package io.parley.perf.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class HtmlPageTest {
    private static final String PAGE = """
            # Measured

            **2 cores. Noisy.**

            ## Locks & `futex`

            | what | ns |
            |---|---:|
            | get < put | 1.5 |

            ![Round trip](plots/trip.svg)
            """;
    private static final String PICTURE = "<?xml version=\"1.0\"?>\n<svg width=\"1\"><g id=\"a\"/></svg>";

    @Test
    void shouldHaveEverythingInOneFile() {
        String html = HtmlPage.of(PAGE, Map.of("plots/trip.svg", PICTURE));

        assertThat(html)
                .startsWith("<!DOCTYPE html>")
                .contains("<title>Measured</title>")
                .contains("<strong>2 cores. Noisy.</strong>")
                .contains("<td align=\"right\">1.5</td>")
                .contains("get &lt; put")
                .contains("<svg role=\"img\" aria-label=\"Round trip\" width=\"1\"><g id=\"plots-trip-svg-a\"/></svg>")
                .doesNotContain("<img", "<script", "<link");
    }

    @Test
    void shouldHaveContentsThatLeadToTheHeadings() {
        String html = HtmlPage.of(PAGE, Map.of("plots/trip.svg", PICTURE));

        assertThat(html)
                .contains("<a href=\"#locks-futex\">Locks &amp; futex</a>")
                .contains("<h2 id=\"locks-futex\">");
    }

    @Test
    void shouldRefuseAPictureThatIsNotThere() {
        assertThatThrownBy(() -> HtmlPage.of(PAGE, Map.of()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("address=plots/trip.svg");
    }
}
