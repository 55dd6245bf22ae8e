package io.parley.cli;

import io.parley.cli.doctor.Examination;
import io.parley.cli.doctor.Finding;
import io.parley.cli.doctor.Host;
import io.parley.cli.output.Figures;
import io.parley.cli.output.Page;
import io.parley.cli.output.Style;
import io.parley.cli.output.Table;
import io.parley.observe.DomainView;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code parley doctor}. */
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        description = {
            "Looks for what is wrong with a domain, this host and this JVM, and says how to set it right.",
            "Without a domain: the host and the JVM. Changes nothing and holds nobody up. What is not in order comes with",
            "why it matters, and the command that helps.",
            "Exit code 3 if something is bad."
        })
final class DoctorCommand extends ViewCommand<DoctorCommand.Report> {
    @Parameters(index = "0", arity = "0..1", paramLabel = DomainArgument.LABEL, description = "As --domain.")
    private String argument;

    /** The document; the level is the worst of the findings'. */
    record Report(Optional<Path> domain, Finding.Level level, List<Finding> findings) {
        static Report of(Optional<Path> domain, List<Finding> findings) {
            Finding.Level worst = findings.stream()
                    .map(Finding::level)
                    .max(Comparator.naturalOrder())
                    .orElse(Finding.Level.OK);
            return new Report(domain, worst, findings);
        }

        /** Of the host alone. */
        static Report ofHost() {
            return of(Optional.empty(), Examination.of(Host.here()));
        }

        /** Of a domain and the host. */
        static Report of(DomainView view) {
            return of(Optional.of(view.directory()), Examination.of(Host.here(), view));
        }
    }

    @Override
    String argument() {
        return argument;
    }

    @Override
    String schema() {
        return "parley/doctor/1";
    }

    @Override
    public Integer call() {
        if (argument != null || option.named() != null) {
            return super.call();
        }
        return Guarded.run(spec, out -> exitCode(output.show(schema(), out, Report::ofHost, this::print)));
    }

    @Override
    Report find(DomainView view) {
        return Report.of(view);
    }

    @Override
    void print(Report found, Page page) {
        Table table = new Table("LEVEL", "CHECK", "*FOUND");
        for (Finding each : found.findings()) {
            table.row(style(each), Figures.text(each.level()), each.check(), each.value());
        }
        page.table(table);
        for (Finding each : found.findings()) {
            if (each.level() != Finding.Level.OK) {
                page.line("");
                page.line(style(each), each.check() + ": " + each.value());
                page.line("  why: " + each.why());
                page.line("  fix: " + each.fix());
            }
        }
    }

    private static Style style(Finding finding) {
        return switch (finding.level()) {
            case OK -> Style.PLAIN;
            case NOTICE -> Style.WARNING;
            case BAD -> Style.BAD;
        };
    }

    @Override
    int exitCode(Report found) {
        return found.level() == Finding.Level.BAD ? ExitCode.UNHEALTHY : ExitCode.OK;
    }
}
