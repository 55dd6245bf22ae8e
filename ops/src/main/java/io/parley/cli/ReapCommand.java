package io.parley.cli;

import io.parley.Parley;
import io.parley.ProcessInfo;
import java.io.PrintWriter;
import picocli.CommandLine.Command;

/** {@code parley reap}. */
@Command(
        name = "reap",
        mixinStandardHelpOptions = true,
        description = {
            "Cleans up after dead processes of a domain: their half-built files and their slots. Each is reported.",
            "Locks and claims of the dead come back without it."
        })
final class ReapCommand extends DomainCommand {
    @Override
    void run(Parley parley, PrintWriter out) {
        parley.reap(); // those that died since opening it, which has cleaned up as well
        long alive = parley.processes().stream()
                .filter(process -> process.alive() && !process.self())
                .map(ProcessInfo::pid)
                .count();
        out.println(parley.directory() + ": clean, " + alive + (alive == 1 ? " live process" : " live processes"));
    }
}
