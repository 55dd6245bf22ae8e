package io.parley.cli;

import io.parley.cli.output.Page;
import io.parley.observe.DomainView;
import io.parley.sync.Diagnosis;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code parley diagnose}. */
@Command(
        name = "diagnose",
        mixinStandardHelpOptions = true,
        description = {
            "Says who holds which lock of a domain, who waits for what, and who waits in a circle.",
            "Changes nothing and holds nobody up; needs the right to read, no more. Threads that began to wait less than",
            "some microseconds ago are not seen.",
            "Exit code 3 if threads wait in a circle."
        })
final class DiagnoseCommand extends ViewCommand<Diagnosis> {
    @Parameters(index = "0", arity = "0..1", paramLabel = DomainArgument.LABEL, description = "As --domain.")
    private String argument;

    @Override
    String argument() {
        return argument;
    }

    @Override
    String schema() {
        return "parley/diagnose/1";
    }

    @Override
    Diagnosis find(DomainView view) {
        return Diagnosis.of(view.directory());
    }

    @Override
    void print(Diagnosis found, Page page) {
        page.line(found.toString());
    }

    @Override
    int exitCode(Diagnosis found) {
        return found.deadlocks().isEmpty() ? ExitCode.OK : ExitCode.UNHEALTHY;
    }
}
