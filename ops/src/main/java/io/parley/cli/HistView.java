package io.parley.cli;

import io.parley.cli.output.Nanos;
import io.parley.cli.output.Page;
import io.parley.cli.output.Style;
import io.parley.observe.DomainView;
import io.parley.observe.ObjectInfo;
import java.nio.file.Path;
import picocli.CommandLine.Parameters;

/** Verbs that show what a histogram has counted. */
abstract class HistView extends ViewCommand<HistView.Report> {
    @Parameters(index = "0", paramLabel = "NAME", description = "A histogram's name, such as book.lock.wait.")
    private String name;

    /** The document. */
    record Report(Path domain, String file, Distribution latencies) {}

    /** The percentiles that are shown. */
    abstract Distribution distribution(Distribution.Counts counts);

    /** Prints the percentiles, of which there are some. */
    abstract void print(Distribution latencies, Page page);

    @Override
    final String schema() {
        return "parley/hist/1";
    }

    @Override
    final Report find(DomainView view) {
        ObjectInfo histogram = Found.one(view, name, Noun.HISTOGRAM);
        return new Report(view.directory(), histogram.file(), distribution(Distribution.Counts.of(histogram)));
    }

    @Override
    final void print(Report found, Page page) {
        Distribution latencies = found.latencies();
        String clamped = latencies.clamped() == 0 ? "" : ", above one hour " + latencies.clamped();
        String mean = latencies.count() == 0 ? "" : ", mean " + Nanos.text(latencies.meanNs(), page.terminal());
        page.line(Style.HEADING, found.file() + ": " + latencies.count() + " recorded" + mean + clamped);
        if (latencies.count() > 0) {
            print(latencies, page);
        }
    }
}
