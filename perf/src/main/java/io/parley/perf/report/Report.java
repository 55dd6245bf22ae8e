package io.parley.perf.report;

import io.parley.perf.plot.Awt;
import io.parley.perf.plot.Curve;
import io.parley.perf.plot.PercentilePlot;
import io.parley.perf.rig.HlogFile;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Measures the agreed set and writes a directory: the page as Markdown and as one file for a browser, the raw latencies
 * of every run, the plots. One thread.
 */
public final class Report {
    private static final String TRIPS = "To another process and back, everything";
    private static final String NOTE =
            "A plot has all runs of a line together, and ends where there are too few latencies to say more. Those of each"
                    + " run are in `hlog/`, in ns.\n\n";
    private static final String PLOTS = "plots";
    private static final String RAW = "hlog";

    private final Page page;
    private final Optional<String> cannotDraw = Awt.absence();
    /** SVG documents by their addresses on the page. */
    private final Map<String, String> pictures = new LinkedHashMap<>();

    /** Everything, with that much effort. */
    public Report(Effort effort) {
        this.page = new Page("perf/bin/report", effort);
    }

    /** Measures everything, saying on standard error what is under way, and why there will be no plots if so. */
    public void measure() {
        cannotDraw.ifPresent(System.err::println);
        page.measure();
    }

    /** The summary, as it stands at the top of the page. */
    public String summary() {
        return page.summary();
    }

    /**
     * Writes {@code <date>-<processor>/}, with the effort in its name if it is not the usual one. One of the same day
     * is replaced.
     *
     * @param results where the directory goes
     * @return the directory
     * @throws IOException if it cannot be written
     */
    public Path write(Path results) throws IOException {
        Path directory = results.resolve(page.name());
        empty(directory.resolve(PLOTS));
        empty(directory.resolve(RAW));
        Files.deleteIfExists(directory.resolve(PartsSection.JSON));
        Chart trips =
                Chart.merged(TRIPS, charts().stream().filter(Chart::isTrip).toList());
        String overview = NOTE + (trips.lines().isEmpty() ? "" : show(directory, trips));
        Map<Section, String> shown = new LinkedHashMap<>();
        for (Section section : page.sections()) {
            StringBuilder text = new StringBuilder(section.writeRaw(directory));
            for (Chart chart : section.charts()) {
                writeRaw(directory, chart);
                text.append(show(directory, chart));
            }
            shown.put(section, text.toString());
        }
        String markdown = page.toMarkdown(overview, shown::get);
        Files.writeString(directory.resolve("README.md"), markdown);
        Files.writeString(directory.resolve("index.html"), HtmlPage.of(markdown, pictures));
        return directory;
    }

    private List<Chart> charts() {
        return page.sections().stream()
                .flatMap(section -> section.charts().stream())
                .toList();
    }

    private static void empty(Path directory) throws IOException {
        Files.createDirectories(directory);
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*.{hlog,svg,png}")) {
            for (Path file : files) {
                Files.delete(file);
            }
        }
    }

    private void writeRaw(Path directory, Chart chart) throws IOException {
        for (Chart.Line line : chart.lines()) {
            for (int run = 0; run < line.runs().size(); run++) {
                List<String> comments = new ArrayList<>();
                comments.add("Latencies in ns: " + chart.title() + ": " + line.name() + ", run " + (run + 1) + " of "
                        + line.runs().size());
                comments.addAll(page.machine().lines());
                HlogFile.write(
                        directory.resolve(RAW).resolve(chart.fileOf(line, run)),
                        line.runs().get(run),
                        comments);
            }
        }
    }

    /** Draws, if that is possible, and says how the page shows it. */
    private String show(Path directory, Chart chart) throws IOException {
        String text = chart.table().toString();
        if (cannotDraw.isPresent()) {
            return text + "No plot. " + cannotDraw.get() + "\n\n";
        }
        PercentilePlot plot = new PercentilePlot(
                chart.title(),
                page.machine().shortCaveat(),
                chart.lines().stream()
                        .map(line -> Curve.of(line.name(), line.isParley(), line.all()))
                        .toList());
        String svg = plot.svg();
        String address = PLOTS + "/" + chart.slug() + ".svg";
        Files.writeString(directory.resolve(address), svg);
        Files.write(directory.resolve(PLOTS).resolve(chart.slug() + ".png"), plot.png());
        pictures.put(address, svg);
        return text + "![" + chart.title() + "](" + address + ")\n\n";
    }
}
