package io.parley.cli;

import io.parley.cli.output.Page;
import io.parley.cli.output.Style;
import io.parley.observe.DomainView;
import io.parley.observe.ObjectInfo;
import io.parley.observe.ObjectSnapshot;
import java.nio.file.Path;
import picocli.CommandLine.Parameters;

/** Looks at one object that threads wait for, and says what to think of it. */
abstract class ShowCommand extends ViewCommand<ShowCommand.Report> {
    @Parameters(index = "0", paramLabel = "NAME", description = "An object's name, or that of its file.")
    private String name;

    /** The document. */
    record Report(Path domain, ObjectReport object, Advice advice) {}

    /** What it is about. */
    abstract Noun noun();

    /** The object that the user named. */
    ObjectInfo object(DomainView view, String named) {
        return Found.one(view, named, noun());
    }

    /** What of an object is shown. */
    ObjectSnapshot shown(ObjectSnapshot snapshot) {
        return snapshot;
    }

    @Override
    final String schema() {
        return "parley/show/1";
    }

    @Override
    final Report find(DomainView view) {
        ObjectReport report = ObjectReport.of(view, object(view, name));
        return new Report(view.directory(), report, Advice.on(report.object(), report.snapshot()));
    }

    @Override
    final void print(Report found, Page page) {
        ObjectReport report = found.object();
        page.line(
                found.advice().inOrder() ? Style.HEADING : Style.BAD,
                report.object().file() + ": " + report.snapshot().summary());
        page.figures((Record) shown(report.snapshot()));
        if (!found.advice().text().isEmpty()) {
            page.line(found.advice().text());
        }
    }

    @Override
    final int exitCode(Report found) {
        return found.advice().inOrder() ? ExitCode.OK : ExitCode.UNHEALTHY;
    }
}
