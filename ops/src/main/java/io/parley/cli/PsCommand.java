package io.parley.cli;

import io.parley.Parley;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code parley ps}. */
@Command(
        name = "ps",
        mixinStandardHelpOptions = true,
        description = {
            "Lists the processes that take part in a domain, and their children below them.",
            "Cleans up after dead ones, as whoever opens it does."
        })
final class PsCommand extends DomainCommand {
    @Option(
            names = {"-a", "--all"},
            description = "Children that have ended as well, and why, as far as it is remembered.")
    private boolean all;

    @Override
    void run(Parley parley, PrintWriter out) {
        out.println("   PID  SLOT  SINCE                STATE  NAME");
        new ProcessTree(parley.processes(), parley.children(), all).print(out);
    }
}
