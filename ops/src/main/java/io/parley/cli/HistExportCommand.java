package io.parley.cli;

import io.parley.internal.observe.HistogramText;
import io.parley.observe.DomainView;
import io.parley.observe.ObjectInfo;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.HdrHistogram.Histogram;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code parley hist export}. */
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        description = {
            "Writes a histogram to standard output, in a form that other tools read.",
            "Everything since it was created, of all processes. Changes nothing and holds nobody up."
        })
final class HistExportCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "NAME", description = "A histogram's name, such as book.lock.wait.")
    private String name;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            required = true,
            description = "hlog: a log of one interval, for HdrHistogram's tools. csv: percentiles, in ns.")
    private Format format;

    @Mixin
    private DomainOption option;

    @Spec
    private CommandSpec spec;

    /** What it can be written as. */
    enum Format {
        /** HdrHistogram's log. */
        HLOG,
        /** Comma-separated values. */
        CSV
    }

    @Override
    public Integer call() {
        return Guarded.run(spec, out -> {
            try (DomainView view = option.view()) {
                export(Found.one(view, name, Noun.HISTOGRAM), out);
            }
            return ExitCode.OK;
        });
    }

    private void export(ObjectInfo object, PrintWriter out) {
        Distribution.Counts counts = Distribution.Counts.of(object);
        Histogram all = counts.all();
        long start = object.createdAt().map(Instant::toEpochMilli).orElse(0L);
        all.setStartTimeStamp(start);
        all.setEndTimeStamp(Instant.now().toEpochMilli());
        byte[] text = format == Format.CSV
                ? HistogramText.percentiles(all)
                : HistogramText.log(all, HistogramText.title(object.name(), counts.clamped()), start);
        out.print(new String(text, StandardCharsets.US_ASCII));
    }
}
