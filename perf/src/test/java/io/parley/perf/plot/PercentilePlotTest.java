package io.parley.perf.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

@Timeout(60)
class PercentilePlotTest {
    private static final Curve OURS = curve("SharedQueue", true, 1_000);
    private static final Curve THEIRS = curve("a socket & its <peer>", false, 40_000);

    @BeforeAll
    static void needFonts() {
        assumeThat(Awt.absence()).as("this JDK can draw").isEmpty();
    }

    @Test
    void shouldDrawParleySolidAndOthersDashed() {
        List<String> ours = strokes(new PercentilePlot("Round trip", "2 cores", List.of(OURS)));
        List<String> both = strokes(new PercentilePlot("Round trip", "2 cores", List.of(OURS, THEIRS)));

        assertThat(ours).hasSizeGreaterThan(10).noneMatch(style -> style.contains("dasharray"));
        assertThat(both.stream().filter(style -> style.contains("stroke-width:2.6")))
                .hasSize(ours.size());
        assertThat(both.stream().filter(style -> style.contains("dasharray:5,3")))
                .hasSizeGreaterThan(10);
    }

    @Test
    void shouldRiseFromLeftToRight() {
        List<Element> pieces = lines(new PercentilePlot("Round trip", "2 cores", List.of(OURS)));

        assertThat(pieces)
                .hasSizeGreaterThan(10)
                .allMatch(piece ->
                        number(piece, "x2") >= number(piece, "x1") && number(piece, "y2") <= number(piece, "y1"));
    }

    @Test
    void shouldMakeAPictureOfPixels() throws IOException {
        BufferedImage picture = ImageIO.read(
                new ByteArrayInputStream(new PercentilePlot("Round trip", "2 cores", List.of(OURS, THEIRS)).png()));

        assertThat(picture.getWidth()).isEqualTo(1100);
        assertThat(picture.getHeight()).isEqualTo(560);
        assertThat(IntStream.range(0, picture.getWidth() * picture.getHeight())
                        .map(i -> picture.getRGB(i % picture.getWidth(), i / picture.getWidth()))
                        .distinct()
                        .count())
                .as("colours")
                .isGreaterThan(10);
    }

    @Test
    void shouldHaveRoomForALongLegend() throws IOException {
        List<Curve> many = IntStream.range(0, 40)
                .mapToObj(i -> curve("line " + i, i % 2 == 0, 1_000 + i))
                .toList();

        PercentilePlot plot = new PercentilePlot("Everything", "2 cores", many);

        assertThat(strokes(plot).stream().distinct()).as("lines that differ").hasSizeGreaterThan(20);
        assertThat(ImageIO.read(new ByteArrayInputStream(plot.png())).getHeight())
                .isGreaterThan(40 * 20);
    }

    @Test
    void shouldNamePercentilesAsPeopleDo() {
        assertThat(IntStream.range(0, 6).mapToObj(PercentilePlot::percentile))
                .containsExactly("0 %", "90 %", "99 %", "99.9 %", "99.99 %", "99.999 %");
        assertThat(PercentilePlot.percentile(1.5)).isBlank();
        assertThat(PercentilePlot.percentile(-1)).isBlank();
    }

    @Test
    void shouldRefuseToDrawNothing() {
        assertThatThrownBy(() -> new PercentilePlot("Round trip", "2 cores", List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("plot=Round trip");
    }

    /** The pieces of the curves, which are thicker than the rest. */
    private static List<Element> lines(PercentilePlot plot) {
        NodeList all = Xml.parse(plot.svg()).getElementsByTagName("line");
        return IntStream.range(0, all.getLength())
                .mapToObj(i -> (Element) all.item(i))
                .filter(line -> line.getAttribute("style").contains("stroke-width:"))
                .toList();
    }

    private static List<String> strokes(PercentilePlot plot) {
        return lines(plot).stream().map(line -> line.getAttribute("style")).toList();
    }

    private static double number(Element element, String attribute) {
        return Double.parseDouble(element.getAttribute(attribute));
    }

    private static Curve curve(String name, boolean isParley, int medianNs) {
        Histogram ns = new Histogram(3);
        for (int i = 1; i <= 5_000; i++) {
            ns.recordValue(medianNs + i * (long) medianNs / 1_000);
        }
        return Curve.of(name, isParley, ns);
    }
}
