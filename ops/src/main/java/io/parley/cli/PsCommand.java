package io.parley.cli;

import io.parley.ChildInfo;
import io.parley.ProcessInfo;
import io.parley.cli.output.Page;
import io.parley.cli.output.Style;
import io.parley.observe.DomainView;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code parley ps}. */
@Command(
        name = "ps",
        mixinStandardHelpOptions = true,
        description = {
            "Lists the processes that take part in a domain, and their children below them.",
            "Dead ones are there until somebody cleans up after them. Changes nothing and holds nobody up."
        })
final class PsCommand extends ViewCommand<PsCommand.Processes> {
    @Parameters(index = "0", arity = "0..1", paramLabel = DomainArgument.LABEL, description = "As --domain.")
    private String argument;

    @Option(
            names = {"-a", "--all"},
            description =
                    "Children that have ended as well, and why, as far as it is remembered. JSON has them anyway.")
    private boolean all;

    /** The document. */
    record Processes(Path domain, List<ProcessInfo> processes, List<ChildInfo> children) {}

    @Override
    String argument() {
        return argument;
    }

    @Override
    String schema() {
        return "parley/ps/1";
    }

    @Override
    Processes find(DomainView view) {
        return new Processes(view.directory(), view.processes(), view.children());
    }

    @Override
    void print(Processes found, Page page) {
        page.line(Style.HEADING, "   PID  SLOT  SINCE                STATE  NAME");
        new ProcessTree(found.processes(), found.children(), all).print(page.out());
    }
}
