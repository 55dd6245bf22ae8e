package io.parley.cli;

import io.parley.ProcessInfo;
import io.parley.cli.output.Figures;
import io.parley.cli.output.Page;
import io.parley.cli.output.Style;
import io.parley.observe.DomainView;
import io.parley.observe.ObjectInfo;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code parley stat}. */
@Command(
        name = "stat",
        mixinStandardHelpOptions = true,
        description = {
            "Says everything about objects of a domain, of whatever kind.",
            "Who holds what, who waits, what was counted. Changes nothing and holds nobody up. Numbers are of different",
            "moments while others work.",
            "Exit code 3 if one of them is damaged."
        })
final class StatCommand extends ViewCommand<StatCommand.Report> {
    @Parameters(
            arity = "1..*",
            paramLabel = "NAME",
            description = "An object's name, or that of its file (book.lock) if there are several.")
    private List<String> names;

    /** The document. */
    record Report(Path domain, List<ObjectReport> objects) {}

    /** What is true of every object. */
    private record Head(
            String kind,
            ObjectInfo.State state,
            String problem,
            long bytes,
            String created,
            int layoutVersion,
            boolean recording) {
        static Head of(ObjectReport report) {
            ObjectInfo object = report.object();
            return new Head(
                    object.kind(),
                    object.state(),
                    object.problem(),
                    object.bytes(),
                    Figures.text(object.createdAt().orElse(null))
                            + report.creator().map(Head::by).orElse(""),
                    object.layoutVersion(),
                    object.recording());
        }

        private static String by(ProcessInfo process) {
            return " by pid " + process.pid() + " (" + process.name() + (process.alive() ? ")" : ", dead)");
        }
    }

    @Override
    String schema() {
        return "parley/stat/1";
    }

    @Override
    Report find(DomainView view) {
        return new Report(
                view.directory(),
                names.stream()
                        .flatMap(name -> Found.all(view, name).stream())
                        .map(object -> ObjectReport.of(view, object))
                        .toList());
    }

    @Override
    void print(Report found, Page page) {
        for (ObjectReport each : found.objects()) {
            page.line(
                    each.isInOrder() ? Style.HEADING : Style.BAD, each.object().file());
            page.figures(Head.of(each));
            page.figures((Record) each.snapshot());
        }
    }

    @Override
    int exitCode(Report found) {
        return found.objects().stream().allMatch(ObjectReport::isInOrder) ? ExitCode.OK : ExitCode.UNHEALTHY;
    }
}
