package io.parley.perf.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.VectorGraphicsEncoder;
import org.knowm.xchart.VectorGraphicsEncoder.VectorGraphicsFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * Latencies beside each other: the percentile to the right, with as much room for each further nine, the latency
 * upwards, logarithmic. Parley's lines are solid and thick, all others dashed and thin. One thread at a time; wants
 * AWT, see {@link Awt}, but no display.
 */
public final class PercentilePlot {
    private static final int WIDTH = 1100;
    private static final int HEIGHT = 560;
    private static final int HEIGHT_OF_LEGEND_ENTRY = 24;
    private static final int PIXELS_PER_NINE = 60;
    private static final float HAIR = 0.6f;
    private static final float THICK = 2.6f;
    private static final float THIN = 1.5f;
    /** Told apart by those who see no red or no green as well. */
    private static final Color[] COLORS = {
        new Color(0xD55E00),
        new Color(0x0072B2),
        new Color(0x009E73),
        new Color(0xCC79A7),
        new Color(0xE69F00),
        new Color(0x56B4E9),
        new Color(0x4D4D4D),
        new Color(0x8C6BB1)
    };

    private static final float[][] DASHES = {{5, 3}, {2, 2}, {6, 2, 1, 2}};

    private final XYChart chart;

    /**
     * Draws.
     *
     * @param title what was measured
     * @param caveat what whoever sees nothing but the picture has to know
     * @param curves the lines, in the order of the legend; no two of one name
     * @throws IllegalArgumentException if there is none, or two have one name
     */
    public PercentilePlot(String title, String caveat, List<Curve> curves) {
        if (curves.isEmpty()) {
            throw new IllegalArgumentException("nothing to draw: no curves, plot=" + title);
        }
        chart = new XYChartBuilder()
                .width(WIDTH)
                .height(Math.max(HEIGHT, HEIGHT_OF_LEGEND_ENTRY * (curves.size() + 2)))
                .title(title)
                .xAxisTitle("percentile (" + caveat + ")")
                .yAxisTitle("latency, µs")
                .build();
        style(chart.getStyler(), curves);
        int ours = 0;
        int others = 0;
        for (Curve curve : curves) {
            add(curve, curve.isParley() ? ours++ : others++);
        }
    }

    private static void style(XYStyler styler, List<Curve> curves) {
        styler.setChartBackgroundColor(Color.WHITE);
        styler.setPlotBackgroundColor(Color.WHITE);
        styler.setPlotGridLinesColor(new Color(0xE4E4E4));
        // Dashed ones become a shape for each dash, and most of the file.
        styler.setPlotGridLinesStroke(new BasicStroke(HAIR));
        styler.setLegendPosition(LegendPosition.OutsideE);
        styler.setLegendBorderColor(Color.WHITE);
        styler.setLegendFont(new Font(Font.SANS_SERIF, Font.PLAIN, 12));
        styler.setAxisTitleFont(new Font(Font.SANS_SERIF, Font.PLAIN, 12));
        styler.setChartTitleFont(new Font(Font.SANS_SERIF, Font.BOLD, 14));
        styler.setLocale(Locale.ROOT);
        styler.setYAxisLogarithmic(true);
        styler.setYAxisDecimalPattern("#,##0.###");
        styler.setYAxisMin(decade(Math.floor(
                Math.log10(curves.stream().mapToDouble(Curve::minUs).min().orElseThrow()))));
        styler.setYAxisMax(decade(Math.ceil(
                Math.log10(curves.stream().mapToDouble(Curve::maxUs).max().orElseThrow()))));
        styler.setXAxisMin(0.0);
        styler.setXAxisMax(Math.max(
                1, Math.ceil(curves.stream().mapToDouble(Curve::maxNines).max().orElseThrow())));
        styler.setXAxisTickMarkSpacingHint(PIXELS_PER_NINE);
        styler.setxAxisTickLabelsFormattingFunction(PercentilePlot::percentile);
    }

    private static double decade(double exponent) {
        return Math.pow(10, exponent);
    }

    /** What stands below a number of nines; nothing below what is not a whole number of them. */
    static String percentile(double nines) {
        int whole = (int) Math.round(nines);
        if (whole < 0 || Math.abs(nines - whole) > 1e-6) {
            return " ";
        }
        return switch (whole) {
            case 0 -> "0 %";
            case 1 -> "90 %";
            case 2 -> "99 %";
            default -> "99." + "9".repeat(whole - 2) + " %";
        };
    }

    private void add(Curve curve, int place) {
        XYSeries series = chart.addSeries(curve.name(), curve.nines(), curve.us());
        series.setMarker(SeriesMarkers.NONE);
        series.setLineColor(COLORS[place % COLORS.length]);
        series.setLineWidth(curve.isParley() ? THICK : THIN);
        series.setLineStyle(curve.isParley() ? solid() : dashed(place));
    }

    private static BasicStroke solid() {
        return new BasicStroke(THICK, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND);
    }

    private static BasicStroke dashed(int place) {
        float[] dash = DASHES[place / COLORS.length % DASHES.length];
        return new BasicStroke(THIN, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, dash, 0);
    }

    /**
     * The picture in pixels.
     *
     * @return a PNG file
     */
    public byte[] png() {
        try {
            return BitmapEncoder.getBitmapBytes(chart, BitmapEncoder.BitmapFormat.PNG);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the picture into memory: plot=" + chart.getTitle(), e);
        }
    }

    /**
     * The picture in lines.
     *
     * @return an SVG document that names no document type, so that no reader looks for one in the network
     */
    public String svg() {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        try {
            VectorGraphicsEncoder.saveVectorGraphic(chart, text, VectorGraphicsFormat.SVG);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the picture into memory: plot=" + chart.getTitle(), e);
        }
        return Svg.compact(text.toString(StandardCharsets.UTF_8));
    }
}
