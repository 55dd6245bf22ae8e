package io.parley.cli;

import io.parley.Parley;
import java.io.PrintWriter;
import picocli.CommandLine.Command;

/** {@code parley diagnose}. */
@Command(
        name = "diagnose",
        mixinStandardHelpOptions = true,
        description = "Says who holds which lock of a domain, who waits for what, and who waits in a circle.")
final class DiagnoseCommand extends DomainCommand {
    @Override
    void run(Parley parley, PrintWriter out) {
        out.println(parley.diagnose());
    }
}
